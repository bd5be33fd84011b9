import type { Alert, Conversation, Memory, Phase } from '../model/conversation.ts'
import type { Effect, Facts, Rung, Trigger } from '../model/decision.ts'
import type { IntentId } from '../model/ids.ts'
import { type DecisionKind, type MessagePart, textOf } from '../model/message.ts'
import type { Ticket } from '../model/ticket.ts'
import type { Playbook } from '../playbook/index.ts'

/** Everything a decision may look at. The present is `at`. */
export interface Situation {
  readonly conversation: Conversation
  readonly trigger: Trigger
  readonly facts: Facts
  /** The tickets of this conversation, in the order they were opened. */
  readonly tickets: readonly Ticket[]
  readonly playbook: Playbook
  readonly at: number
  /** Of the shop, e.g. `Asia/Shanghai`. */
  readonly timeZone: string
}

/** What a rung of the ladder wants to do. */
export interface Move {
  readonly kind: DecisionKind
  /** The rung that acts, where it is not the one that was asked. */
  readonly rung?: Rung
  readonly because: string
  readonly phase: Phase
  readonly memory: Memory
  readonly effects: readonly Effect[]
  readonly intent?: IntentId
  readonly confidence?: number
  readonly source?: string
  readonly ticketCount?: number
  readonly alerts?: readonly Alert[]
  readonly suggested?: Conversation['suggested']
}

/** A rung acts, or says in a few words why it does not. */
export type Rungs = Move | string

export const say = (text: string): Effect => ({
  kind: 'sendMessage',
  author: 'bot',
  parts: [{ kind: 'text', text }],
})

/** The same effects, with `words` said first in the same message. */
export const saidFirst = (words: string, effects: readonly Effect[]): readonly Effect[] =>
  inBotWords(effects, (text) => [words, text].join('\n\n'))

/** As `saidFirst`, with `words` said last. */
export const saidLast = (words: string, effects: readonly Effect[]): readonly Effect[] =>
  inBotWords(effects, (text) => [text, words].join('\n\n'))

const inBotWords = (
  effects: readonly Effect[],
  change: (text: string) => string,
): readonly Effect[] =>
  effects.map((effect) =>
    effect.kind === 'sendMessage' && effect.author === 'bot'
      ? { ...effect, parts: inWords(effect.parts, change) }
      : effect,
  )

/** The text changed, whatever else is shown below it. */
const inWords = (
  parts: readonly MessagePart[],
  change: (text: string) => string,
): readonly MessagePart[] => [
  { kind: 'text', text: change(textOf(parts)) },
  ...parts.filter(({ kind }) => kind !== 'text'),
]

export const note = (text: string): Effect => ({ kind: 'noteEvent', text })
