/** The same key for every way of typing a number: spaces, dashes, full-width digits, small letters. */
export function numberKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Dash}\p{Cf}]/gu, '')
    .toUpperCase()
}
