/** A place in what the operators wrote; line and column count from 1, as editors do. */
export interface Place {
  /** Relative to the playbook's folder: `replies/damaged.yaml`. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** The whole line, to show it with the fault. */
  readonly sourceLine: string
}

/** One mistake in the playbook, in words an operator can act on. */
export interface Fault extends Place {
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly messageEn: string
  readonly remedy?: string
  readonly remedyEn?: string
}

/** The same sentence in Chinese and in English. */
export type Words = readonly [zh: string, en: string]

export const errorAt = (place: Place, message: Words, remedy?: Words): Fault =>
  fault('error', place, message, remedy)

export const warningAt = (place: Place, message: Words, remedy?: Words): Fault =>
  fault('warning', place, message, remedy)

/** So many of a kind for one file are enough; nobody reads on, and a hostile file must not cost more. */
export const mostFaults = 50

/** `replies/damaged.yaml:12:5` */
export const where = ({ file, line, column }: Place) => `${file}:${line}:${column}`

/** By file, then from top to bottom. */
export const byPlace = (a: Place, b: Place) =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1

const fault = (
  severity: Fault['severity'],
  { file, line, column, sourceLine }: Place,
  [message, messageEn]: Words,
  remedy?: Words,
): Fault => ({
  file,
  line,
  column,
  sourceLine,
  severity,
  message,
  messageEn,
  ...(remedy && { remedy: remedy[0], remedyEn: remedy[1] }),
})
