/**
 * A cell as it lies in the file: text; a number as it is written there, because JavaScript would
 * round it; a moment on a wall clock, as if that clock were in UTC.
 */
export type Cell = string | { readonly number: string } | { readonly wallMs: number } | null

/** What a file holds, from its top; `row` counts from 1 as editors and spreadsheets show it. */
export type Piece =
  /** A sheet of a workbook begins. */
  | { readonly kind: 'sheet'; readonly name: string }
  | { readonly kind: 'cells'; readonly row: number; readonly cells: readonly Cell[] }
  | {
      readonly kind: 'broken'
      readonly row: number
      readonly lastRow: number
      readonly why: Broken
      /** What the lines would say if none of their quotes meant anything. */
      readonly lines: readonly (readonly string[])[]
    }

/** `quote`: one is open or out of place. `too_long`: longer than any order. */
export type Broken = 'quote' | 'too_long'
