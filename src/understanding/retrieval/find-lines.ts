import { gramSet, type LineIndex, lengthOf, weightOf } from './build-index.ts'

/** One term of what was asked. */
export interface AskedTerm {
  readonly gram: string
  /** Its number, unless no line has it. */
  readonly term: number | undefined
  /** How many lines have it. */
  readonly holders: number
  readonly weight: number
}

/** A text's terms, rare ones first. */
export const askedTerms = (index: LineIndex, normalised: string): AskedTerm[] => {
  const lines = index.lineWeights.length
  const asked = [...gramSet(normalised)].map((gram): AskedTerm => {
    const term = index.terms.get(gram)
    const holders = term === undefined ? 0 : lengthOf(index.linesOfTerm, term)
    return { gram, term, holders, weight: weightOf(gram, holders, lines) }
  })
  return asked.sort((x, y) => x.holders - y.holders)
}

export interface FoundLine {
  readonly line: number
  /** 0..1 */
  readonly likeness: number
}

/** The lines most like what was asked, in no order. */
export type LineFinder = (asked: readonly AskedTerm[]) => readonly FoundLine[]

/** Lines that BM25 hands on to be compared in full. */
const shortlist = 32
/**
 * List entries read for one text, rare terms first. What is left unread are common words, which
 * tell the found lines apart but find no better ones: the comparison in full counts them again.
 */
const mostRead = 20_000

/**
 * BM25 finds the lines worth comparing; a symmetric overlap (Dice), weighted by rarity, scores
 * them, because BM25's own sums mean nothing between messages.
 */
export const createLineFinder = (index: LineIndex): LineFinder => {
  const { linesOfTerm, termsOfLine, weights, lineWeights, lengthFactors } = index
  /** Reused from call to call; all 0 in between. */
  const sums = new Float32Array(lineWeights.length)
  const isAsked = new Uint8Array(weights.length)
  const touched = new Int32Array(mostRead)

  /** Adds up the weights of shared terms, by line; how many lines were touched. */
  const addUp = (asked: readonly AskedTerm[]): number => {
    let count = 0
    let left = mostRead
    for (const { term, holders, weight } of asked) {
      if (term === undefined) continue
      if (holders > left && count > 0) break
      const from = linesOfTerm.starts[term] ?? 0
      const to = from + Math.min(holders, left)
      for (let at = from; at < to; at++) {
        const line = linesOfTerm.items[at] ?? 0
        const sum = sums[line] ?? 0
        if (sum === 0) touched[count++] = line
        sums[line] = sum + weight
      }
      left -= to - from
    }
    return count
  }

  /** The touched lines with the best BM25, in no order. Leaves the sums at 0. */
  const takeBest = (count: number): Int32Array => {
    const best = createBest(shortlist)
    for (let at = 0; at < count; at++) {
      const line = touched[at] ?? 0
      best.offer(line, (sums[line] ?? 0) * (lengthFactors[line] ?? 0))
      sums[line] = 0
    }
    return best.lines()
  }

  const sharedWeight = (line: number): number => {
    let shared = 0
    const to = termsOfLine.starts[line + 1] ?? 0
    for (let at = termsOfLine.starts[line] ?? 0; at < to; at++) {
      const term = termsOfLine.items[at] ?? 0
      if (isAsked[term] === 1) shared += weights[term] ?? 0
    }
    return shared
  }

  return (asked) => {
    const lines = takeBest(addUp(asked))
    let askedWeight = 0
    for (const { term, weight } of asked) {
      askedWeight += weight
      if (term !== undefined) isAsked[term] = 1
    }
    const found = Array.from(lines, (line) => ({
      line,
      likeness: (2 * sharedWeight(line)) / (askedWeight + (lineWeights[line] ?? 0)),
    }))
    for (const { term } of asked) if (term !== undefined) isAsked[term] = 0
    return found
  }
}

/** Keeps the best few of what it is offered: an insertion sort, where hardly anything is inserted. */
const createBest = (most: number) => {
  const lines = new Int32Array(most)
  const scores = new Float64Array(most)
  let kept = 0
  return {
    offer(line: number, score: number) {
      if (kept === most && score <= (scores[most - 1] ?? 0)) return
      let at = kept === most ? most - 1 : kept++
      for (; at > 0 && (scores[at - 1] ?? 0) < score; at--) {
        scores[at] = scores[at - 1] ?? 0
        lines[at] = lines[at - 1] ?? 0
      }
      scores[at] = score
      lines[at] = line
    },
    lines: () => lines.subarray(0, kept),
  }
}
