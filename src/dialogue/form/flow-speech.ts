import type { Flow, FlowSlot } from '../../model/flow.ts'
import { type Asked, askedBy, keywordIn } from '../heard/asked.ts'
import { type Heard, questionOf, requestsOf, sureIntent } from '../heard/heard.ts'
import { bareAnswer } from '../heard/short-answer.ts'
import { isQuestion, justSays, mentioned, plain } from '../heard/words.ts'
import { wordsOf } from './options.ts'
import { type Collecting, collectingOf, runningFlow, slotOf } from './slots.ts'

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

/** What a message that opens a form says it cannot have: 「碎了，但是我拍不了照片」. */
export const refusedAtOnce = (heard: Heard, collecting: Collecting): readonly FlowSlot[] => {
  if (promise(heard, collecting) !== undefined) return []
  const word = mentioned(heard.text, heard.situation.playbook.phrases.refuse_words)
  if (word === undefined) return []
  const { flow, run } = collecting
  return flow.slots.filter(
    (slot) => slotOf(run.slots, slot.id).kind === 'missing' && refersTo(word, slot),
  )
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
  // 「来得及吗」 asks, and tells nothing of the case.
  if (/[吗么呢?？][。!！~～]*$/.test(heard.text.trim())) return false
  const { later_words, sent_words } = heard.situation.playbook.phrases
  const named = flow.slots.some((slot) => refersTo(heard.text, slot))
  const aboutEvidence = [later_words, sent_words].some((words) => mainlySays(heard, words, named))
  return !aboutEvidence && !corrects(heard, named) && !digresses(heard, flow)
}

/**
 * The word of `words` that a message is about, and not one that merely stands in a longer story:
 * 「在上班第一天就漏水了」 promises nothing. A message that also names what it is about may be longer.
 */
const mainlySays = (
  { text, orderNos }: Heard,
  words: readonly string[],
  named: boolean,
): string | undefined => {
  const word = mentioned(text, words)
  if (word === undefined) return undefined
  const rest = orderNos.reduce((left, no) => left.replace(no, ''), plain(text))
  return rest.length <= word.length + (named ? 8 : 3) ? word : undefined
}

/** The word of a promise to send something later. */
export const promise = (heard: Heard, { flow }: Collecting): string | undefined => {
  const { later_words } = heard.situation.playbook.phrases
  const word = mentioned(heard.text, later_words)
  const named = flow.slots.some((slot) => refersTo(heard.text, slot))
  return named ? word : mainlySays(heard, later_words, false)
}

/** The word by which the customer says to have sent it already: 「发过了呀」. */
export const claimsSent = (heard: Heard, { flow }: Collecting): string | undefined => {
  if (heard.media.length > 0 || heard.orderNos.length > 0) return undefined
  const named = flow.slots.some((slot) => refersTo(heard.text, slot))
  return mainlySays(heard, heard.situation.playbook.phrases.sent_words, named)
}

/** Whether it is the number of the order that was wrong: 「订单号发错了」 is about no goods. */
export const takesBackOrder = (heard: Heard): boolean =>
  mainlySays(heard, heard.situation.playbook.phrases.wrong_order_words, true) !== undefined

/** 「没有别的订单」, 「没别的单，就这一单」, and nothing else: not 「只有一单里碎了」. */
export const namesOnlyOrder = ({ text, orderNos, media, situation }: Heard): boolean => {
  const words = situation.playbook.phrases.only_order_words.map(plain)
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  const said = plain(text)
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ''), said)
  const isSaid = rest !== said && rest.replace(asides, '') === ''
  return isSaid && orderNos.length === 0 && media.length === 0
}

const asides = /[\s\p{P}我名下真确实的都也就了呀啊呢吧嘛哦哈啦亲嗯对好没错]|一共|总共|目前|现在/gu

/** Whether it is the pictures that were wrong: 「照片发错了」 is about no goods either. */
export const takesBackPictures = (heard: Heard): boolean => {
  const word = mainlySays(heard, heard.situation.playbook.phrases.wrong_picture_words, true)
  return (word !== undefined && namesNoGoods(heard.text, plain(word))) || takesBackJustSent(heard)
}

/**
 * A bare 「发错了」 right after a picture for a form is about the picture, unless the form is for what
 * it would be a complaint of.
 */
const takesBackJustSent = (heard: Heard): boolean => {
  const { text, conversation, situation, understanding } = heard
  const form = runningFlow(heard) ?? collectingOf(situation, heard.memory.lastRun)
  if (conversation.memory.sentNow !== true || form === undefined) return false
  const { words, not_words } = situation.playbook.phrases.just_sent_wrong
  const [top] = understanding?.ranking ?? []
  const isOwn = top !== undefined && form.flow.intents.includes(top.intent)
  if (isOwn || heard.orderNos.length > 0 || mentioned(text, not_words) !== undefined) return false
  return text.split(/[\s\p{P}]+/u).some((clause) => {
    const word = mentioned(clause, words)
    return word !== undefined && plain(clause).length <= plain(word).length + fewLetters
  })
}

const fewLetters = 3

