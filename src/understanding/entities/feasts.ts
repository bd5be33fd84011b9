import { type Day, dayOf } from './days.ts'

const bySun: Readonly<Record<string, readonly [month: number, date: number]>> = {
  元旦: [1, 1],
  情人节: [2, 14],
  三八节: [3, 8],
  妇女节: [3, 8],
  五一: [5, 1],
  劳动节: [5, 1],
  六一: [6, 1],
  儿童节: [6, 1],
  618: [6, 18],
  六一八: [6, 18],
  国庆: [10, 1],
  双十一: [11, 11],
  双11: [11, 11],
  双十二: [12, 12],
  双12: [12, 12],
  圣诞: [12, 25],
}

/**
 * The moon's feasts as MMDD, from 2024 to 2040. Intl's own Chinese calendar is a day off in 2027 and
 * 2030 (ICU 78).
 */
const spring =
  '0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 0212'
const dragon =
  '0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610 0530 0618 0607 0527 0614'
const seventh =
  '0810 0829 0819 0808 0826 0816 0805 0824 0812 0801 0820 0810 0828 0817 0807 0826 0814'
const autumn =
  '0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916 1004 0924 0913 1002 0920'
const firstYear = 2024

const byMoon: Readonly<Record<string, string>> = {
  春节: spring,
  过年: spring,
  大年初一: spring,
  端午: dragon,
  七夕: seventh,
  中秋: autumn,
}

/** Names that stand in longer words as well: 周五一直, 五一路, 618元. */
const between: Readonly<Record<string, string>> = {
  五一: '(?<![周期拜十])五一(?=[节假前后期买当的那到放快拍 ,。!?]|下单|$)',
  六一: '(?<![周期拜十])六一(?=[节假前后期买当的那到放快拍 ,。!?]|下单|$)',
  618: '(?<![\\d.¥])618(?![\\d.元块个件])',
}

/** The names of feasts as they stand in a pattern, the longest first. */
export const feastNames = [...Object.keys(bySun), ...Object.keys(byMoon)]
  .sort((a, b) => b.length - a.length)
  .map((name) => between[name] ?? `${name}(?!\\d)`)
  .join('|')

export const feastIn = (name: string, year: number): Day | undefined => {
  const [month, date] = bySun[name] ?? []
  if (month !== undefined && date !== undefined) return dayOf(year, month, date)
  const moon = byMoon[name]?.split(' ')[year - firstYear]
  return moon === undefined
    ? undefined
    : dayOf(year, Number(moon.slice(0, 2)), Number(moon.slice(2)))
}
