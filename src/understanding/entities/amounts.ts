import { numerals, parseNumber } from './chinese-number.ts'
import type { Find } from './readable.ts'

/** Sums of money, in fen: ¥12.5, 12块5, 十块, 三百多, 百来块. A round 多, 来 or 几 is read as its lower end. */
export const findAmounts = (text: string): Find[] => [
  ...signed(text),
  ...counted(text),
  ...spoken(text),
  ...named(text),
]

/** Figures, perhaps with a comma at every thousand. */
const figures = '(?:\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,8})(?:\\.\\d{1,2})?'

const signedPattern = new RegExp(`(?:¥|RMB|CNY) ?(${figures})(?![\\d.]?\\d)(?: ?元)?`, 'g')

const signed = (text: string): Find[] =>
  [...text.matchAll(signedPattern)].flatMap((match) => found(match, yuan(match[1])))

/** A block of something is also a 块; after these words a bare 块 counts pieces. */
const pieces = '[肥手表电蛋布砖板屏地巧瓷肉玻毛石木豆糖饼金滑积香]'
const countedPattern = new RegExp(
  `(?<![\\d.A-Z第几数${numerals}]|\\d,)(${figures}|[${numerals}]{1,9}) ?([百千万])?([多来几把])? ?(元|圆|块钱|块|RMB|毛)(?:(\\d{1,2}|[一二三四五六七八九半])(?![\\d个件天]))?[毛角]?钱?`,
  'g',
)

const scales: Readonly<Record<string, number>> = { 百: 100, 千: 1_000, 万: 10_000 }

const counted = (text: string): Find[] =>
  [...text.matchAll(countedPattern)].flatMap((match) => {
    const [whole, amount = '', scale = '', more = '', unit = '', small = ''] = match
    const before = text.slice(Math.max(0, match.index - 4), match.index)
    const after = text.slice(match.index + whole.length, match.index + whole.length + 1)
    if (unit === '元' && /[旦宵素件]/.test(after)) return []
    // 百来块 and 千把块 leave out the one.
    const round = /^[百千万]$/.test(amount) && more !== ''
    const number = parseNumber(round ? `一${amount}` : amount.replaceAll(',', ''))
    if (number === undefined) return []
    const value = number * (scales[scale] ?? 1)
    const bare = unit === '块' && small === '' && !whole.endsWith('钱')
    if (bare && !isMoney(value, before, after)) return []
    const fen = Math.round(value * 100)
    return found(match, unit === '毛' ? Math.round(fen / 10) : fen + smallFen(small))
  })

const moneyWords = /[退赔补花付差降减扣贵价费收给省惠宜卖]|红包/
const piecesPattern = new RegExp(pieces)

/** Whether a bare 块 is money: 一块 and 三块 need a word of money before them. */
const isMoney = (value: number, before: string, after: string): boolean => {
  if (moneyWords.test(before)) return !piecesPattern.test(after)
  if (/[少缺漏碎坏裂破]了?$/.test(before)) return false
  return value >= 5 && !piecesPattern.test(after)
}

/** 12块5, 12块5毛 and 12块半 count tenths; 12块55 counts hundredths. */
const smallFen = (small: string): number => {
  if (small === '') return 0
  if (small === '半') return 50
  return /^\d\d$/.test(small) ? Number(small) : (parseNumber(small) ?? 0) * 10
}

const spokenPattern = new RegExp(
  `(?<![\\d第几数${numerals}])([一二两三四五六七八九][百千万][${numerals}]{0,7})(?:多|出头|左右)?(?=[买入拍呢啊了吧的 ,。!?;]|$)`,
  'g',
)

/** 三百多 without a unit is money only beside a word of money. */
const spoken = (text: string): Find[] =>
  [...text.matchAll(spokenPattern)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 4), match.index)
    const bought = /^(?:买|入手|拍下)/.test(text.slice(match.index + match[0].length))
    if (!bought && !/[退赔补花付价降减扣贵差买卖]/.test(before)) return []
    return found(match, yuan(match[1]))
  })

const named = (text: string): Find[] =>
  [
    ...text.matchAll(
      /(?:金额|差价|运费|邮费|实付|退款)[是为了: ]{0,3}(\d{1,6}(?:\.\d{1,2})?)(?=[吧呢啊 ,。!?;]|$)/g,
    ),
  ].flatMap((match) => {
    const [whole, amount = ''] = match
    const start = match.index + whole.length - amount.length
    const fen = yuan(amount)
    return fen === undefined ? [] : [{ value: String(fen), start, end: start + amount.length }]
  })

const yuan = (text = ''): number | undefined => {
  const value = parseNumber(text.replaceAll(',', ''))
  return value === undefined ? undefined : Math.round(value * 100)
}

const found = (match: RegExpExecArray, fen: number | undefined): Find[] =>
  fen === undefined
    ? []
    : [{ value: String(fen), start: match.index, end: match.index + match[0].length }]
