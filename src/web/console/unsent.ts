import type { AgentFile } from '../shared/index.ts'
import { fieldsOf, kept } from './kept.ts'

/** A reply that did not reach the counter. Tried again it keeps its id, so it cannot be said twice. */
export interface Unsent {
  readonly id: string
  readonly conversation: string
  readonly text: string
  readonly media: readonly AgentFile[]
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
  add: (one: Unsent) => all.set([...without(one.id), one]),
  remove: (id: string) => all.set(without(id)),
}

const without = (id: string) => all.get().filter((each) => each.id !== id)

function unsentOf({
  id,
  conversation,
  text,
  media = [],
  reason,
}: Readonly<Record<string, unknown>>): Unsent[] {
  const isWhole =
    typeof id === 'string' &&
    typeof conversation === 'string' &&
    typeof text === 'string' &&
    Array.isArray(media) &&
    typeof reason === 'string'
  return isWhole ? [{ id, conversation, text, media, reason }] : []
}
