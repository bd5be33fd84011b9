/** Characters and pairs of characters, with the text's two ends marked. */
export const gramsOf = (normalised: string): string[] => {
  const padded = ['^', ...normalised, '$']
  const grams: string[] = []
  for (let at = 1; at < padded.length; at++) {
    const char = padded[at] ?? ''
    if (at < padded.length - 1 && char !== ' ') grams.push(char)
    grams.push(`${padded[at - 1]}${char}`)
  }
  return grams
}
