import type { Flow, FlowSlot } from '../playbook/index.ts'
import type { Heard } from './heard.ts'
import type { Collecting } from './slots.ts'
import { mentioned, plain } from './words.ts'

/**
 * The word of refusal, if the message refuses evidence: 「没有」 by itself or 「没有照片」, but not
 * 「快递还没有到」.
 */
export const refusal = ({ text, situation }: Heard, { flow }: Collecting): string | undefined => {
  const word = mentioned(text, situation.playbook.phrases.refuse_words)
  if (word === undefined) return undefined
  const barely = plain(text).length <= word.length + 3
  return barely || flow.slots.some((slot) => refersTo(text, slot)) ? word : undefined
}

export const refersTo = (text: string, slot: FlowSlot): boolean =>
  mentioned(text, [...slotWords[slot.kind], slot.label]) !== undefined

const slotWords: Record<FlowSlot['kind'], readonly string[]> = {
  photo: ['照片', '图', '拍', '相片'],
  video: ['视频', '录像', '录', '拍'],
  order_number: ['订单', '单号', '编号'],
  description: ['描述', '说明'],
  amount: ['金额', '价格', '多少钱'],
  choice: [],
}

/** Free text in a flow describes the case, unless it is about the evidence or about something else. */
export const describes = (heard: Heard, { flow }: Collecting): boolean => {
  // An order number may have a story around it.
  if (onlyAcknowledges(heard) && heard.orderNos.length === 0) return false
  const { later_words, sent_words, correct_words } = heard.situation.playbook.phrases
  const aboutEvidence = [...later_words, ...sent_words, ...correct_words]
  return mentioned(heard.text, aboutEvidence) === undefined && !digresses(heard, flow)
}

/** 「嗯」「好的」: nothing new, and no reason to ask more urgently. */
export const onlyAcknowledges = ({ understanding, situation }: Heard): boolean => {
  const [top] = understanding?.ranking ?? []
  const role = top && situation.playbook.intents.get(top.intent)?.role
  return role === 'context' && understanding?.outcome === 'answer'
}

export const digresses = ({ understanding, situation, text }: Heard, flow: Flow): boolean => {
  const [top] = understanding?.ranking ?? []
  const [candidate] = understanding?.candidates ?? []
  if (understanding === undefined || top === undefined || text === '') return false
  if (flow.intents.includes(top.intent)) return false
  if (candidate !== undefined && candidate.score >= 0.9) return true
  const role = situation.playbook.intents.get(top.intent)?.role
  // A second complaint with evidence of its own goes into the running ticket's description.
  const alsoEvidence = situation.playbook.flowOf.has(top.intent)
  return understanding.outcome === 'answer' && role !== 'context' && !alsoEvidence
}
