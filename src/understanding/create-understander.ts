import type { Playbook } from '../playbook/index.ts'
import { createEngine } from './create-engine.ts'
import { createEntityFinder } from './entities/entities.ts'
import { normalise } from './normalise.ts'
import { outcomeOf } from './outcome.ts'
import { createRetriever } from './retrieve.ts'
import type { EngineName, Example, Understander } from './understand.ts'

export interface UnderstanderDeps {
  readonly playbook: Pick<Playbook, 'intents' | 'answers'>
  readonly engine: EngineName
  /** Where the shop's days begin and end. */
  readonly timeZone?: string
}

const candidatesOffered = 5

/** Trains on a playbook; a new revision needs a new understander. */
export const createUnderstander = async (deps: UnderstanderDeps): Promise<Understander> => {
  const { playbook, timeZone = 'Asia/Shanghai' } = deps
  const engine = await createEngine({ engine: deps.engine, ...trainingOf(playbook) })
  const findEntities = createEntityFinder(timeZone)
  const retrieve = createRetriever([...playbook.answers.values()])
  return {
    understand: async (text, at) => {
      const normalised = normalise(text)
      const { ranking, inScope } = await engine.classify(text)
      return {
        text,
        normalised,
        ranking,
        inScope,
        outcome: outcomeOf({ ranking, inScope }),
        entities: findEntities(text, at),
        candidates: retrieve(normalised, candidatesOffered),
      }
    },
  }
}

/** What an engine learns from a playbook: every example, and which intents are off topic. */
export const trainingOf = ({
  intents,
}: Pick<Playbook, 'intents'>): {
  readonly examples: readonly Example[]
  readonly offTopic: ReadonlySet<string>
} => {
  const all = [...intents.values()]
  return {
    examples: all.flatMap(({ id, examples }) => examples.map((text) => ({ text, intent: id }))),
    offTopic: new Set(all.filter(({ role }) => role === 'off_topic').map(({ id }) => id)),
  }
}
