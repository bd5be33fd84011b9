import type { Phase } from '../model/conversation.ts'
import { withdrawal } from './flow-speech.ts'
import type { Heard } from './heard.ts'
import { hasQueueReply } from './in-queue.ts'
import { helped } from './queue-help.ts'
import type { Move } from './situation.ts'
import { runningFlow } from './slots.ts'
import { waitsNoMore, withdraw } from './withdraw.ts'

/** What who waits for a person can be helped with at once; undefined where it is for that person. */
export const servedWhileWaiting = (
  heard: Heard,
  phase: Extract<Phase, { kind: 'awaitingAgent' }>,
): Move | undefined =>
  leaves(heard, phase) ?? (hasQueueReply(heard, phase.handoff) ? undefined : helped(heard, phase))

/** 「没事了」 wants nobody any more; danger is for people to look at all the same. */
const leaves = (
  heard: Heard,
  { handoff }: Extract<Phase, { kind: 'awaitingAgent' }>,
): Move | undefined => {
  const word = withdrawal(heard)
  if (word === undefined || handoff.reason === 'safety') return undefined
  const collecting = runningFlow(heard)
  return collecting === undefined ? waitsNoMore(heard, word) : withdraw(heard, collecting, word)
}
