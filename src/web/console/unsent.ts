import type { AgentReply } from '../shared/index.ts'
import { fieldsOf, kept } from './kept.ts'

/** A reply that did not reach the counter. Tried again it keeps its id, so it cannot be said twice. */
export interface Unsent {
  /** Whose words these are: on a machine that several use nobody says another's. */
  readonly agent: string
  readonly conversation: string
  readonly reply: AgentReply
  /** Why not, in a sentence. */
  readonly reason: string
}

const all = kept('shouhou-unsent', (known): readonly Unsent[] =>
  Array.isArray(known) ? known.flatMap((each) => unsentOf(fieldsOf(each))) : [],
)

/** Kept by this browser until it is sent or thrown away. */
export const unsent = {
  get: all.get,
  subscribe: all.subscribe,
  add: (one: Unsent) => all.change((now) => [...without(now, one), one]),
  remove: (one: Unsent) => all.change((now) => without(now, one)),
}

const without = (now: readonly Unsent[], { reply: { client_id } }: Unsent) =>
  now.filter(({ reply }) => reply.client_id !== client_id)

function unsentOf(one: Readonly<Record<string, unknown>>): Unsent[] {
  const { agent, conversation, reply, reason } = one
  const { client_id, text } = fieldsOf(reply)
  const isWhole = [agent, conversation, reason, client_id, text].every(
    (field) => typeof field === 'string',
  )
  return isWhole ? [one as unknown as Unsent] : []
}
