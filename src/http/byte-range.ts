import { Readable } from 'node:stream'

export interface ByteRange {
  readonly from: number
  /** Included. */
  readonly to: number
}

/** One range of `Range: bytes=…`; several, or another unit, count as none. Safari plays no film without. */
export function rangeOf(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  const [first = '', last = ''] = match?.slice(1) ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from > to ? 'unsatisfiable' : { from, to }
}

/** The bytes of that range only. */
export function sliceOf(bytes: AsyncIterable<Buffer>, { from, to }: ByteRange): Readable {
  return Readable.from(slices(bytes, from, to), { objectMode: false })
}

async function* slices(bytes: AsyncIterable<Buffer>, from: number, to: number) {
  let start = 0
  for await (const chunk of bytes) {
    const end = start + chunk.length
    if (end > from) yield chunk.subarray(Math.max(0, from - start), to + 1 - start)
    if (end > to) return
    start = end
  }
}
