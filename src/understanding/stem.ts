import porter from 'natural/lib/natural/stemmers/porter_stemmer.js'

/** Bounds the memory that made-up words could fill. */
const mostRemembered = 20_000
const stems = new Map<string, string>()

/** The stem of an English word (Porter). Words repeat, so each is worked out once. */
export const stem = (word: string): string => {
  const known = stems.get(word)
  if (known !== undefined) return known
  const found = porter.stem(word)
  if (stems.size < mostRemembered) stems.set(word, found)
  return found
}
