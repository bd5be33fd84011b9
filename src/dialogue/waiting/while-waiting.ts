import type { Phase } from '../../model/conversation.ts'
import { takesBackPictures, withdrawal } from '../form/flow-speech.ts'
import { missingSlots, runningFlow } from '../form/slots.ts'
import type { Heard } from '../heard/heard.ts'
import { mentioned } from '../heard/words.ts'
import type { Move } from '../situation.ts'
import { isBeforePlan } from '../ticket/case-work.ts'
import { waitsNoMore, withdraw } from '../ticket/withdraw.ts'
import { hasQueueReply } from './in-queue.ts'
import { helped } from './queue-help.ts'

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
