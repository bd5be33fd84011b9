/** Where in the YAML somebody writes: below which fields, and whether a field or what stands in it. */
export interface Spot {
  /** Names of fields from the top; `[]` for an item of a list. */
  readonly path: readonly string[]
  readonly kind: 'key' | 'value'
  /** What is written of it so far, and where that begins. */
  readonly typed: string
  readonly from: number
  /** Fields that stand beside it already. */
  readonly present: readonly string[]
  /** Within brackets. */
  readonly inFlow: boolean
}

interface Frame {
  readonly kind: 'map' | 'list'
  /** The column of its fields or dashes; -1 within brackets. */
  readonly column: number
  readonly keys: string[]
}

const keyPattern = /^("[^"\n]*"|'[^'\n]*'|[^\s:#[\]{},"'][^:#[\]{},\n]*?)\s*:(?=\s|$)/

/**
 * Reads the text up to the place from its beginning, by its columns and brackets: while somebody is
 * writing it is no YAML, and a parser would not know what is meant. Nothing in comments and in
 * blocks of text.
 */
export function spotAt(text: string, at: number): Spot | undefined {
  const frames: Frame[] = []
  /** The column of the field whose block of text this is. */
  let block: number | undefined
  let start = 0
  const before = text.slice(0, at)
  const lines = before.split('\n')
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1
    const lead = /^ */.exec(line)?.[0].length ?? 0
    const isBlank = line.trim() === ''
    const inBlock = block !== undefined && (isBlank || lead > block)
    if (block !== undefined && !inBlock) block = undefined
    if (inBlock) {
      if (isLast) return undefined
    } else if (inBrackets(frames)) {
      const spot = readFlow(line, { frames, start, isLast })
      if (isLast) return spot
    } else if (!isBlank || isLast) {
      if (/^\s*#/.test(line)) {
        if (isLast) return undefined
      } else {
        const read = readLine(line, { frames, start, isLast })
        if (isLast) return read.spot
        block = read.block
      }
    }
    start += line.length + 1
  }
  return undefined
}

interface Reading {
  readonly frames: Frame[]
  /** Where the line begins in the text. */
  readonly start: number
  readonly isLast: boolean
}

const inBrackets = (frames: readonly Frame[]) => frames.at(-1)?.column === -1

function readLine(
  line: string,
  { frames, start, isLast }: Reading,
): { spot?: Spot | undefined; block?: number } {
  let column = /^ */.exec(line)?.[0].length ?? 0
  let rest = line.slice(column)
  for (; /^-(?= |$)/.test(rest); ) {
    // A list may stand as far to the left as the field that it belongs to.
    popTo(frames, (frame) => frame.column <= column)
    if (frames.at(-1)?.kind !== 'list' || frames.at(-1)?.column !== column) {
      frames.push({ kind: 'list', column, keys: [] })
    }
    const width = /^- */.exec(rest)?.[0].length ?? 1
    column += width
    rest = rest.slice(width)
  }
  const key = keyPattern.exec(rest)
  if (key === null) {
    if (!isLast) return {}
    // A dash's own line leaves its list on top; else whatever is not to the left of here.
    popTo(
      frames,
      (frame) => frame.column <= column && (frame.kind === 'map' || frame.column < column),
    )
    return { spot: spotOf(frames, { rest, start: start + column, column }) }
  }
  popTo(
    frames,
    (frame) => frame.column < column || (frame.column === column && frame.kind === 'map'),
  )
  let map = frames.at(-1)
  if (map?.kind !== 'map' || map.column !== column) {
    map = { kind: 'map', column, keys: [] }
    frames.push(map)
  }
  map.keys.push(unquoted(key[1] ?? ''))
  const value = rest.slice(key[0].length)
  const gap = /^\s*/.exec(value)?.[0].length ?? 0
  const content = value.slice(gap)
  const contentStart = start + column + key[0].length + gap
  if (/^[[{]/.test(content))
    return { spot: readFlow(content, { frames, start: contentStart, isLast }) }
  if (!isLast) return /^[|>][-+\d]*\s*(#.*)?$/.test(content) ? { block: column } : {}
  if (/(^|\s)#/.test(content) || /^[|>]/.test(content)) return {}
  return { spot: valueSpot(frames, content, contentStart) }
}

/** Goes through brackets; the spot is where the text ends. */
function readFlow(text: string, { frames, start, isLast }: Reading): Spot | undefined {
  let word = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    const top = frames.at(-1)
    if (letter === '"' || letter === "'") {
      const end = text.indexOf(letter, at + 1)
      if (end < 0) return undefined
      at = end
    } else if (letter === '#' && /\s/.test(text[at - 1] ?? ' ')) {
      return undefined
    } else if (letter === '[' || letter === '{') {
      frames.push({ kind: letter === '[' ? 'list' : 'map', column: -1, keys: [] })
      word = at + 1
    } else if (letter === ']' || letter === '}') {
      frames.pop()
      if (!inBrackets(frames)) return undefined
      word = at + 1
    } else if (letter === ',') {
      if (top?.kind === 'map') top.keys.push('')
      word = at + 1
    } else if (letter === ':' && top?.kind === 'map' && /^\s|^$/.test(text.slice(at + 1))) {
      if (top.keys.at(-1) === '') top.keys.pop()
      top.keys.push(unquoted(text.slice(word, at).trim()))
      word = at + 1
    }
  }
  const top = frames.at(-1)
  if (!isLast || top === undefined) return undefined
  const gap = /^\s*/.exec(text.slice(word))?.[0].length ?? 0
  const typed = text.slice(word + gap)
  const isValue = top.kind === 'list' || (text[word - 1] === ':' && top.keys.at(-1) !== '')
  if (isValue) return { ...valueSpot(frames, typed, start + word + gap), inFlow: true }
  return {
    path: pathOf(frames.slice(0, -1)),
    kind: 'key',
    typed,
    from: start + word + gap,
    present: top.keys,
    inFlow: true,
  }
}

const spotOf = (
  frames: readonly Frame[],
  { rest, start, column }: { rest: string; start: number; column: number },
): Spot | undefined => {
  if (/(^|\s)#/.test(rest)) return undefined
  const top = frames.at(-1)
  const isSibling = top?.kind === 'map' && top.column === column
  const above = isSibling ? frames.slice(0, -1) : frames
  return {
    path: pathOf(above),
    kind: 'key',
    typed: rest,
    from: start,
    present: isSibling ? top.keys : [],
    inFlow: false,
  }
}

const valueSpot = (frames: readonly Frame[], typed: string, from: number): Spot => ({
  path: pathOf(frames),
  kind: 'value',
  typed,
  from,
  present: [],
  inFlow: false,
})

const pathOf = (frames: readonly Frame[]): readonly string[] =>
  frames.map(({ kind, keys }) => (kind === 'list' ? '[]' : (keys.at(-1) ?? '')))

const popTo = (frames: Frame[], stays: (frame: Frame) => boolean) => {
  while (frames.length > 0 && !stays(frames.at(-1) ?? { kind: 'map', column: 0, keys: [] }))
    frames.pop()
}

const unquoted = (key: string) => key.replace(/^(["'])(.*)\1$/, '$2')
