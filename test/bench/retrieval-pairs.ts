import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { answerId } from '../../src/model/ids.ts'
import { auroc } from '../../src/understanding/evaluation/auroc.ts'
import { normalise } from '../../src/understanding/index.ts'
import { createRetriever } from '../../src/understanding/retrieve.ts'
import type { Table } from './bench.ts'

/** `{"text1", "text2", "label"}` a line, as in LCQMC: 1 where both ask the same. */
const pairSchema = z.object({
  text1: z.string(),
  text2: z.string(),
  label: z.union([z.literal(0), z.literal(1)]),
})
type Pair = z.infer<typeof pairSchema>

/** People's own pairs of questions: is the other found, and does the score tell when it is not? */
export const pairsTable = async (dir: string): Promise<Table> => {
  const pairs = readPairs(dir)
  const same = pairs.filter(({ label }) => label === 1)
  const scoreOf = await scoring(pairs.map(({ text2 }) => text2))
  const ranks = same.map(({ text1, text2 }) => scoreOf(text1).findIndex(isText(text2)))
  const pairScores = (label: number) =>
    pairs
      .filter((pair) => pair.label === label)
      .map(({ text1, text2 }) => scoreOf(text1).find(isText(text2))?.score ?? 0)
  const percent = (test: (rank: number) => boolean) =>
    (100 * ranks.filter(test).length) / ranks.length
  return {
    title: `pairs of ${dir}`,
    rows: [
      {
        pairs: pairs.length,
        'recall@1 %': percent((rank) => rank === 0),
        'recall@5 %': percent((rank) => rank >= 0 && rank < 5),
        'same / not, AUROC': auroc(pairScores(1), pairScores(0)) ?? 0,
        'there / not, 1k': await abstention(same, 1_000),
        'there / not, 4k': await abstention(same, 4_000),
      },
    ],
  }
}

const readPairs = (dir: string): Pair[] =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(join(dir, file), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => pairSchema.parse(JSON.parse(line)))

const scoring = async (texts: readonly string[]) => {
  const distinct = [...new Set(texts)]
  const retrieve = await createRetriever(
    distinct.map((text) => ({ id: answerId(text), questions: [text], keywords: [], reply: '' })),
  )
  return (text: string) => retrieve(normalise(text), 32)
}

const isText = (text: string) => (candidate: { answer: string }) => candidate.answer === text

/** AUROC of the best score: of texts whose partner is among `count` others, against the rest. */
const abstention = async (same: readonly Pair[], count: number): Promise<number> => {
  const step = Math.max(1, Math.floor(same.length / count))
  const chosen = same.filter((_, at) => at % step === 0).slice(0, count)
  const known = chosen.filter((_, at) => at % 2 === 0)
  const texts = new Set(known.map(({ text2 }) => text2))
  const unknown = chosen.filter(({ text2 }, at) => at % 2 === 1 && !texts.has(text2))
  const scoreOf = await scoring([...texts])
  const best = (all: readonly Pair[]) => all.map(({ text1 }) => scoreOf(text1)[0]?.score ?? 0)
  return auroc(best(known), best(unknown)) ?? 0
}
