import { type Cell, csvOf } from '../../shared/index.ts'
import type { Drill } from './address.ts'

/** A chart as a table: what is drawn, what is read, and what is downloaded are the same numbers. */
export interface Sheet {
  readonly head: readonly string[]
  readonly rows: readonly SheetRow[]
  /** What is said of all of it: each a name and a number. */
  readonly facts?: readonly Fact[]
}

export type Fact = readonly [name: string, cell: SheetCell]

export type SheetRow = readonly SheetCell[]

export interface SheetCell {
  readonly value: Cell
  /** As people read it, where that is more than the value. */
  readonly text?: string
  /** The list behind the number. */
  readonly drill?: Drill
}

export const named = (value: string): SheetCell => ({ value })

/** A number, and what it counts; a nought has no list. */
export const counted = (value: number, drill: Drill): SheetCell =>
  value === 0 ? { value } : { value, drill }

/** A share in words, and for a spreadsheet as a number; nothing of nothing is no share. */
export const shareOf = (part: number, whole: number): SheetCell =>
  whole === 0
    ? { value: null, text: '—' }
    : { value: Math.round((part / whole) * 1000) / 1000, text: percentOf(part, whole) }

/** One digit behind the point where it tells something. */
export const percentOf = (part: number, whole: number): string => {
  const percent = (part / whole) * 100
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`
}

/** As a file has it: what is said of all of it comes last. */
export const cellsOf = ({ head, rows, facts = [] }: Sheet): readonly (readonly Cell[])[] => [
  head,
  ...rows.map((row) => row.map(({ value }) => value)),
  ...facts.map(([name, { value }]) => [name, value]),
]

export const csvOfSheet = (sheet: Sheet): string => csvOf(cellsOf(sheet))

export const isEmpty = ({ rows }: Sheet): boolean =>
  rows.every((row) => row.every(({ value }) => typeof value !== 'number' || value === 0))
