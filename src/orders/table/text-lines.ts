export const lineBreak = /\r\n|\n|\r/

/** A line that is longer is cut off there: one that never ends must not fill the memory. */
export const mostCharacters = 200_000

/** Lines of a text that is read as far as somebody looks. */
export interface Lines {
  /** The line that is so many behind the next one; nothing beyond the end. */
  at(ahead: number): Promise<string | undefined>
  /** These many are done with. */
  drop(count: number): void
}

export function openLines(text: AsyncIterable<string>): Lines {
  const pieces = text[Symbol.asyncIterator]()
  let read: string[] = []
  let first = 0
  let rest = ''
  let isAtEnd = false

  async function readOn(): Promise<void> {
    const { value, done } = await pieces.next()
    isAtEnd = done === true
    const whole = rest + (value ?? '')
    // A break whose other half may still come stays for the next time.
    const held = !isAtEnd && whole.endsWith('\r') ? '\r' : ''
    const lines = whole.slice(0, whole.length - held.length).split(lineBreak)
    const last = lines.pop() ?? ''
    rest = isAtEnd ? '' : cutOff(last) + held
    if (isAtEnd && last !== '') lines.push(last)
    // One by one: a piece may hold more lines than a call takes arguments.
    read = read.slice(first)
    first = 0
    for (const line of lines) read.push(cutOff(line))
  }

  return {
    async at(ahead) {
      while (first + ahead >= read.length && !isAtEnd) await readOn()
      return read[first + ahead]
    },
    drop(count) {
      first += count
    },
  }
}

const cutOff = (line: string) =>
  line.length > mostCharacters ? line.slice(0, mostCharacters + 1) : line
