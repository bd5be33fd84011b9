/** What becomes of a text when words are put where the caret is. */
export interface Written {
  readonly text: string
  /** What is selected then: a gap to fill, else the place behind the words. */
  readonly from: number
  readonly to: number
}

interface Selected {
  readonly from: number
  readonly to: number
}

export function insertAt(text: string, { from, to }: Selected, words: string): Written {
  const next = text.slice(0, from) + words + text.slice(to)
  const [gap] = gapsIn(words)
  const behind = from + words.length
  return gap === undefined
    ? { text: next, from: behind, to: behind }
    : { text: next, from: from + gap.from, to: from + gap.to }
}

/** A place that somebody must fill before the words may go: `{{ask:金额}}`, `{{order.no}}`. */
export interface Gap extends Selected {
  readonly name: string
}

export const gapsIn = (text: string): readonly Gap[] =>
  [...text.matchAll(gap)].map(({ index, 0: whole, 1: name = '' }) => ({
    from: index,
    to: index + whole.length,
    name,
  }))

const gap = /\{\{\s*(?:ask:)?\s*([^{}]*?)\s*\}\}/g

/** Words to choose from: 「退您 金额？ 元」. */
export const withGapsNamed = (text: string, asked: (name: string) => string): string =>
  text.replace(gap, (_, name: string) => asked(name))

/** The gap behind the caret, else the first: Tab goes round. */
export const nextGap = (text: string, caret: number): Gap | undefined => {
  const gaps = gapsIn(text)
  return gaps.find(({ from }) => from >= caret) ?? gaps[0]
}

/** What is being looked for with `/` at the caret: at the start, or behind a blank. */
export interface Slash extends Selected {
  readonly wanted: string
}

export function slashAt(text: string, caret: number): Slash | undefined {
  const found = /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret))
  if (found === null) return
  const [, wanted = ''] = found
  return { wanted, from: caret - wanted.length - 1, to: caret }
}
