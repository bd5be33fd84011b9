import type { z } from 'zod'
import type { WantOption } from '../model/conversation.ts'
import type { Flow } from '../model/flow.ts'
import type { AnswerId, FlowId, IntentId } from '../model/ids.ts'
import type {
  answerSchema,
  Calendar,
  CaseRules,
  ClockRules,
  HandoffRules,
  IntentFile,
  MoodWords,
  Phrases,
  QuickGroups,
  RoutingRules,
  SeverityRule,
  SeverityRules,
  SuggestRules,
} from './schema/index.ts'
import type { Tone } from './tone.ts'

/** Where something was written: `replies/damaged.yaml:12:5`, relative to the playbook's folder. */
export type Source = string

export type Intent = Omit<IntentFile, 'id'> & { readonly id: IntentId; readonly source: Source }

export type Answer = Omit<z.infer<typeof answerSchema>, 'id' | 'intents' | 'offers' | 'invites'> & {
  readonly id: AnswerId
  readonly intents: readonly IntentId[]
  readonly invites?: FlowId
  readonly offers: readonly WantOption[]
  readonly topic: string
  readonly source: Source
}

/** What the operators know of words; empty where the shop has no lexicon. */
export interface Lexicon {
  /** Words that mean the same. */
  readonly groups: readonly { readonly name: string; readonly words: readonly string[] }[]
  readonly wishes: readonly string[]
  readonly faults: readonly string[]
  /** Names of things and people, which alone do not tell what is wanted: 「杯子」. */
  readonly subjects: readonly string[]
}

/** The rules of `replies/severity.yaml`, each with its place. */
export type Severity = Omit<SeverityRules, 'rules'> & {
  readonly rules: readonly (SeverityRule & { readonly source: Source })[]
}

/** What `replies/suggest.yaml` offers, each with its place. */
export type Suggestions = Omit<SuggestRules, 'suggestions'> & {
  readonly suggestions: readonly (Omit<SuggestRules['suggestions'][number], 'offers'> & {
    readonly offers: readonly WantOption[]
    readonly source: Source
  })[]
}

/** How a good photo looks: a picture that a slot names. */
export interface ExamplePicture {
  /** By its first bytes: `image/webp`. */
  readonly mime: string
  readonly bytes: Buffer
  /** SHA-256, in hex. */
  readonly hash: string
}

/** Everything the operators wrote: checked, frozen, and of one revision. */
export interface Playbook {
  /** First 12 hex digits of a SHA-256 over all files: the same words, the same revision. */
  readonly revision: string
  readonly intents: ReadonlyMap<IntentId, Intent>
  readonly answers: ReadonlyMap<AnswerId, Answer>
  /** The answers of an intent, most specific first: see `moreSpecific`. */
  readonly answersOf: ReadonlyMap<IntentId, readonly Answer[]>
  readonly flows: ReadonlyMap<FlowId, Flow>
  /** The flow an intent opens. */
  readonly flowOf: ReadonlyMap<IntentId, Flow>
  readonly lexicon: Lexicon
  readonly mood: MoodWords
  readonly handoff: HandoffRules
  readonly phrases: Phrases
  readonly cases: CaseRules
  readonly severity: Severity
  readonly calendar: Calendar
  readonly clocks: ClockRules
  readonly routing: RoutingRules
  readonly suggest: Suggestions
  readonly tone: Tone
  /** What agents say again and again. */
  readonly quick: QuickGroups
  /** Filled-in details only. */
  readonly shop: Readonly<Record<string, string>>
  /** By file name: `damaged.webp`. */
  readonly examplePictures: ReadonlyMap<string, ExamplePicture>
}
