import { errorAt, type Fault } from './fault.ts'
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
      errorAt(placeOf(file, day.path), ['没有这一天', 'there is no such day']),
    )
  }
  const [from, to] = days
  if (from === undefined || to === undefined || from.date <= to.date) return []
  return [
    errorAt(placeOf(file, to.path), [
      `结束日期 ${to.date} 早于开始日期 ${from.date}`,
      `the last day ${to.date} is before the first day ${from.date}`,
    ]),
  ]
}

/** Well written and still not in the calendar: 2026-02-30. */
const isImpossible = (date: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date
}
