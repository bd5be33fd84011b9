/** What became of the rows of a file; new, updated, unchanged and refused add up to `rows`. */
export interface Totals {
  readonly mode: 'kept' | 'dry_run'
  readonly rows: number
  readonly imported: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  readonly orders: number
}
