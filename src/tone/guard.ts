import type { ToneReport, ToneSituation } from '../model/tone.ts'
import type { Trainer } from '../understanding/index.ts'
import { type Lessons, type Likeness, learnLikeness } from './likeness.ts'
import { look, type Seen } from './look.ts'
import { rewritings } from './rewrite.ts'
import { createReaders, excusesOf } from './view.ts'

/** Looks at what an agent is about to send. */
export interface ToneGuard {
  check(text: string, situation?: ToneSituation): Promise<ToneReport>
  /** When it also knows what is like the examples; until then it knows the phrases alone. */
  readonly learned: Promise<void>
}

/** Made for one revision of the playbook; of use at once. */
export const createToneGuard = (lessons: Lessons, train: Trainer['train']): ToneGuard => {
  const readers = createReaders(lessons.tone)
  let likeness: Likeness | undefined
  const learned = learnLikeness(lessons, excusesOf(readers), train).then((knows) => {
    likeness = knows
  })
  const lookAt = (text: string, situation: ToneSituation) =>
    look(text, { readers, likeness, situation })
  /** The guard's own words have to pass it, too. */
  const firstToPass = async (text: string, seen: Seen, situation: ToneSituation) => {
    for (const rewrite of rewritings(text, seen)) {
      const { findings } = await lookAt(rewrite, situation)
      if (findings.length === 0) return { rewrite }
    }
    return {}
  }
  return {
    learned,
    check: async (text, situation = {}) => {
      const seen = await lookAt(text, situation)
      const { findings } = seen
      if (findings.length === 0) return { findings, rewrite: text }
      return { findings, ...(await firstToPass(text, seen, situation)) }
    },
  }
}
