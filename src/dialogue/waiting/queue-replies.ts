import { isClosed } from '../../cases/index.ts'
import type { Handoff, Memory } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import type { HandoffRules } from '../../playbook/index.ts'
import { type Heard, sureIntent } from '../heard/heard.ts'
import { ticketInQuestion } from '../heard/ticket-asked.ts'
import { justSays, literally, mentioned, paragraphs } from '../heard/words.ts'
import { note, type Situation } from '../situation.ts'
import { promiseWords } from './promise.ts'
import { saidAt, withSaid } from './wait-memory.ts'

/** What is said to who waits. */
export interface QueueReply {
  readonly because: string
  readonly words: string
  readonly memory: Memory
  readonly effects?: readonly Effect[]
  /** In place of what the message did to the case so far. */
  readonly instead?: readonly Effect[]
}

/** The operators' own answers to what who waits says: of their health, of a change of mind, thanks. */
export const operatorsReply = (
  heard: Heard,
  given: Memory,
  handoff: Handoff,
): QueueReply | undefined => {
  const { situation } = heard
  const brokenAt = lastBroken(situation)
  const said = fittingReplies(heard, handoff)
  const fitting = said.filter(({ reply }) => {
    const before = saidAt(given, handoff, keyOf(reply))
    return reply.each_time || before === undefined || before < brokenAt
  })
  if (fitting.length === 0) return undefined
  const isHealth = fitting.some(({ reply }) => reply.reasons?.includes('safety') === true)
  const isLate = isHealth && brokenAt > Number.NEGATIVE_INFINITY
  return {
    because: `排队中，顾客说「${fitting.map(({ word }) => word).join('」「')}」，按写好的话回`,
    words: paragraphs([
      ...fitting.map(({ reply }) => reply.say),
      isLate ? promiseWords(situation, ticketInQuestion(heard)) : undefined,
    ]),
    memory: fitting.reduce(
      (memory, { reply }) => withSaid(memory, handoff, keyOf(reply), situation.at),
      given,
    ),
    effects: fitting.flatMap(({ reply }) =>
      reply.note === undefined ? [] : [note(`${reply.note}：「${heard.text.slice(0, 100)}」`)],
    ),
  }
}

/** Whether there is a reply of the operators for it, said before or not. */
export const isForReply = (heard: Heard, handoff: Handoff): boolean =>
  fittingReplies(heard, handoff).length > 0

type Reply = HandoffRules['queue_replies'][number]

const keyOf = ({ id }: Reply): string => `reply/${id}`

/** Those whose words are said, else those for what is meant: 「没事了，谢谢」 is not about thanks. */
const fittingReplies = (
  heard: Heard,
  { reason }: Handoff,
): readonly { readonly reply: Reply; readonly word: string }[] => {
  const { queue_replies, figurative } = heard.situation.playbook.handoff
  const text = literally(heard.text, figurative)
  const replies = queue_replies.filter(
    ({ reasons, unless }) =>
      reasons?.includes(reason) !== false && mentioned(text, unless) === undefined,
  )
  const bySaying = replies.flatMap((reply) => {
    const isAll = justSays(heard.text, reply.alone)
    const word = isAll ? heard.text : mentioned(text, reply.words, reply.not_words)
    return word === undefined ? [] : [{ reply, word }]
  })
  if (bySaying.length > 0) return bySaying
  const intent = sureIntent(heard)?.intent
  return replies.flatMap((reply) =>
    intent !== undefined && reply.intents.includes(intent) ? [{ reply, word: heard.text }] : [],
  )
}

/** When the last of what was promised was due and not kept. */
const lastBroken = ({ tickets, at }: Situation): number =>
  Math.max(
    Number.NEGATIVE_INFINITY,
    ...tickets
      .filter(({ stage }) => !isClosed(stage))
      .flatMap(({ clocks }) => clocks)
      .filter(({ dueAt, state }) => dueAt < at && state.kind === 'breached')
      .map(({ dueAt }) => dueAt),
  )
