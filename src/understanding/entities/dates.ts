import { numerals, parseNumber } from './chinese-number.ts'
import type { Find } from './readable.ts'

/** A day as the count of days since 1970-01-01, in the shop's own calendar. */
type Day = number

const dayMs = 86_400_000

/** The day that holds an instant in a time zone. */
export const createCalendar = (timeZone: string): ((at: number) => Day) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  return (at) => Date.parse(`${format.format(at)}T00:00:00Z`) / dayMs
}

/** Days named in words or figures. Where the year or month is left out, the nearest such day. */
export const findDates = (text: string, today: () => Day): Find[] =>
  rules.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const day = read(match, today())
      if (day === undefined) return []
      return [{ value: written(day), start: match.index, end: match.index + match[0].length }]
    }),
  )

interface Rule {
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray, today: Day) => Day | undefined
}

const month = `(1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])`
const date = `([12]\\d|3[01]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])`

/** Words that tell of something that has happened. */
const done = '下的?单|买|拍|付|发的|到的|收到|签收|寄|退|申请'

const rules: readonly Rule[] = [
  {
    pattern:
      /(?<![\d.-])(20\d\d)[-/.年] ?(1[0-2]|0?[1-9])[-/.月] ?([12]\d|3[01]|0?[1-9])(?!\d)[日号]?/g,
    read: ([, y, m, d]) => dayOf(Number(y), Number(m), Number(d)),
  },
  {
    pattern: new RegExp(
      `(?<![\\d年.${numerals}-])${month}月${date}(?![\\d${numerals}])[号日號]?(?=(${done})?)(?![个.])`,
      'g',
    ),
    read: ([, m = '', d = '', done], today) =>
      nearest(inYears(number(m), number(d), today), today, done),
  },
  {
    pattern: new RegExp(`(上个?月|这个?月|本月)${date}[号日號]`, 'g'),
    read: ([, which = '', d = ''], today) =>
      inMonth(today, which.startsWith('上') ? -1 : 0, number(d)),
  },
  {
    pattern: new RegExp(
      `(?<![\\d月年第A-Z${numerals}-])${date}[号號](?=(${done})|下午|发货|到货|晚上|早上|上午|中午|之?前|以后)`,
      'g',
    ),
    read: ([, d = '', done], today) => nearest(inMonths(number(d), today), today, done),
  },
  {
    pattern: /(大?前|昨|今|明|大?后)(?:天|日|晚|早|夜|儿)(?!天)/g,
    read: ({ 0: whole, 1: which = '', index, input }, today) => {
      const before = input.slice(Math.max(0, index - 1), index)
      if (/[以之最先目提\d]/.test(before)) return undefined
      if (/^大?[前后]/.test(which) && !whole.endsWith('天')) return undefined
      return today + (offsets[which] ?? 0)
    },
  },
  {
    pattern: new RegExp(`(?<![\\d.${numerals}])(\\d{1,3}|[${numerals}]{1,3})天(?:之|以)?前`, 'g'),
    read: ([, count = ''], today) => {
      const days = parseNumber(count)
      return days === undefined ? undefined : today - days
    },
  },
  {
    pattern: /(上上|上|这|本|下)个?(?:周|星期|礼拜)([一二三四五六日天])/g,
    read: ([, which = '', weekday = ''], today) => {
      // 1970-01-01 was a Thursday; weeks begin on Monday.
      const monday = today - ((today + 3) % 7)
      return (
        monday + 7 * (weeks[which] ?? 0) + '一二三四五六日'.indexOf(weekday.replace('天', '日'))
      )
    },
  },
  {
    pattern: /双(?:十一|11|十二|12)(?!\d)|(?<!\d)618(?!\d)|六一八/g,
    read: ([feast], today) => {
      const [month, date] = /^双/.test(feast)
        ? /一|11/.test(feast)
          ? [11, 11]
          : [12, 12]
        : [6, 18]
      return nearest(inYears(month, date, today), today)
    },
  },
]

const offsets: Readonly<Record<string, number>> = {
  大前: -3,
  前: -2,
  昨: -1,
  今: 0,
  明: 1,
  后: 2,
  大后: 3,
}
const weeks: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1 }

const number = (text: string): number => parseNumber(text) ?? 0

/** Undefined where the calendar has no such day. */
const dayOf = (year: number, month: number, date: number): Day | undefined => {
  const ms = Date.UTC(year, month - 1, date)
  return new Date(ms).getUTCDate() === date ? ms / dayMs : undefined
}

type MaybeDays = readonly (Day | undefined)[]

const inYears = (month: number, date: number, today: Day): MaybeDays => {
  const year = new Date(today * dayMs).getUTCFullYear()
  return [year - 1, year, year + 1].map((each) => dayOf(each, month, date))
}

const inMonths = (date: number, today: Day): MaybeDays =>
  [-1, 0, 1].map((by) => inMonth(today, by, date))

const inMonth = (today: Day, by: number, date: number): Day | undefined => {
  const now = new Date(today * dayMs)
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + by, 1))
  return dayOf(first.getUTCFullYear(), first.getUTCMonth() + 1, date)
}

/** What is `done` lies behind us; otherwise a day ahead is as good as one behind. */
const nearest = (days: MaybeDays, today: Day, done?: string): Day | undefined => {
  let best: Day | undefined
  for (const day of days) {
    if (day === undefined || (done !== undefined && day > today)) continue
    if (best === undefined || Math.abs(day - today) < Math.abs(best - today)) best = day
  }
  return best
}

const written = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10)
