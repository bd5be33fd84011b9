import { isClosed } from '../../cases/index.ts'
import { runOf } from '../../model/conversation.ts'
import type { IntentId } from '../../model/ids.ts'
import type { OrderItem } from '../../model/order.ts'
import type { Ticket } from '../../model/ticket.ts'
import { choose } from '../answer.ts'
import { aside } from '../aside.ts'
import { type Heard, requestsOf } from '../heard/heard.ts'
import { ticketInQuestion, ticketValues } from '../heard/ticket-asked.ts'
import { ticketNumbersIn } from '../heard/ticket-number.ts'
import { justSays, mentioned, plain } from '../heard/words.ts'
import { planFor, tellsCase } from '../plan.ts'
import { renderLoosely } from '../render.ts'
import { carryOut } from '../respond.ts'
import { type Move, type Rungs, saidLast } from '../situation.ts'
import { handOver } from '../waiting/handoff.ts'
import { promiseWords } from '../waiting/promise.ts'

/**
 * 「SH261118-012345 怎么样了」, 「上次报的破损有结果了吗」: how far it is. What else is asked along is for the
 * rungs below.
 */
export const progressAsked = (heard: Heard): Rungs => {
  const { situation, text, media } = heard
  const [named] = ticketNumbersIn(text)
  if (media.length > 0) return '发来图片，不是问进度'
  if (named === undefined) return inOwnWords(heard)
  const urges = situation.playbook.phrases.urges.intents
  if (requestsOf(heard).some(({ intent }) => !urges.includes(intent))) return '还问了别的事'
  const ticket = ticketInQuestion(heard)
  if (ticket !== undefined) return stands(heard, ticket)
  const { ticket_not_found } = situation.playbook.phrases
  const words = renderLoosely(ticket_not_found, { 'ticket.number': named.number })
  const because = `售后单 ${named.number} 不是这位顾客的`
  const misses = heard.memory.misses + 1
  return misses < situation.playbook.handoff.misses_before_human
    ? aside(heard, { kind: 'clarify', because, text: words, misses })
    : handOver(heard, { reason: 'no_answer', because })
}

/** The words by which a message asks how far a case is; that there is one is for the caller to see. */
export const progressWord = ({ text, orderNos, conversation, situation }: Heard) => {
  const { about, asks, not_about, alone, follow_up } = situation.playbook.phrases.progress_asked
  if (orderNos.length > 0 || mentioned(text, not_about) !== undefined) return undefined
  if (justSays(text, alone)) return text
  if (conversation.memory.toldCase && justSays(text, follow_up)) return text
  return mentioned(text, about) === undefined ? undefined : mentioned(text, asks)
}

/** 「进度」 of who has no case is about what was asked last: where the parcel is. */
export const asksLastAgain = (heard: Heard): IntentId | undefined => {
  const { memory, situation } = heard
  const { lastIntent } = memory
  if (lastIntent === undefined) return undefined
  if (followsUp(heard) !== undefined) return lastIntent
  if (progressWord(heard) === undefined) return undefined
  if (ticketInQuestion(heard) !== undefined) return undefined
  const { intents, flowOf } = situation.playbook
  return intents.get(lastIntent)?.role === 'request' && !flowOf.has(lastIntent)
    ? lastIntent
    : undefined
}

/** 「到底哪天到」 right after an answer on a refund is about the refund, and no longer once there is a case of it. */
export const followsUp = (heard: Heard): IntentId | undefined => {
  const { text, orderNos, media, memory, situation, conversation } = heard
  const last = memory.lastIntent
  const known = last && situation.playbook.intents.get(last)
  if (known === undefined || orderNos.length > 0 || media.length > 0) return undefined
  const run = runOf(conversation.phase) ?? memory.lastRun
  if (run?.intent === last) return undefined
  const isAll = [text, plain(text).replace(beforeIt, '')].some((words) =>
    justSays(words, known.follow_ups),
  )
  return isAll ? last : undefined
}

const beforeIt = /^(?:那|到底|究竟|大概|请问|具体|我|就|是)+/

/**
 * 「寄了吗」, and nothing else, is about the case that was spoken of last, or that a colleague has spoken
 * of, unless something else was asked since.
 */
