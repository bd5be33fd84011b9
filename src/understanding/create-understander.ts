import type { IntentId } from '../model/ids.ts'
import type { Entity } from '../model/understanding.ts'
import type { Lexicon, Playbook } from '../playbook/index.ts'
import { createEngine, type Train } from './create-engine.ts'
import { createEntityFinder } from './entities/entities.ts'
import type { CatalogueItem } from './entities/product-names.ts'
import { matterBeside, mattersOf } from './matters.ts'
import { createMoodFinder } from './mood.ts'
import { normalise } from './normalise.ts'
import { outcomeOf } from './outcome.ts'
import { createRetriever } from './retrieve.ts'
import type { EngineName, Example, Understander } from './understand.ts'

export interface UnderstanderDeps {
  readonly playbook: Pick<Playbook, 'intents' | 'answers' | 'lexicon' | 'mood'>
  readonly engine: EngineName
  /** How the own engine learns; on this thread where nothing is said. */
  readonly train?: Train
  /** Where the shop's days begin and end. */
  readonly timeZone?: string
  /** The shop's products, to know them when they are named. */
  readonly catalogue?: readonly CatalogueItem[]
}

const candidatesOffered = 5

/** Trains on a playbook; a new revision needs a new understander. */
export const createUnderstander = async (deps: UnderstanderDeps): Promise<Understander> => {
  const { playbook, timeZone = 'Asia/Shanghai' } = deps
  const engine = await createEngine({ engine: deps.engine, ...trainingOf(playbook) }, deps.train)
  const judge = {
    classify: engine.classify,
    isRequest: (intent: IntentId) => playbook.intents.get(intent)?.role === 'request',
  }
  const moodOf = createMoodFinder(playbook.mood)
  const findEntities = createEntityFinder(timeZone, deps.catalogue)
  const retrieve = await createRetriever([...playbook.answers.values()])
  return {
    understand: async (text, at) => {
      const normalised = normalise(text)
      const whole = await engine.classify(text)
      const mood = moodOf(text)
      const entities = findEntities(text, at)
      const told = await mattersOf({ text, whole, mood, judge })
      const matters = told.length > 0 ? told : await matterBeside(numbersIn(entities), text, judge)
      return {
        text,
        normalised,
        ...whole,
        outcome: matters.length > 0 ? 'answer' : outcomeOf(whole),
        matters,
        mood,
        entities,
        candidates: retrieve(normalised, candidatesOffered),
      }
    },
  }
}

const numbersIn = (entities: readonly Entity[]): readonly Entity[] =>
  entities.filter(({ kind }) => kind === 'order_number' || kind === 'tracking_number')

/** What an engine learns from a playbook: every example, and which intents are off topic. */
export const trainingOf = ({
  intents,
  lexicon,
}: Pick<Playbook, 'intents' | 'lexicon'>): {
  readonly examples: readonly Example[]
  readonly offTopic: ReadonlySet<string>
  readonly lexicon: Lexicon
} => {
  const all = [...intents.values()]
  return {
    examples: all.flatMap(({ id, examples }) => examples.map((text) => ({ text, intent: id }))),
    offTopic: new Set(all.filter(({ role }) => role === 'off_topic').map(({ id }) => id)),
    lexicon,
  }
}
