import { type Figure, figures } from './figures.ts'
import type { IntentReport, Report, Verdict } from './report.ts'
import { isRight } from './share.ts'

/** An engine in an earlier run, as far as it is compared; older runs may lack figures. */
export interface Before {
  readonly engine: string
  readonly intents: readonly Pick<IntentReport, 'intent' | 'f1'>[]
  readonly verdicts: readonly Pick<Verdict, 'text' | 'intent' | 'got' | 'rank'>[]
  readonly [figure: string]: unknown
}

/** An earlier run, to be compared with. */
export interface Baseline {
  readonly at: number
  readonly test: string
  readonly reports: readonly Before[]
}

interface FigureChange {
  readonly figure: Figure
  readonly before: number | undefined
  readonly after: number | undefined
}

/** By F1. */
export interface IntentChange {
  readonly intent: string
  readonly before: number
  readonly after: number
}

export interface LineChange {
  readonly text: string
  readonly intent: string
  readonly before: string
  readonly after: string
}

export interface Changes {
  readonly figures: readonly FigureChange[]
  /** The greatest change first. */
  readonly gained: readonly IntentChange[]
  readonly lost: readonly IntentChange[]
  readonly becameWrong: readonly LineChange[]
  readonly becameRight: readonly LineChange[]
  /** Lines that were measured in one of the two runs alone; figures then differ for that as well. */
  readonly unmatched: number
}

/** What is different now. Lines are known by text and label. */
export const changesSince = (before: Before, now: Report): Changes => {
  const old = new Map(before.verdicts.map((verdict) => [keyOf(verdict), verdict]))
  const keys = new Set(now.verdicts.map(keyOf))
  const turned = now.verdicts.flatMap((verdict) => {
    const was = old.get(keyOf(verdict))
    return was === undefined || isRight(was) === isRight(verdict) ? [] : [{ was, is: verdict }]
  })
  const lines = (right: 'right' | 'wrong'): LineChange[] =>
    turned
      .filter(({ is }) => isRight(is) === (right === 'right'))
      .map(({ was, is }) => ({ text: is.text, intent: is.intent, before: was.got, after: is.got }))
  const intents = intentChanges(before, now)
  return {
    figures: figures.map((figure) => ({
      figure,
      before: numberIn(before[figure.key]),
      after: now[figure.key],
    })),
    gained: intents.filter(({ before, after }) => after > before),
    lost: intents.filter(({ before, after }) => after < before),
    becameWrong: lines('wrong'),
    becameRight: lines('right'),
    unmatched:
      now.verdicts.filter((verdict) => !old.has(keyOf(verdict))).length +
      before.verdicts.filter((verdict) => !keys.has(keyOf(verdict))).length,
  }
}

const keyOf = ({ text, intent }: Pick<Verdict, 'text' | 'intent'>): string =>
  JSON.stringify([text, intent])

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined

const intentChanges = (before: Before, now: Report): IntentChange[] => {
  const old = new Map(before.intents.map(({ intent, f1 }) => [intent, f1]))
  const sizeOf = ({ before: from, after }: IntentChange) => Math.abs(after - from)
  return now.intents
    .flatMap(({ intent, f1 }) => {
      const was = old.get(intent)
      return was === undefined ? [] : [{ intent, before: was, after: f1 }]
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a))
}
