import type { LineCounter } from 'yaml'
import type { Place } from './fault.ts'
import type { TextFile } from './read.ts'

/** Line, column and the line itself of a character. */
export const placeAt = (
  { file, text, lines }: TextFile & { readonly lines: LineCounter },
  offset: number,
): Place => {
  // The parser reports some errors just behind the last character: show the end of the last line.
  const inside = Math.min(offset, text.trimEnd().length)
  const { line, col } = lines.linePos(inside)
  const start = inside - Math.max(1, col) + 1
  const end = text.indexOf('\n', start)
  const sourceLine = text.slice(start, end < 0 ? undefined : end).trimEnd()
  return { file, line: Math.max(1, line), column: Math.max(1, col), sourceLine }
}
