import { halfWidth } from '../half-width.ts'
import { longestText } from '../normalise.ts'
import { simplified } from '../simplified.ts'

/** Simplified, half width and lower case. Every character keeps its place: spans fit the original. */
export const foldInPlace = (text: string, longest = longestText): string =>
  halfWidth(text.slice(0, longest))
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/[\u4e00-\u9fff]/g, inPlace)

/** Of some rare characters the simplified form takes two places. */
const inPlace = (char: string): string => {
  const simple = simplified(char)
  return simple.length === 1 ? simple : char
}
