import { checkDates } from './check-dates.ts'
import { errorAt, type Fault, warningAt, where } from './fault.ts'
import { each, valueAt } from './outline.ts'
import { type Piece, pieceAt, piecesIn } from './pieces.ts'
import { type Shift, shift, specialDays, weekdays } from './schema/index.ts'
import { type Path, placeOf, placeOfKey, type YamlFile } from './yaml-file.ts'

/** Shifts that make sense, days that there are, and a week in which somebody works. */
export const checkCalendar = (files: readonly YamlFile[]): Fault[] =>
  files
    .filter(({ file }) => file === 'replies/calendar.yaml')
    .flatMap((file) => [
      ...weekdays.flatMap((weekday) => checkShifts(file, ['week', weekday])),
      ...daysIn(file).flatMap(({ path }) => checkShifts(file, [...path, 'shifts'])),
      ...daysIn(file).flatMap(({ path }) => checkDates(file, path)),
      ...checkCovered(daysIn(file)),
      ...checkAnybody(file),
    ])

const checkShifts = (file: YamlFile, path: Path): Fault[] => {
  const shifts = piecesIn(file, path, shift)
  return shifts.flatMap((one, index) => {
    const [start = '', end = ''] = textOf(one).split('-')
    if (start === end) {
      return errorAt(
        placeOf(file, one.path),
        [`这一班从 ${start} 到 ${end}`, `this shift goes from ${start} to ${end}`],
        ['整天有人写 00:00-24:00，没有人就删掉', 'write 00:00-24:00 for all day, or delete it'],
      )
    }
    const other = shifts.slice(0, index).find(({ content }) => overlap(content, one.content))
    if (other === undefined) return []
    return errorAt(
      placeOf(file, one.path),
      [
        `这一班和同一天的 ${textOf(other)} 有重叠`,
        `this shift overlaps with ${textOf(other)} of the same day`,
      ],
      ['改成前后相接的两班，或者合成一班', 'let one end where the other begins, or make them one'],
    )
  })
}

const textOf = ({ file, path }: Piece<unknown>): string => String(valueAt(file.value, path))

const overlap = (one: Shift, other: Shift): boolean => one.from < other.to && other.from < one.to

interface Days {
  readonly file: YamlFile
  readonly path: Path
  readonly from: string
  readonly to: string
}

/** Special days, as far as their dates are well written. */
const daysIn = (file: YamlFile): readonly Days[] =>
  each(file, ['days']).flatMap((path) => {
    const [from] = pieceAt(file, [...path, 'from'], specialDays.shape.from)
    const [to] = pieceAt(file, [...path, 'to'], specialDays.shape.to)
    return from ? [{ file, path, from: from.content, to: to?.content ?? from.content }] : []
  })

/** The last one that names a day counts: who writes 双十一 before the week around it loses it. */
const checkCovered = (all: readonly Days[]): Fault[] =>
  all.flatMap((one, index) => {
    const later = all.slice(index + 1).find(({ from, to }) => from <= one.from && to >= one.to)
    if (later === undefined) return []
    const at = where(placeOf(later.file, later.path))
    return [
      warningAt(
        placeOf(one.file, one.path),
        [
          `这几天后面又写了一次（${at}），以后面的为准，这里不起作用`,
          `these days are written again at ${at}, which counts; this does nothing`,
        ],
        ['把这一条挪到那一条后面，或者删掉', 'move it below the other one, or delete it'],
      ),
    ]
  })

const checkAnybody = (file: YamlFile): Fault[] => {
  const week = valueAt(file.value, ['week'])
  if (typeof week !== 'object' || week === null) return []
  const isWritten = Object.values(week).some(
    (shifts) => !Array.isArray(shifts) || shifts.length > 0,
  )
  if (isWritten) return []
  return [
    warningAt(
      placeOfKey(file, ['week']),
      [
        '一周里没有一班：除了 days 里的日子永远没有人，按工作时间算的时限会改成日夜都算',
        'nobody works in the week: clocks of working time will count all time instead',
      ],
      [
        '至少写一天的班；一直有人就把 week 整个删掉',
        'write the shifts of a day, or delete "week" if there is always somebody',
      ],
    ),
  ]
}
