import { errorAt, type Fault, type Words } from './fault.ts'
import { valueAt } from './outline.ts'
import { type Path, placeOf, type YamlFile } from './yaml-file.ts'

/** First and last day of something: days that there are, in their order. */
export const checkDates = (file: YamlFile, path: Path): Fault[] => {
  const days = ['from', 'to'].flatMap((end) => {
    const date = valueAt(file.value, [...path, end])
    return typeof date === 'string' ? [{ date, path: [...path, end] }] : []
  })
  const impossible = days.filter(({ date }) => isImpossible(date))
  if (impossible.length > 0) {
    return impossible.map((day) =>
      errorAt(
        placeOf(file, day.path),
        [`没有 ${day.date} 这一天`, `there is no ${day.date}`],
        instead(day.date),
      ),
    )
  }
  const [from, to] = days
  if (from === undefined || to === undefined || from.date <= to.date) return []
  return [
    errorAt(
      placeOf(file, to.path),
      [
        `结束日期 ${to.date} 早于开始日期 ${from.date}`,
        `the last day ${to.date} is before the first day ${from.date}`,
      ],
      [
        `把两个日期对调，或者写 ${from.date} 以后的日子；跨年的，to 的年份要写下一年`,
        `swap the two, or write a day after ${from.date}; over New Year "to" is in the next year`,
      ],
    ),
  ]
}

/** What to write in place of a day that there is not: the last one of its month, where that is. */
const instead = (date: string): Words => {
  const [year = 0, month = 0] = date.split('-').map(Number)
  if (month < 1 || month > 12 || year < 1) {
    return [
      '日期写成「年-月-日」，月份是 01 到 12，例如 2026-10-01',
      'write year-month-day with a month of 01 to 12, such as 2026-10-01',
    ]
  }
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
  const days = Number(last.slice(8))
  return [
    `${year} 年 ${month} 月只有 ${days} 天；写一个有的日子，例如 ${last}`,
    `that month has ${days} days; write one of them, such as ${last}`,
  ]
}

/** Well written and still not in the calendar: 2026-02-30. */
const isImpossible = (date: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date
}
