import { answerId } from '../../src/model/ids.ts'
import { gramsOf } from '../../src/understanding/grams.ts'
import { normalise } from '../../src/understanding/index.ts'
import { createRetriever, type Retriever } from '../../src/understanding/retrieve.ts'
import type { Bench, Row } from './bench.ts'
import { measureBuild, quantile, timesOf } from './measure.ts'
import { type Perturb, perturbations } from './perturb.ts'
import { pairsTable } from './retrieval-pairs.ts'
import { shippedTable } from './retrieval-shipped.ts'
import { createDraw, type Draw, type Entry, entriesOf } from './shop-talk.ts'
import { tally } from './tally.ts'

const sizes = [100, 1_000, 10_000, 100_000]
const rounds = 9
const asked = 1_000

/** Finding an answer among 100 to 100,000: how fast, how surely, and how often a wrong one. */
export const retrieval: Bench = async ({ data }) => {
  const speed: Row[] = []
  const found: Row[] = []
  for (const size of sizes) {
    const entries = entriesOf(size)
    const answers = entries.map((entry) => ({ ...entry, id: answerId(entry.id) }))
    const { built, ...cost } = await measureBuild(() => createRetriever(answers))
    speed.push({ entries: size, ...speedOf(entries, built), ...costOf(cost) })
    for (const [how, perturb] of Object.entries(perturbations)) {
      found.push({ entries: size, how, ...foundOf({ entries, retrieve: built, perturb }) })
    }
  }
  return [
    { title: 'speed: µs a text; "scan" looks through every question for each term', rows: speed },
    { title: 'made-up questions typed differently, in %', rows: found },
    await shippedTable(),
    ...(data === undefined ? [] : [await pairsTable(data)]),
  ]
}

const costOf = ({ ms, stallMs, mib }: { ms: number; stallMs: number; mib: number }): Row => ({
  'build ms': Math.round(ms),
  'stall ms': Math.round(stallMs),
  MiB: mib,
})

const speedOf = (entries: readonly Entry[], retrieve: Retriever): Row => {
  const draw = createDraw(1)
  const lines = entries.flatMap(({ questions }) => questions.map(normalise))
  const ask = (text: string) => () => retrieve(text, 5)
  const typical = questionsOf(entries, draw, asked).map(({ question }) =>
    normalise(perturbations.typo(question, draw)),
  )
  const long = (length: number) =>
    Array.from({ length: 100 }, () => ask(longText(entries, draw, length)))
  const times = timesOf(
    { typical: typical.map(ask), '200': long(200), '2,000': long(2_000) },
    rounds,
  )
  const scans = typical.slice(0, 5).map((text) => () => scan(lines, text))
  const { scan: scanned } = timesOf({ scan: scans }, 3)
  return {
    questions: lines.length,
    p50: quantile(times.typical, 0.5),
    p99: quantile(times.typical, 0.99),
    'p50 of 200': quantile(times['200'], 0.5),
    'p99 of 200': quantile(times['200'], 0.99),
    'p50 of 2,000': quantile(times['2,000'], 0.5),
    'p99 of 2,000': quantile(times['2,000'], 0.99),
    'scan / p50': quantile(scanned, 0.5) / quantile(times.typical, 0.5),
  }
}

/** The same machine's yardstick: no index, the most shared terms win. */
const scan = (lines: readonly string[], text: string): number => {
  const grams = [...new Set(gramsOf(text))]
  let best = 0
  for (const line of lines) {
    let shared = 0
    for (const gram of grams) if (line.includes(gram)) shared++
    best = Math.max(best, shared)
  }
  return best
}

const questionsOf = (entries: readonly Entry[], draw: Draw, count: number) =>
  Array.from({ length: count }, () => {
    const { id, questions } = draw.of(entries)
    return { id, question: draw.of(questions) }
  })

/** All known words: the worst that a long text can be. */
const longText = (entries: readonly Entry[], draw: Draw, length: number): string => {
  let text = ''
  while (text.length < length) text += `${draw.of(draw.of(entries).questions)} `
  return normalise(text.slice(0, length))
}

interface Search {
  readonly entries: readonly Entry[]
  readonly retrieve: Retriever
  readonly perturb: Perturb
}

const foundOf = ({ entries, retrieve, perturb }: Search): Row => {
  const draw = createDraw(2)
  return tally(
    questionsOf(entries, draw, asked).map(({ id, question }) => ({
      wanted: id,
      candidates: retrieve(normalise(perturb(question, draw)), 5),
    })),
  )
}
