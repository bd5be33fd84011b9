/**
 * iOS keeps the layout viewport when its keyboard opens: the page takes the height that is really
 * visible, so that the input stays above the keyboard and the header in sight.
 */
export function fitKeyboard() {
  const view = window.visualViewport
  if (view === null) return
  const fill = () => {
    // Pinch zoom shrinks the visual viewport too; that is no keyboard.
    if (view.scale > 1.05) return
    document.documentElement.style.setProperty('--height', `${view.height}px`)
    window.scrollTo(0, 0)
  }
  view.addEventListener('resize', fill)
  view.addEventListener('scroll', fill)
  fill()
}
