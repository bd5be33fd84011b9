import { variablePattern } from '../model/variables.ts'

/** A `{{…}}` as written, what stands inside, and where in the text. */
export interface Token {
  readonly raw: string
  readonly name: string
  readonly index: number
}

/** The variables of a text, well formed or not. */
export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => ({
    raw: match[0],
    name: (match[1] ?? '').trim(),
    index: match.index,
  }))

/** Braces that open or close no variable: `{{order.no`, `{order.no}`, `｛｛order.no｝｝`. */
export const strayBraces = (text: string): Pick<Token, 'raw' | 'index'>[] => {
  const rest = text.replace(/\{\{[^{}]*\}\}/g, (token) => ' '.repeat(token.length))
  const stray =
    /\{\{|\}\}|[{｛]{1,2}\s*(?:shop|order|customer|ticket|missing|options)[^{}｛｝]*[}｝]{1,2}/g
  return [...rest.matchAll(stray)].map((match) => ({ raw: match[0], index: match.index }))
}

export const shopKey = (name: string): string | undefined =>
  name.startsWith('shop.') ? name.slice('shop.'.length) : undefined

/** Whether it speaks of the order or the case of the moment, which may not be known. */
export const usesOrder = (text: string): boolean =>
  [...text.matchAll(variablePattern)].some(([, name]) => /^(?:order|ticket)\./.test(name ?? ''))
