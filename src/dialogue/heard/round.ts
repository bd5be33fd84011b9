import { type Conversation, emptyMemory } from '../../model/conversation.ts'
import type { Said } from '../../model/decision.ts'

/** What a customer says after so long a silence is another matter. */
const silenceMs = 72 * 3_600_000

/** The conversation as the customer's `messages` find it: in its next round if the last one is over. */
export const inOpenRound = (
  conversation: Conversation,
  messages: readonly Said[],
): Conversation => {
  if (conversation.phase.kind !== 'closed') return afterSilence(conversation, messages)
  // Closing has emptied the memory; what is in it by now, such as an order card, belongs to the new round.
  return { ...conversation, round: conversation.round + 1, phase: { kind: 'answering' } }
}

/**
 * Nobody resolves a round that only the bot handled, so a long silence ends it. A running flow ends
 * by its own clocks, and what a person has or is to have ends with that person.
 */
export const afterSilence = (
  conversation: Conversation,
  messages: readonly Said[],
): Conversation => {
  const { phase, memory, round } = conversation
  const [first] = messages
  if (phase.kind !== 'answering' || memory.heardAt === undefined) return conversation
  if (first === undefined || first.at - memory.heardAt < silenceMs) return conversation
  return { ...conversation, round: round + 1, phase: { kind: 'answering' }, memory: emptyMemory }
}