const asksBarely = (heard: Heard): string | undefined => {
  const { text, orderNos, media, conversation, situation } = heard
  const ticket = situation.tickets.findLast(({ stage }) => !isClosed(stage))
  if (ticket === undefined || orderNos.length > 0 || media.length > 0) return undefined
  // What comes while it asks is for the form.
  if (conversation.phase.kind === 'collecting') return undefined
  const { lastIntent, toldCase } = conversation.memory
  const isLast = lastIntent === ticket.intent || toldCase === true
  if (!isLast && (lastIntent !== undefined || ticket.contactedAt === undefined)) return undefined
  const { progress_asked, goods_words } = situation.playbook.phrases
  const { of_goods, follow_up, not_about } = progress_asked
  if (mentioned(text, [...not_about, ...goods_words]) !== undefined) return undefined
  if (ticket.contactedAt !== undefined && justSays(text, follow_up)) return text
  const word = mentioned(text, of_goods)
  return word !== undefined && plain(text).length <= word.length + aFewWords ? word : undefined
}

const aFewWords = 4

/**
 * 「我的新杯子什么时候寄」: what becomes of the goods of an open case. Not where another order with such
 * goods is under way, nor where something is surely asked that is about no order.
 */
export const asksForGoods = (heard: Heard): string | undefined =>
  asksBarely(heard) ?? asksForNamed(heard)

const asksForNamed = (heard: Heard): string | undefined => {
  const { situation, text, orderNos, media } = heard
  const ticket = ticketInQuestion(heard)
  if (ticket === undefined || isClosed(ticket.stage) || media.length > 0) return undefined
  const { progress_asked, goods_words } = situation.playbook.phrases
  const word = mentioned(text, progress_asked.of_goods)
  const goods = mentioned(text, goods_words)
  if (word === undefined || goods === undefined || orderNos.length > 0) return undefined
  const isIn = (items: readonly OrderItem[] = []) =>
    items.some(({ title }) => title.includes(goods))
  const isUnderWay = situation.facts.orders.some(
    ({ state, items }) => (state === 'paid' || state === 'shipped') && isIn(items),
  )
  if (!isIn(ticket.order?.items) || isUnderWay) return undefined
  const { intents, flowOf } = situation.playbook
  const isElse = requestsOf(heard).some(
    ({ intent }) => flowOf.has(intent) || intents.get(intent)?.about_orders.length === 0,
  )
  return isElse ? undefined : word
}

const inOwnWords = (heard: Heard): Rungs => {
  const goods = asksForGoods(heard)
  const word = progressWord(heard) ?? goods
  if (word === undefined) return '没有问售后单的进度'
  const ticket = ticketInQuestion(heard)
  if (ticket === undefined) return '问进度，而没有售后单'
  if (goods === undefined && asksElse(heard)) return '还问了别的事'
  const because = `顾客说「${word}」，问售后单 ${ticket.number} 的进度`
  const move = asOperatorsSay(heard, because) ?? stands(heard, ticket)
  const { follow_up } = heard.situation.playbook.phrases.progress_asked
  const promise = justSays(heard.text, follow_up)
    ? promiseWords(heard.situation, ticket)
    : undefined
  if (typeof move === 'string' || move.kind !== 'answer' || promise === undefined) return move
  return { ...move, effects: saidLast(promise, move.effects) }
}

/** A clause that asks for something and says nothing of how far anything is. */
const asksElse = (heard: Heard): boolean => {
  const { about, asks, alone, follow_up } = heard.situation.playbook.phrases.progress_asked
  const words = [...about, ...asks, ...alone, ...follow_up]
  return requestsOf(heard).some(({ start, end }) => {
    const clause = heard.understanding?.text.slice(start, end) ?? ''
    return mentioned(clause, words) === undefined
  })
}

/** What the operators wrote for who presses about a case: it may call a person. */
const asOperatorsSay = (heard: Heard, because: string): Rungs | undefined => {
  const { phrases, answersOf } = heard.situation.playbook
  const answers = phrases.urges.intents
    .flatMap((intent) => answersOf.get(intent as never) ?? [])
    .filter(({ when }) => when.ticket !== undefined)
  const chosen = choose(heard, answers, undefined)
  return chosen && carryOut(planFor(heard, { kind: 'answer', answer: chosen.answer, because }))
}

/** Where a case stands, in a sentence. */
export const stands = (heard: Heard, ticket: Ticket): Move => {
  const { playbook, timeZone } = heard.situation
  return aside(tellsCase(heard), {
    kind: 'answer',
    because: `顾客问售后单 ${ticket.number} 的进度`,
    intent: ticket.intent,
    text: renderLoosely(playbook.phrases.ticket_progress, ticketValues(ticket, timeZone)),
    misses: 0,
  })
}
