import type { Phase } from '../model/conversation.ts'
import { isBeforePlan } from './case-work.ts'
import { takesBackPictures, withdrawal } from './flow-speech.ts'
import type { Heard } from './heard.ts'
import { hasQueueReply } from './in-queue.ts'
import { helped } from './queue-help.ts'
import type { Move } from './situation.ts'
import { missingSlots, runningFlow } from './slots.ts'
import { waitsNoMore, withdraw } from './withdraw.ts'
import { mentioned } from './words.ts'

/** What who waits for a person can be helped with at once; undefined where it is for that person. */
export const servedWhileWaiting = (
  heard: Heard,
  phase: Extract<Phase, { kind: 'awaitingAgent' }>,
): Move | undefined =>
  leaves(heard, phase) ??
  (hasQueueReply(heard, phase.handoff) || takesBackPictures(heard)
    ? undefined
    : helped(heard, phase))

/** 「没事了」 wants nobody any more; danger is for people to look at all the same. */
const leaves = (
  heard: Heard,
  { handoff }: Extract<Phase, { kind: 'awaitingAgent' }>,
): Move | undefined => {
  const word = withdrawal(heard)
  if (word === undefined || handoff.reason === 'safety') return undefined
  const collecting = runningFlow(heard)
  // 「算了」 of who has told all there is to tell gives up the wait, and not the case; what people have decided stays.
  const { withdraw_words } = heard.situation.playbook.phrases
  const isOver =
    collecting !== undefined &&
    (!isBeforePlan(heard.situation, collecting.run.ticket) ||
      (missingSlots(collecting).length === 0 &&
        mentioned(heard.text, withdraw_words) === undefined))
  return collecting === undefined || isOver
    ? waitsNoMore(heard, word)
    : withdraw(heard, collecting, word)
}
