import { aside } from '../aside.ts'
import type { Heard } from '../heard/heard.ts'
import { type Move, say } from '../situation.ts'
import { isBeforePlan } from '../ticket/case-work.ts'
import { saveTicket } from '../ticket/ticket.ts'
import { addToTicket } from './add-to-ticket.ts'
import { keepCollecting } from './flow-moves.ts'
import { takesBackPictures } from './flow-speech.ts'
import { type Collecting, missingSlots } from './slots.ts'
import { askingForOthers, withoutWrongPictures } from './wrong-pictures.ts'

const because = '顾客说刚才的照片发错了，留着不作数'

/** 「照片发错了」 to a form that runs: the right ones are asked for, which costs no request. */
export const picturesTakenBack = (heard: Heard, collecting: Collecting): Move | undefined => {
  if (!takesBackPictures(heard) || heard.media.length > 0) return undefined
  const form = withoutWrongPictures(heard, collecting)
  const text = askingForOthers(heard, form)
  return keepCollecting(forgetting(heard), form, { kind: 'collect', because, text })
}

/**
 * As much of a form that was done: it takes those that came along, and is open again where its
 * picture is missing now.
 */
export const picturesTakenBackLate = (heard: Heard, done: Collecting): Move | undefined => {
  if (!takesBackSent(heard)) return undefined
  const form = withoutWrongPictures(heard, done)
  const replaced = heard.media.length > 0 ? addToTicket(heard, form) : undefined
  if (replaced !== undefined) return replaced
  const text = askingForOthers(heard, form)
  const hearing = forgetting(heard)
  if (missingSlots(form).length > 0 && isBeforePlan(heard.situation, form.run.ticket)) {
    return keepCollecting(hearing, form, { kind: 'collect', because, text, fresh: true })
  }
  return {
    kind: 'notice',
    because,
    intent: form.run.intent,
    source: form.flow.source,
    phase: { kind: 'answering' },
    memory: { ...hearing.memory, misses: 0, lastRun: form.run },
    effects: [say(text), ...saveTicket(hearing, form, 'partial')],
  }
}

/** As much where no form has them. */
export const looseTakenBack = (heard: Heard): Move | undefined => {
  if (!takesBackSent(heard)) return undefined
  const { media_alone, picture_taken_back } = heard.situation.playbook.phrases
  const text = heard.media.length > 0 ? media_alone : picture_taken_back
  return aside(forgetting(heard), { kind: 'clarify', because, text, misses: 0 })
}

/** Without any that came before there is nothing to take back. */
const takesBackSent = (heard: Heard): boolean =>
  heard.conversation.memory.sentLast !== undefined && takesBackPictures(heard)

/** One that was of no use is not taken later for want of a better one. */
const forgetting = (heard: Heard): Heard => {
  const { sentLast = [] } = heard.conversation.memory
  const media = heard.memory.media.filter(({ from }) => !sentLast.includes(from))
  return { ...heard, memory: { ...heard.memory, media } }
}
