/**
 * Letters that look like Latin ones, after the table of Unicode UTS #39: 「加我ѵх」 is 「加我vx」. Only
 * those of which a reader sees no difference, and only one for one, so that every character keeps its
 * place; its tables of several letters for one (m for rn) are for comparing names, not for reading.
 */
const sameLooks: Readonly<Record<string, string>> = {
  a: 'аαɑаΑА',
  b: 'ЬВΒЪƅ',
  c: 'сϲСϹ',
  d: 'ԁժ',
  e: 'еҽЕΕ',
  f: 'ƒ',
  g: 'ɡցԍ',
  h: 'һНΗ',
  i: 'іιıІΙ',
  j: 'јϳЈ',
  k: 'кκКΚ',
  l: 'ӏӀ',
  m: 'мМΜ',
  n: 'пոΝ',
  o: 'оοОΟօ',
  p: 'рρРΡ',
  q: 'ԛգԚ',
  r: 'гⲅ',
  s: 'ѕЅ',
  t: 'тτТΤ',
  u: 'υսц',
  v: 'ѵνѴ',
  w: 'ѡԝωԜ',
  x: 'хχХΧ',
  y: 'уүγУΥҮ',
  z: 'ᴢΖ',
}

const letterOf = new Map(
  Object.entries(sameLooks).flatMap(([letter, others]) =>
    [...others].map((other) => [other, letter] as const),
  ),
)

/** 🅰, 🅐, 🄰 and 🇦 have no compatibility form; 𝐚 and Ⓐ have. */
const alphabets = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6]
const lettersIn = 26
/** Takes up the second place of a letter that needs two; it is no letter itself. */
const filler = '\u200b'

/** Latin letters for what looks like them; nothing moves. */
export const foldLookAlikes = (text: string): string =>
  text.replace(/[^\p{Script=Han}\p{ASCII}\p{P}\s]/gu, (char) => {
    const letter = letterOf.get(char) ?? plainOf(char)
    return letter === undefined ? char : letter + filler.repeat(char.length - 1)
  })

const plainOf = (char: string): string | undefined => {
  const code = char.codePointAt(0) ?? 0
  const first = alphabets.find((each) => code >= each && code < each + lettersIn)
  if (first !== undefined) return String.fromCharCode(0x61 + code - first)
  const plain = char.normalize('NFKC').toLowerCase()
  return /^[a-z0-9]$/.test(plain) ? plain : undefined
}
