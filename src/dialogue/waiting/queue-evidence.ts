import type { Handoff, Memory } from '../../model/conversation.ts'
import { labels, missingText, receivedText } from '../form/evidence-text.ts'
import { hasPoorPictures } from '../form/fill.ts'
import { claimsSent, takesBackPictures } from '../form/flow-speech.ts'
import { faultsNow, faultText, faultWords } from '../form/pictures.ts'
import { type Collecting, isComplete, missingSlots, slotOf } from '../form/slots.ts'
import { askingForOthers } from '../form/wrong-pictures.ts'
import type { Heard } from '../heard/heard.ts'
import { renderLoosely } from '../render.ts'
import type { QueueReply } from './queue-replies.ts'
import { saidAt, withSaid } from './wait-memory.ts'

/** The form that takes what comes while somebody waits, before and after this message. */
export interface Taken {
  readonly before: Collecting
  readonly now: Collecting
}

/** A word on evidence that came, or did not: what is wrong with a picture and that all is there, once a wait. */
export const evidenceReply = (
  heard: Heard,
  memory: Memory,
  handoff: Handoff,
  taken: Taken | undefined,
): QueueReply | undefined => {
  if (taken === undefined) return undefined
  const ways = [wrong, claimed, faulty, allThere, oneMore, optionNoted]
  for (const way of ways) {
    const reply = way(heard, memory, handoff, taken)
    if (reply !== undefined) return reply
  }
  return undefined
}

type Way = (heard: Heard, memory: Memory, handoff: Handoff, taken: Taken) => QueueReply | undefined

/** 「照片发错了」 */
const wrong: Way = (heard, memory, _, { now }) =>
  takesBackPictures(heard) && heard.media.length === 0
    ? { because: '排队中，顾客说刚才的照片发错了', words: askingForOthers(heard, now), memory }
    : undefined

/** 「发过了」 */
const claimed: Way = (heard, memory, _, { now }) => {
  const word = claimsSent(heard, now)
  if (word === undefined) return undefined
  const { all_arrived, not_arrived } = heard.situation.playbook.phrases
  const isAll = missingSlots(now).length === 0
  return {
    because: `排队中，顾客说「${word}」，${isAll ? '都收到了' : '还没有收到'}`,
    words: renderLoosely(isAll ? all_arrived : not_arrived, {
      'ticket.number': now.run.ticketNumber,
      missing: missingText(now, { optional: false }),
    }),
    memory,
  }
}

/** 「换货吧」 */
const optionNoted: Way = ({ situation }, memory, _, { before, now }) => {
  const { queue_option } = situation.playbook.handoff
  const chosen = now.flow.slots.flatMap(({ id, kind }) => {
    const [was, is] = [slotOf(before.run.slots, id), slotOf(now.run.slots, id)]
    const value = is.kind === 'filled' ? is.values[0] : undefined
    return kind === 'choice' && was !== is && value?.kind === 'text' ? [value.text] : []
  })
  const [option] = chosen
  if (option === undefined || queue_option === undefined) return undefined
  const words = renderLoosely(queue_option, { option })
  return { because: `排队中，顾客选了「${option}」，记下`, words, memory }
}

/**
 * Better pictures are asked for once, unless the form has promised to ask for none; what there is
 * stays with the case all the same.
 */
const faulty: Way = (heard, memory, handoff, { before }) => {
  const faults = faultsNow(heard)
  const isNew = saidAt(memory, handoff, faultKey) === undefined
  const takesPictures = before.flow.slots.some(({ kind }) => kind === 'photo') && !isLetBe(before)
  const words = faultWords(heard.situation.playbook, faults)
  if (!takesPictures || !isNew || words === undefined) return undefined
  return {
    because: `排队中，图片${faults.map((fault) => faultText[fault]).join('、')}，说一次`,
    words,
    memory: withSaid(memory, handoff, faultKey, heard.situation.at),
  }
}

/** Pictures were asked for often enough. */
const isLetBe = (form: Collecting): boolean =>
  hasPoorPictures(form) ||
  form.flow.slots.some(({ id, kind }) => {
    const state = slotOf(form.run.slots, id)
    return kind === 'photo' && state.kind === 'givenUp' && state.because === 'asked_enough'
  })

const faultKey = 'picture'

/** The last that was missing has come, or one more picture of what is complete. */
const allThere: Way = (heard, memory, handoff, { before, now }) => {
  const isNew = saidAt(memory, handoff, allKey) === undefined
  const isMore = heard.media.length > 0 && before.run.slots !== now.run.slots
  const isDone = isComplete(now) && (!isComplete(before) || isMore)
  if (!isNew || !isDone || faultsNow(heard).length > 0) return undefined
  const { all_arrived } = heard.situation.playbook.phrases
  return {
    because: '排队中，资料齐了',
    words: renderLoosely(all_arrived, { 'ticket.number': now.run.ticketNumber }),
    memory: withSaid(memory, handoff, allKey, heard.situation.at),
  }
}

const allKey = 'all_there'

/** Something that was asked for, and not the last: what is still missing. */
const oneMore: Way = (heard, memory, _, { before, now }) => {
  const left = missingSlots(now)
  const got = missingSlots(before).filter((slot) => !left.includes(slot))
  if (got.length === 0 || left.length === 0) return undefined
  return {
    because: `排队中，收到${labels(got)}`,
    words: renderLoosely(heard.situation.playbook.phrases.received_some, {
      received: receivedText(heard, got, now),
      missing: missingText(now, { optional: false }),
    }),
    memory,
  }
}
