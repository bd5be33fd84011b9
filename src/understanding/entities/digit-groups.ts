import { isMobile } from './number-shapes.ts'

/** A number as it was typed, with its groups put together. */
export interface DigitGroups {
  readonly digits: string
  /** `plain` in one piece; `regular` in groups of one length, as one reads them out; else `loose`. */
  readonly grouping: 'plain' | 'regular' | 'loose'
  readonly dashed: boolean
  readonly start: number
  readonly end: number
}

interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A day is no part of a number beside it. */
const piecePattern = /20\d\d-\d{1,2}-\d{1,2}(?!\d)|\d+/g

/** A group of ten digits or more stands alone; shorter neighbours belong together. */
export const groupsOf = (spaced: string, after: string): DigitGroups[] => {
  const found: DigitGroups[] = []
  let open: Piece[] = []
  const close = () => {
    if (open.length > 0) found.push(joined(open, spaced))
    open = []
  }
  for (const { 0: text, index: start } of spaced.matchAll(piecePattern)) {
    const end = start + text.length
    const last = end === spaced.length
    // In 「2839 1047 5566 2台」 the 2 counts.
    const counts =
      last && text.length < 4 && /^ ?[个個件只双条套盒瓶包箱台块元天月号点斤份]/.test(after)
    const dayAndSerial = /^\d{6}$/.test(open[0]?.text ?? '') && text.length === 15
    if (text.includes('-') || counts) close()
    else if (text.length >= 10 && !(open.length === 1 && dayAndSerial)) {
      close()
      found.push(joined([{ text, start, end }], spaced))
    } else {
      if (open.length < 5 && isMobile(open.map((piece) => piece.text).join(''))) close()
      open.push({ text, start, end })
      if (dayAndSerial) close()
    }
  }
  close()
  return found
}

const joined = (pieces: readonly Piece[], spaced: string): DigitGroups => {
  const start = pieces[0]?.start ?? 0
  const end = pieces.at(-1)?.end ?? 0
  const lengths = pieces.map(({ text }) => text.length)
  const size = lengths[0] ?? 0
  const even = lengths.every((length, at) =>
    at === lengths.length - 1 ? length <= size : length === size,
  )
  return {
    digits: pieces.map(({ text }) => text).join(''),
    grouping: pieces.length === 1 ? 'plain' : even && size >= 3 && size <= 6 ? 'regular' : 'loose',
    dashed: spaced.slice(start, end).includes('-'),
    start,
    end,
  }
}