/** Nothing is named after the word: 「不是这张桌布」 and 「图片不是这个样子」 speak of goods. */
const namesNoGoods = (text: string, word: string): boolean =>
  word.endsWith('了') ||
  [...text.split(/[\s\p{P}]+/u), text].some((clause) => {
    const [, rest] = plain(clause).split(word)
    return rest !== undefined && goesOn.test(rest)
  })

const goesOn = /^(?:$|[^\p{L}\p{N}]|[了啦啊呀哦呢吧嘛哈是我那重等稍抱]|不好意思)/u

/** Whether the message takes back what was said before: 「发错了，是 B」, 「不是 A，是 B」. */
export const corrects = (heard: Heard, named = heard.orderNos.length > 0): boolean => {
  const { situation, understanding, orderNos } = heard
  const denied = (understanding?.entities ?? []).some(
    ({ kind, value }) => kind === 'order_number' && !orderNos.some((no) => no === value),
  )
  if ((denied && orderNos.length > 0) || takesBackOrder(heard)) return true
  return mainlySays(heard, situation.playbook.phrases.correct_words, named) !== undefined
}

/**
 * The word by which the customer takes the whole case back: 「没事了」, but not 「找到了吗」. 「不用了」
 * does so only where nothing else was asked that it could answer.
 */
export const withdrawal = (heard: Heard): string | undefined => {
  const { text, media, orderNos, situation, conversation } = heard
  if (media.length > 0 || orderNos.length > 0) return undefined
  const { withdraw_words, let_be_words } = situation.playbook.phrases
  const { phase } = conversation
  const isUnderWay = phase.kind === 'collecting' || phase.kind === 'awaitingAgent'
  const isAsked = questionOf(phase) !== undefined
  if (isUnderWay && !isAsked && justSays(text, let_be_words)) return text.trim()
  const denied = withdraw_words.flatMap((each) => ['没', '没有', '未'].map((no) => no + each))
  const word = mentioned(text, withdraw_words, denied)
  if (word === undefined || /(?:吗|么|没|没有|[?？])[?？!！。~～]*$/.test(text.trim()))
    return undefined
  const [said, asIs] = [text, word].map((each) => plain(each).replace(courtesy, ''))
  if (said === asIs) return word
  // 「没事了，发票怎么开」 and 「不换了，退钱吧」 want something else.
  if (requestsOf(heard).length > 0 || isQuestion.test(text)) return undefined
  if ((said?.length ?? 0) <= word.length + 2) return word
  // 「找到了，在门卫那里」 is as good.
  const first = plain(/^[^,，。;；!！\s]*/.exec(text.trim())?.[0] ?? '')
  return first.length <= word.length + 1 && first.includes(plain(word)) ? word : undefined
}

const courtesy = /谢谢|感谢|麻烦|不好意思|好的|[您你]们?|[啦啊哈哦了亲,.!~。、]/g

/**
 * 「还是给我处理吧」 after 「没事了」, by itself or as a clause, which may also name an option of the form:
 * 「还是给我换一个新的吧」, but not 「发票还是办一下吧」.
 */
export const wantsAgain = (heard: Heard, { slots }: Flow): string | undefined => {
  const { wanted_again_words } = heard.situation.playbook.phrases
  const options = slots.flatMap(wordsOf)
  return heard.text
    .split(/[\s,，。;；!！]+/)
    .map((text) =>
      mainlySays({ ...heard, text }, wanted_again_words, mentioned(text, options) !== undefined),
    )
    .find((word) => word !== undefined)
}

/** 「还没有啊」: the last answer did not help. */
export const stillWaits = (heard: Heard): string | undefined =>
  mainlySays(heard, heard.situation.playbook.phrases.still_words, false)

/** 「嗯」「好的」: nothing new, and no reason to ask more urgently. */
export const onlyAcknowledges = (heard: Heard): boolean => {
  const sure = sureIntent(heard)
  if (sure === undefined) return bareAnswer(heard) !== undefined
  return heard.situation.playbook.intents.get(sure.intent)?.role === 'context'
}

export const digresses = (heard: Heard, flow: Flow): boolean => {
  const { understanding, situation, text } = heard
  const sure = sureIntent(heard)
  const top = sure ?? understanding?.ranking[0]
  const [candidate] = understanding?.candidates ?? []
  if (top === undefined || text === '') return false
  const sures = requestsOf(heard).map(({ intent }) => intent)
  // 「改不了吗」 has an answer of its own, whatever it is about.
  if (isQuestion.test(text) && keywordIn(heard, text)?.asked.kind === 'answer') return true
  if ([top.intent, ...sures].some((intent) => flow.intents.includes(intent))) return false
  if (candidate !== undefined && candidate.score >= 0.9) return true
  if (sure === undefined) return false
  // Another trouble with evidence of its own is for the same form, whatever else is asked.
  const isTrouble = requestsOf(heard).some((matter) => opensFlow(heard, askedBy(heard, matter)))
  return situation.playbook.intents.get(sure.intent)?.role !== 'context' && !isTrouble
}

/** 「保修多久」 is told of by its answer, and 「要修」 opens a form. */
const opensFlow = ({ situation }: Heard, asked: Asked): boolean =>
  asked.kind === 'intent'
    ? situation.playbook.flowOf.has(asked.intent)
    : typeof asked.answer.next === 'object'
