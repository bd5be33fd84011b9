import { place } from './place.ts'

/**
 * Adds styles to the chat alone. A page's rules may forbid style elements, not adopted sheets; a
 * browser that cannot adopt (Safari before 16.4) asks for the same as a file.
 */
export function adopt(css: string, file: string) {
  const { root, base } = place
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    return
  }
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = base + file
  ;(root as ShadowRoot).append(link)
}
