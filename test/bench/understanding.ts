import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPlaybook } from '../../src/playbook/index.ts'
import {
  compare,
  createEngine,
  createTrainer,
  type EvalLine,
  engineNames,
  evaluate,
  parseLines,
  type Report,
  trainingOf,
} from '../../src/understanding/index.ts'
import type { Bench, Row } from './bench.ts'
import { measureBuild } from './measure.ts'

const root = new URL('../..', import.meta.url).pathname
const rounds = 5

/** How well the engines understand, how fast they learn and answer, on own lines and on others'. */
export const understanding: Bench = async ({ data }) => {
  const loaded = await loadPlaybook({ dir: root })
  if (!loaded.ok) throw new Error('the shipped playbook does not load')
  const training = trainingOf(loaded.playbook)
  const lines = read(join(root, 'test/understanding/held-out.jsonl'))
  const trained = []
  for (const engine of engineNames) {
    const { built, ms } = await measureBuild(() => createEngine({ ...training, engine }))
    trained.push({ engine: built, trainMs: ms })
  }
  const reports = await compare({ ...training, trained, lines })
  return [
    { title: 'own lines that are in no playbook', rows: reports.map(figuresOf) },
    { title: 'learning, in a thread of its own', rows: await learningRows(training) },
    ...(data === undefined
      ? []
      : [{ title: 'public benchmarks, own engine', rows: await publicRows(data) }]),
  ]
}

const figuresOf = (report: Report): Row => ({
  engine: report.engine,
  lines: report.lines,
  'accuracy %': 100 * report.accuracy,
  'in scope %': 100 * report.inScopeAccuracy,
  'top-3 %': 100 * report.top3,
  'sure half right %': 100 * report.sureHalfRight,
  AUROC: report.auroc ?? 0,
  'ECE %': 100 * report.ece,
  'p50 µs': report.p50Us,
  'p99 µs': report.p99Us,
  'training ms': Math.round(report.trainMs ?? 0),
})

/** The first lesson starts a thread and warms it; a shop's edits meet a warm one. */
const learningRows = async (training: ReturnType<typeof trainingOf>): Promise<Row[]> => {
  const { length } = training.examples
  const rows: Row[] = []
  for (const size of [1_000, 5_000, length]) {
    // Every intent in its share.
    const every = length / size
    const examples = Array.from(
      { length: size },
      (_, n) => training.examples[Math.floor(n * every)],
    )
    const dir = await mkdtemp(join(tmpdir(), 'shouhou-bench-'))
    const trainer = createTrainer(dir)
    const learned: { ms: number; stallMs: number }[] = []
    for (let round = 0; round <= rounds; round++) {
      const extra = { text: `第 ${round} 次改例句`, intent: 'damaged' }
      const task = { ...training, examples: [...examples.filter((each) => !!each), extra] }
      learned.push(await measureBuild(() => trainer.train(task)))
      if (round === rounds) {
        const recalled = await measureBuild(() => trainer.train(task))
        const warm = learned.slice(1).sort((a, b) => a.ms - b.ms)
        rows.push({
          examples: size,
          'first ms': Math.round(learned[0]?.ms ?? 0),
          'then ms': Math.round(warm[Math.floor(warm.length / 2)]?.ms ?? 0),
          'stall ms': Math.round(Math.max(...warm.map(({ stallMs }) => stallMs))),
          'cold load ms': Math.round(recalled.ms),
        })
      }
    }
    await trainer.close()
    await rm(dir, { recursive: true })
  }
  return rows
}

interface PublicSet {
  readonly name: string
  readonly test: string
  readonly train: string
  /** The first so many of each intent are learned from; the rest is the test where it is one file. */
  readonly perClass?: number
}

const publicSets: readonly PublicSet[] = [
  { name: 'BANKING77', train: 'banking77/train', test: 'banking77/test' },
  { name: 'BANKING77, 30 a class', train: 'banking77/train', test: 'banking77/test', perClass: 30 },
  { name: 'CLINC150, 30 a class', train: 'clinc150/train', test: 'clinc150/test', perClass: 30 },
  { name: 'HWU64, 10 a class', train: 'hwu64_small/train', test: 'hwu64_small/test' },
  {
    name: 'SMP2019 domains, 30 a class',
    train: 'smp2019_ecdt_zh/train_domain',
    test: 'smp2019_ecdt_zh/train_domain',
    perClass: 30,
  },
  ...['chatbot', 'askubuntu', 'webapplications'].map((name) => ({
    name,
    train: `nlu_eval_${name}/train`,
    test: `nlu_eval_${name}/test`,
  })),
]

const publicRows = async (data: string): Promise<Row[]> => {
  const rows: Row[] = []
  for (const { name, train, test, perClass = Number.POSITIVE_INFINITY } of publicSets) {
    const file = (part: string) => join(data, `${part}.jsonl`)
    if (!existsSync(file(train))) continue
    const seen = new Map<string, number>()
    const parts = { learn: [] as EvalLine[], rest: [] as EvalLine[] }
    for (const line of read(file(train)).filter(isInScope)) {
      const count = (seen.get(line.intent) ?? 0) + 1
      seen.set(line.intent, count)
      parts[count <= perClass ? 'learn' : 'rest'].push(line)
    }
    const lines = train === test ? parts.rest : read(file(test)).filter(isInScope)
    const task = { engine: 'linear', examples: parts.learn, offTopic: new Set<string>() } as const
    const { built: engine, ms } = await measureBuild(() => createEngine(task))
    const report = await evaluate({ engine, lines, trainMs: ms })
    rows.push({
      set: name,
      intents: seen.size,
      learned: parts.learn.length,
      asked: lines.length,
      'accuracy %': 100 * report.accuracy,
      'macro F1 %': 100 * report.macroF1,
      'top-3 %': 100 * report.top3,
      'p50 µs': report.p50Us,
      'training ms': Math.round(ms),
    })
  }
  return rows
}

/** The published figures are over what is in scope. */
const isInScope = ({ intent }: EvalLine): boolean => intent !== 'oos'

const read = (file: string): EvalLine[] =>
  parseLines(readFileSync(file, 'utf8'), { file, locale: 'en' })
