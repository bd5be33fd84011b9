import { isOwnPage, place } from '../place.ts'

/**
 * iOS keeps the layout viewport when its keyboard opens: the chat takes what is really visible, so
 * that the input stays above the keyboard and the header in sight.
 */
export function fitKeyboard() {
  const view = window.visualViewport
  if (view === null) return
  const { style } = place.element
  const fill = () => {
    // Pinch zoom shrinks the visual viewport too; that is no keyboard.
    if (view.scale > 1.05) return
    style.setProperty('--height', `${view.height}px`)
    // The shop's page is scrolled by whoever reads it, and the chat follows.
    if (isOwnPage) window.scrollTo(0, 0)
    else style.setProperty('--top', `${view.offsetTop}px`)
  }
  view.addEventListener('resize', fill)
  view.addEventListener('scroll', fill)
  fill()
}
