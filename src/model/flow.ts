import type { FlowId, IntentId, SlotId } from './ids.ts'
import type { ProblemClass, SlotKind } from './ticket.ts'
import type { EntityKind } from './understanding.ts'

/** One piece of evidence that a flow asks for. */
export interface FlowSlot {
  readonly id: SlotId
  readonly kind: SlotKind
  /** What it is called when it is missing: 「破损处的照片」. */
  readonly label: string
  /** How to do it well. */
  readonly example?: string | undefined
  /** How it looks when it is done well: files of `replies/pictures/`; several in a joined form. */
  readonly pictures?: readonly string[]
  readonly optional: boolean
  /** Whether the words that open the flow may fill it. */
  readonly from_opening: boolean
  /** What tells it, also in opening words that do not count otherwise: phrases, or things named. */
  readonly told_by?:
    | {
        readonly patterns: readonly string[]
        /** Whole messages: 「都没有」. */
        readonly alone: readonly string[]
        readonly entities: readonly EntityKind[]
      }
    | undefined
  /** In a form for several troubles: those that it was asked for. */
  readonly intents?: readonly IntentId[]
  readonly max_asks: number
  readonly options?: readonly string[]
  /** What else means an option, by its name: words, and intents told of the case. */
  readonly means?: Readonly<Record<string, OptionMeaning>>
}

export interface OptionMeaning {
  readonly words: readonly string[]
  readonly intents: readonly IntentId[]
}

/** A walk through collecting evidence, as the operators wrote it. Times in milliseconds. */
export interface Flow {
  readonly id: FlowId
  readonly title: string
  readonly intents: readonly IntentId[]
  readonly problem_class: ProblemClass
  readonly soothe: string
  readonly ask: string
  readonly slots: readonly FlowSlot[]
  readonly complete: string
  readonly partial: string
  readonly remind_after: number
  readonly remind: string
  readonly expire_after: number
  readonly next?: 'handoff' | undefined
  /** A matter of its own, whatever else is wrong with the order: 「改地址」. */
  readonly stands_alone: boolean
  /** `replies/damaged.yaml:12:5` */
  readonly source: string
}
