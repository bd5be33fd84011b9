/** Width and case do not count when words are compared. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** What a classifier sees of a text: no punctuation and no spaces, but letters, digits and emoji. */
export const bare = (text: string): string =>
  folded(text).replace(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu, '')
