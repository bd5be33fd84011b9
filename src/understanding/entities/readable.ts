import { halfWidth } from '../half-width.ts'
import { longestText } from '../normalise.ts'

/**
 * The text as the patterns read it, position by position the same length as the original: full-width
 * characters as ASCII, ASCII letters as capitals, every dash as `-`, links as spaces.
 */
export const readable = (text: string): string =>
  halfWidth(text.slice(0, longestText))
    .replace(/[\u3000\u00a0\t]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
    .replace(/\uffe5/g, '¥')
    .replace(/[a-z]+/g, (letters) => letters.toUpperCase())
    .replace(
      /(?<![A-Z0-9.-])(?:[A-Z0-9-]{1,30}\.){1,4}(?:COM|CN|NET|CC|TOP|SHOP)[/?][!-~]{1,2000}/g,
      (link) => ' '.repeat(link.length),
    )
    .replace(/HTTPS?:\/\/[!-~]{1,2000}/g, (link) => ' '.repeat(link.length))

/** A find in the readable text; the original words are cut out later. */
export interface Find {
  readonly value: string
  readonly start: number
  readonly end: number
}
