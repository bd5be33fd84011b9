const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 12

/** A password that can be read out and typed: no letters that are mistaken for others. */
export function madeUpPassword(): string {
  const fair = 256 - (256 % letters.length)
  const chosen: string[] = []
  while (chosen.length < length) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < fair) chosen.push(letters.charAt(byte % letters.length))
  }
  return [0, 4, 8].map((from) => chosen.slice(from, from + 4).join('')).join('-')
}
