import { type DigitGroups, groupsOf } from './digit-groups.ts'
import { type NumberKind, numberKind } from './number-kind.ts'
import { letteredParcel, shopeePattern } from './number-shapes.ts'
import { type NumberWord, wordAfter, wordBefore } from './number-words.ts'
import type { Find } from './readable.ts'

export type LongNumber = NumberKind & Find

/**
 * Orders, parcels and phones. The word right before a number decides what it is; without one its
 * prefix, length and check digits do; a number that could be two things is left alone.
 */
export const findLongNumbers = (text: string): LongNumber[] => {
  const shopee = [...text.matchAll(shopeePattern)].flatMap((match): LongNumber[] => {
    const [whole, day = '', gap = '', serial = ''] = match
    const start = match.index
    const word = wordBefore(text, start)
    // 「250812 iPhone15」 is a day and a telephone.
    if (gap === '' ? isNamedOtherwise(word) : word !== 'order') return []
    return [{ kind: 'order_number', value: day + serial, start, end: start + whole.length }]
  })
  return [...shopee, ...[...text.matchAll(pattern)].flatMap((match) => numbersIn(text, match))]
}

const isNamedOtherwise = (word: NumberWord | undefined): boolean =>
  word === 'other' || word === 'parcel' || word === 'phone'

/**
 * Up to eight letters, then groups of digits with a space or a dash between them; not the end of
 * `138****5678` or of 3.14, but 「1.」 before eighteen digits counts lines.
 */
const pattern =
  /(?<![A-Z0-9]|[*\d]\*|\d\.(?!\d{18,19}(?!\d)))([A-Z]{0,8})( ?)(\d+(?:(?: ?- ?| )\d+)*)(?![\d@]|\*(?!\d{1,2}(?!\d)))/g

const shortest = 10

/** Letters that name what follows, or belong to the sentence; others make the number a code. */
const label =
  /^(?:TEL|V|VX|WX|ORDER|ORDERID|DD|NO|ID|OK|QQ|SN|TB|JD|PDD|DY|TK|TIKTOK|TAOBAO|TMALL|DOUYIN)?$/

const numbersIn = (text: string, match: RegExpExecArray): LongNumber[] => {
  const [whole, letters = '', gap = '', spaced = ''] = match
  const end = match.index + whole.length
  const from = end - spaced.length
  const suffix = /^(?!X\d)[A-Z]*/.exec(text.slice(end, end + 3))?.[0] ?? ''
  if (/^[A-Z]{2}\d{9}$/.test(whole) && suffix.length === 2) {
    const start = match.index
    return [{ kind: 'tracking_number', value: whole + suffix, start, end: end + 2 }]
  }
  const groups = groupsOf(spaced, text.slice(end, end + 2))
  // Of 「283910475566 5G」 and 「283910475566 2.5」 the last group is a word of its own.
  const torn = suffix !== '' || /^\.\d/.test(text.slice(end, end + 2))
  const [first, ...more] = torn ? groups.slice(0, -1) : groups
  if (first === undefined) return []
  const rest = more.flatMap((group) => inDigits(text, group, from))
  const start = match.index
  const value = letteredParcel(letters, first.digits)
  if (value !== undefined) {
    return [{ kind: 'tracking_number', value, start, end: from + first.end }, ...rest]
  }
  if (gap !== '' || label.test(letters)) return [...inDigits(text, first, from), ...rest]
  const { length } = first.digits
  if (length < shortest || length > 24 || wordBefore(text, start) !== 'order') return rest
  return [
    { kind: 'order_number', value: letters + first.digits, start, end: from + first.end },
    ...rest,
  ]
}

const inDigits = (text: string, group: DigitGroups, from: number): LongNumber[] => {
  if (group.digits.length < shortest) return []
  const start = from + group.start
  const end = from + group.end
  const after = wordAfter(text, end)
  const before = wordBefore(text, start)
  const word = after === 'near_order' ? (before ?? after) : (after ?? before)
  const alone = text.trim().length <= end - start
  const found = numberKind(group, word, alone)
  if (found === undefined) return []
  const plus = found.kind === 'phone' && text[start - 1] === '+' ? 1 : 0
  return [{ ...found, start: start - plus, end }]
}
