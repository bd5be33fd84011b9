import { numerals, parseNumber } from './chinese-number.ts'
import { type Day, dayOf, endOfMonth, inMonth, nearest, written, yearOf } from './days.ts'
import { feastIn, feastNames } from './feasts.ts'
import type { Find } from './readable.ts'

/**
 * Days named in words or figures. Where the year or month is left out, the nearest such day; 刚才,
 * 前几天 and 下午 name no day.
 */
export const findDates = (text: string, today: () => Day): Find[] => {
  let now: Day | undefined
  return rules.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      now ??= today()
      const day = read(match, now)
      if (day === undefined) return []
      return [{ value: written(day), start: match.index, end: match.index + match[0].length }]
    }),
  )
}

interface Rule {
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray, today: Day) => Day | undefined
}

const month = `(1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])`
const date = `([12]\\d|3[01]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])`
const year = `(?:(前年|去年|今年|明年)的?)?`

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
      `(?<![\\d年.${numerals}-])${year}${month}月${date}(?![\\d${numerals}])[号日號]?(?=(${done})?)(?![个.])`,
      'g',
    ),
    read: ([, y, m = '', d = '', done], today) =>
      nearest(
        years(today, y).map((each) => dayOf(each, number(m), number(d))),
        today,
        done,
      ),
  },
  {
    pattern: new RegExp(`(上个?月|这个?月|本月|下个?月)的?${date}[号日號]`, 'g'),
    read: ([, which = '', d = ''], today) => inMonth(today, ahead[which[0] ?? ''] ?? 0, number(d)),
  },
  {
    pattern: /(?<![\d每个零一二两三四五六七八九十几])([上这本下]?)个?月(底|末|初)/g,
    read: ([, which = '', part], today) =>
      part === '初' ? inMonth(today, ahead[which] ?? 0, 1) : endOfMonth(today, ahead[which] ?? 0),
  },
  {
    pattern: new RegExp(`(?<![\\d年.${numerals}-])${year}${month}月(底|末|初)(?=(${done})?)`, 'g'),
    read: ([, y, m = '', part, done], today) =>
      nearest(
        years(today, y).map((each) => {
          const first = dayOf(each, number(m), 1)
          return part === '初' || first === undefined ? first : endOfMonth(first, 0)
        }),
        today,
        done,
      ),
  },
  {
    pattern: new RegExp(
      `(?<![\\d月年第A-Z${numerals}-])${date}[号號](?=(${done})|下午|发货|到货|晚上|早上|上午|中午|之?前|以后)`,
      'g',
    ),
    read: ([, d = '', done], today) =>
      nearest(
        [-1, 0, 1].map((by) => inMonth(today, by, number(d))),
        today,
        done,
      ),
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
    pattern: new RegExp(
      `(?<![\\d.${numerals}])(\\d{1,3}|[${numerals}]{1,3})(天|周|个?星期|个?礼拜|个月)(?:之|以)?([前后])(?!天)`,
      'g',
    ),
    read: ([, count = '', unit = '', side], today) => {
      const units = parseNumber(count)
      // 「九千万周后」 is no day that a calendar has.
      if (units === undefined || units > 999) return undefined
      const by = side === '前' ? -units : units
      if (unit === '天') return today + by
      if (unit !== '个月') return today + 7 * by
      return inMonth(today, by, new Date(written(today)).getUTCDate()) ?? endOfMonth(today, by)
    },
  },
  {
    pattern: /(上上|上|这|本|下下|下)个?(?:周|星期|礼拜)([一二三四五六日天])/g,
    read: ([, which = '', weekday = ''], today) => {
      // 1970-01-01 was a Thursday; weeks begin on Monday.
      const monday = today - ((today + 3) % 7)
      return (
        monday + 7 * (ahead[which] ?? 0) + '一二三四五六日'.indexOf(weekday.replace('天', '日'))
      )
    },
  },
  {
    pattern: new RegExp(`${year}(${feastNames})(?=[节日]?(?:那天|当天)?(${done})?)`, 'g'),
    read: ([, y, name = '', done], today) =>
      nearest(
        years(today, y).map((each) => feastIn(name, each)),
        today,
        done,
      ),
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
/** Weeks and months. */
const ahead: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  这: 0,
  本: 0,
  下: 1,
  下下: 2,
}
const yearsAhead: Readonly<Record<string, number>> = { 前年: -2, 去年: -1, 今年: 0, 明年: 1 }

const number = (text: string): number => parseNumber(text) ?? 0

/** The year that was said, or those around today. */
const years = (today: Day, said: string | undefined): readonly number[] => {
  const now = yearOf(today)
  return said === undefined ? [now - 1, now, now + 1] : [now + (yearsAhead[said] ?? 0)]
}
