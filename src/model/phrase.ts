/**
 * The small language in which operators write ways to say something. It has none of the traps of
 * regular expressions: whatever is written, looking for it takes a bounded number of steps a letter.
 *
 *   看不清楚       these letters; width, case, and what stands between them that is no letter, do
 *                  not count; Latin words are whole
 *   是你…没看      a gap of at most 6 letters within a sentence; …… of at most 20
 *   (你|您)自己    one of several; (了|) may be missing
 *   赔您#元        a number, in digits or in Chinese
 *
 * Of gaps there are two at most.
 */
export interface Phrase {
  readonly pattern: RegExp
  /** The letters that have to be there. */
  readonly letters: number
}

/** What is wrong with a phrase, and the piece of it where. */
export interface PhraseFault {
  readonly fault: 'sign' | 'brackets' | 'edge' | 'gaps' | 'empty'
  readonly piece: string
  readonly index: number
}

const mostGaps = 2

const token = /……|…|\([^()]*\)|[\p{L}\p{M}\p{N}#]+|./gsu

export const readPhrase = (text: string): Phrase | PhraseFault => {
  const tokens = [...foldPhrase(text).matchAll(token)].map(({ 0: piece, index }) => ({
    piece,
    index,
  }))
  const gaps = tokens.filter(({ piece }) => isGap(piece))
  for (const each of tokens) {
    const fault = faultOf(each.piece)
    if (fault !== undefined) return { ...each, fault }
  }
  const [first, last, extra] = [tokens[0], tokens.at(-1), gaps[mostGaps]]
  if (first === undefined) return { fault: 'empty', piece: text, index: 0 }
  if (isGap(first.piece)) return { ...first, fault: 'edge' }
  if (last !== undefined && isGap(last.piece)) return { ...last, fault: 'edge' }
  if (extra !== undefined) return { ...extra, fault: 'gaps' }
  const letters = tokens.reduce((sum, { piece }) => sum + lettersOf(piece), 0)
  if (letters === 0) return { fault: 'empty', piece: text, index: 0 }
  return { pattern: new RegExp(tokens.map(({ piece }) => sourceOf(piece)).join(''), 'gu'), letters }
}

/** Every place where a phrase stands in a squeezed text. */
export const placesOf = (phrase: Phrase, squeezed: string): readonly Span[] => {
  // Nearly always there is none, and to look for all of them costs ten times as much.
  if (!standsIn(phrase, squeezed)) return []
  return Array.from(squeezed.matchAll(phrase.pattern), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }))
}

export const standsIn = ({ pattern }: Phrase, squeezed: string): boolean =>
  squeezed.search(pattern) >= 0

export interface Span {
  readonly start: number
  readonly end: number
}

/** A text as phrases see it, with the place of each of its letters in the original. */
export interface Squeezed {
  readonly text: string
  readonly places: readonly number[]
}

/**
 * Letters and digits, a comma where a clause ends and 。 where a sentence does; the rest is left out,
 * so that 「加 微.信」 is 「加微信」. Between two Latin letters it is a space: 「加v abc」 ends a word after
 * the v. `text`: in the form `foldInPlace` gives it.
 */
export const squeeze = (text: string): Squeezed => {
  let squeezed = ''
  let read = 0
  const places: number[] = []
  const add = (seen: string, index: number) => {
    squeezed += seen
    for (let unit = 0; unit < seen.length; unit++) places.push(index + unit)
  }
  for (const { 0: char, index } of text.matchAll(
    /[\p{L}\p{M}\p{N}]|[+➕]|[。！？；!?;\n]|[，、,：:]/gu,
  )) {
    const seen = asSeen(char)
    if (isBorder(seen) && (squeezed === '' || isBorder(squeezed.slice(-1)))) continue
    if (index > read && /[a-z]$/.test(squeezed) && /^[a-z]/.test(seen)) add(' ', read)
    add(seen, index)
    read = index + char.length
  }
  return { text: squeezed, places }
}

function asSeen(char: string): string {
  if (/[+➕]/u.test(char)) return '加'
  // 「Ⅴ」 is 「v」; what would become longer or shorter keeps its form, so that each letter has its place.
  const plain = char.normalize('NFKC').toLowerCase()
  const letter = char.length === 1 && plain.length === 1 ? plain : char
  return letter.replace(/[。！？；!?;\n]/, '。').replace(/[，、,：:]/, ',')
}

const isBorder = (char: string) => char === ',' || char === '。'

/** Width and case of what an operator wrote; every character keeps its place. */
const foldPhrase = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const isGap = (piece: string) => piece.startsWith('…')
const isChoice = (piece: string) => piece.startsWith('(') && piece.length > 1
/** The longest first: of 退 and 退货 both would do, and the longer one is what was said. */
const choicesOf = (piece: string) =>
  piece
    .slice(1, -1)
    .split('|')
    .sort((a, b) => b.length - a.length)

const faultOf = (piece: string): PhraseFault['fault'] | undefined => {
  if (isGap(piece)) return undefined
  if (isChoice(piece)) {
    return choicesOf(piece).every((each) => /^[\p{L}\p{M}\p{N}#]*$/u.test(each))
      ? undefined
      : 'brackets'
  }
  if (/[()|]/.test(piece)) return 'brackets'
  return /^[\p{L}\p{M}\p{N}#]/u.test(piece) ? undefined : 'sign'
}

const lettersOf = (piece: string): number => {
  if (isGap(piece)) return 0
  if (isChoice(piece)) return Math.min(...choicesOf(piece).map((each) => [...each].length))
  return [...piece].length
}

const number = '[0-9一二两三四五六七八九十百千万几半]{1,8}'

const sourceOf = (piece: string): string => {
  if (piece === '……') return '[^。]{0,20}?'
  if (piece === '…') return '[^。]{0,6}?'
  if (!isChoice(piece)) return whole(piece)
  return `(?:${choicesOf(piece).map(whole).join('|')})`
}

/** 「vx」 does not stand in 「vxl」: Latin words are whole. */
const whole = (letters: string): string => {
  const before = /^[a-z]/.test(letters) ? '(?<![a-z])' : ''
  const after = /[a-z]$/.test(letters) ? '(?![a-z])' : ''
  const spaced = letters.replace(/(?<=[a-z])(?=[a-z])/g, ' ?')
  return `${before}${spaced.replaceAll('#', number)}${after}`
}
