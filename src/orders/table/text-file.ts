import { createReadStream } from 'node:fs'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/**
 * The encoding of a text file. Marketplaces write UTF-8, with or without a mark, or GBK; a
 * spreadsheet's "Unicode text" is UTF-16. What is not valid UTF-8 all through is GBK.
 */
export async function encodingOf(file: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  try {
    for await (const chunk of createReadStream(file)) {
      const bytes = chunk as Buffer
      const marked = isFirst ? markOf(bytes) : undefined
      if (marked) return marked
      isFirst = false
      decoder.decode(bytes, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030'
    throw error
  }
}

function markOf(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

/** The file's text in pieces, without the mark. Bytes that mean nothing become U+FFFD. */
export async function* readText(file: string, encoding: Encoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(file, { highWaterMark: pieceBytes }))
    yield decoder.decode(chunk as Buffer, { stream: true })
  yield decoder.decode()
}

/** Between two pieces a running counter serves its chats. */
const pieceBytes = 64 * 1024
