import { place } from './place.ts'

/** Adds styles to the chat alone. A page's rules may forbid style elements, not these. */
export function adopt(css: string) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  place.root.adoptedStyleSheets = [...place.root.adoptedStyleSheets, sheet]
}
