/** One line of figures: what it is about, and the numbers, by the names of their columns. */
export type Row = Readonly<Record<string, string | number>>

export interface Table {
  readonly title: string
  readonly rows: readonly Row[]
}

export interface BenchOptions {
  /** A folder with somebody's labelled lines. Nothing of it is kept. */
  readonly data: string | undefined
}

export type Bench = (options: BenchOptions) => Promise<readonly Table[]>
