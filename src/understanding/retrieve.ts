import type { AnswerId } from '../model/ids.ts'
import type { Candidate } from '../model/understanding.ts'
import { gramsOf } from './grams.ts'
import { normalise } from './normalise.ts'

/** The part of an answer that can be found: its similar questions and its keywords. */
export interface Findable {
  readonly id: AnswerId
  readonly questions: readonly string[]
  readonly keywords: readonly string[]
}

/** The answers whose own lines resemble a normalised text most, best first. */
export type Retriever = (normalised: string, most: number) => readonly Candidate[]

const k1 = 1.2
const b = 0.5
/**
 * Less alike is noise. Over the shipped answers' 320 questions, each taken out in turn: 91 % find
 * something above it, and only 1 % find a stranger above 0.7, which makes 0.7 a safe bar for
 * answering unasked. Real lines that are off topic reach 0.55 at most.
 */
const worthOffering = 0.2
/** Lines that BM25 hands on to be compared in full. */
const shortlist = 32

/**
 * BM25 over characters and pairs of characters finds the lines worth comparing; a symmetric
 * overlap, weighted by rarity, scores them, because BM25's own sums mean nothing between messages.
 */
export const createRetriever = (answers: readonly Findable[]): Retriever => {
  const lines = answers.flatMap((answer) =>
    [...answer.questions, answer.keywords.join(' ')]
      .map((text) => ({ answer: answer.id, grams: new Set(gramsOf(normalise(text))) }))
      .filter(({ grams }) => grams.size > 1),
  )
  const index = buildIndex(lines.map((line) => line.grams))
  return (normalised, most) => {
    const grams = new Set(gramsOf(normalised))
    const best = new Map<AnswerId, number>()
    for (const line of bestLines(index, grams)) {
      const found = lines[line]
      if (found === undefined) continue
      const likeness = overlap(index, grams, line)
      if (likeness > (best.get(found.answer) ?? worthOffering)) best.set(found.answer, likeness)
    }
    return [...best]
      .map(([answer, score]) => ({ answer, score }))
      .sort((x, y) => y.score - x.score)
      .slice(0, most)
  }
}

interface Index {
  readonly terms: ReadonlyMap<string, number>
  /** Lines holding term `t`: `holders[starts[t]]` up to `starts[t + 1]`. */
  readonly starts: Int32Array
  readonly holders: Int32Array
  readonly idf: Float64Array
  readonly unseenIdf: number
  /** What a term adds to a line's score besides its idf; a line holds a term once. */
  readonly lengthFactors: Float64Array
  /** Summed idf of each line's terms. */
  readonly weights: Float64Array
  /** Reused sums, one a line; all 0 between calls. */
  readonly sums: Float64Array
}

const buildIndex = (lines: readonly ReadonlySet<string>[]): Index => {
  const postings = new Map<string, number[]>()
  let length = 0
  for (const [line, grams] of lines.entries()) {
    length += grams.size
    for (const gram of grams) {
      const holders = postings.get(gram)
      if (holders === undefined) postings.set(gram, [line])
      else holders.push(line)
    }
  }
  const average = length / Math.max(lines.length, 1)
  const terms = new Map<string, number>()
  const starts = new Int32Array(postings.size + 1)
  const idf = new Float64Array(postings.size)
  const weights = new Float64Array(lines.length)
  const rarity = (df: number) => Math.log(1 + (lines.length - df + 0.5) / (df + 0.5))
  for (const [gram, holders] of postings) {
    const term = terms.size
    const weight = rarity(holders.length)
    terms.set(gram, term)
    starts[term + 1] = (starts[term] ?? 0) + holders.length
    idf[term] = weight
    for (const line of holders) weights[line] = (weights[line] ?? 0) + weight
  }
  return {
    terms,
    starts,
    holders: Int32Array.from([...postings.values()].flat()),
    idf,
    unseenIdf: rarity(0),
    lengthFactors: Float64Array.from(
      lines,
      (grams) => (k1 + 1) / (1 + k1 * (1 - b + (b * grams.size) / average)),
    ),
    weights,
    sums: new Float64Array(lines.length),
  }
}

/** Adds up BM25 and leaves the sums at 0 again. */
const bestLines = (index: Index, grams: ReadonlySet<string>): number[] => {
  const { sums, starts, holders, idf, lengthFactors } = index
  const touched: number[] = []
  for (const gram of grams) {
    const term = index.terms.get(gram)
    if (term === undefined) continue
    const to = starts[term + 1] ?? 0
    for (let at = starts[term] ?? 0; at < to; at++) {
      const line = holders[at] ?? 0
      if (sums[line] === 0) touched.push(line)
      sums[line] = (sums[line] ?? 0) + (idf[term] ?? 0) * (lengthFactors[line] ?? 0)
    }
  }
  const best = topOf(touched, sums)
  for (const line of touched) sums[line] = 0
  return best
}

/** The `shortlist` highest, by a threshold that rises: cheaper than sorting thousands. */
const topOf = (lines: readonly number[], sums: Float64Array): number[] => {
  const byScore = (x: number, y: number) => (sums[y] ?? 0) - (sums[x] ?? 0)
  let kept: number[] = []
  let floor = 0
  for (const line of lines) {
    if ((sums[line] ?? 0) <= floor) continue
    kept.push(line)
    if (kept.length < shortlist * 4) continue
    kept = kept.sort(byScore).slice(0, shortlist)
    floor = sums[kept.at(-1) ?? 0] ?? 0
  }
  return kept.sort(byScore).slice(0, shortlist)
}

/** Dice: twice what both have, over all that both have; every term weighs its idf. */
const overlap = (index: Index, grams: ReadonlySet<string>, line: number): number => {
  let asked = 0
  let shared = 0
  for (const gram of grams) {
    const term = index.terms.get(gram)
    if (term === undefined) asked += index.unseenIdf
    else {
      const weight = index.idf[term] ?? 0
      asked += weight
      if (holds(index, term, line)) shared += weight
    }
  }
  return (2 * shared) / (asked + (index.weights[line] ?? 0))
}

/** Holders of a term stand in rising order. */
const holds = ({ starts, holders }: Index, term: number, line: number): boolean => {
  let low = starts[term] ?? 0
  let high = (starts[term + 1] ?? 0) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = holders[middle] ?? 0
    if (found === line) return true
    if (found < line) low = middle + 1
    else high = middle - 1
  }
  return false
}
