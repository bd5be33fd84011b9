import { isClosed, noted } from '../../cases/index.ts'
import type { Handoff, Memory, Phase } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import { calm } from '../../model/understanding.ts'
import { isDoubtful } from '../form/offered.ts'
import { angry, type Heard, valuesFor } from '../heard/heard.ts'
import { mentioned, paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import { type Move, note, type Situation, say } from '../situation.ts'
import { answeredPlan, planBecause } from '../ticket/plan-answered.ts'
import { cared, stillUnsafe } from './care.ts'
import { evidenceReply, type Taken } from './queue-evidence.ts'
import { isForReply, operatorsReply, type QueueReply } from './queue-replies.ts'
import { waitAnswer } from './wait-asked.ts'
import { waitWords } from './wait-words.ts'
import { withoutCalling } from './without-calling.ts'

interface InQueue {
  readonly phase: Waiting
  readonly memory: Memory
  /** Of what was taken in silently, and in words. */
  readonly effects: readonly Effect[]
  readonly received: string
  readonly taken?: Taken
}

type Waiting = Extract<Phase, { kind: 'awaitingAgent' }>

/**
 * What who waits for a person hears. What has an answer gets it: health, the wait, a changed mind,
 * evidence that came. Anger is acknowledged once, and anything else gets a notice now and then;
 * between these the bot is silent.
 */
export const whileInQueue = (heard: Heard, given: InQueue): Move => {
  const { memory, effects } = given
  const { situation } = heard
  const { phase, isSoothing } = withEmotion(heard, given.phase)
  const { handoff } = phase
  const reply =
    planHeard(heard, memory) ??
    operatorsReply(heard, memory, handoff) ??
    stillUnsafe(heard, memory, handoff) ??
    aboutWait(heard, memory, handoff) ??
    evidenceReply(heard, memory, handoff, given.taken) ??
    doubted(heard, memory) ??
    cared(heard, memory, handoff) ??
    corrected(heard, memory, effects) ??
    notice(heard, given, isSoothing) ??
    unanswered(heard, memory, handoff)
  const told = [...(reply?.instead ?? effects), ...risen(given.phase, phase)]
  if (reply === undefined) {
    const because = '已在排队等人工，刚刚告诉过顾客'
    return { kind: 'silent', because, phase, memory, effects: told }
  }
  const soothing = isSoothing ? situation.playbook.phrases.soothe_angry : undefined
  return {
    kind: 'notice',
    because: reply.because,
    phase,
    memory: {
      ...reply.memory,
      queueNoticeAt: situation.at,
      queueTold: reply.words,
      ...(isSoothing ? { queueSoothed: handoff.at } : {}),
    },
    effects: [say(paragraphs([soothing, reply.words])), ...(reply.effects ?? []), ...told],
  }
}

/** Whether what somebody says who waits has an answer of its own: then it is no new matter. */
export const hasQueueReply = (heard: Heard, handoff: Handoff): boolean =>
  answeredPlan(heard) !== undefined ||
  isForReply(heard, handoff) ||
  waitAnswer(heard, heard.memory, handoff) !== undefined

/** 「不要换了退钱吧」 while somebody is waited for: the person who comes knows of it. */
const planHeard = (heard: Heard, memory: Memory): QueueReply | undefined => {
  const plan = answeredPlan(heard)
  const words = heard.situation.playbook.phrases.plan_answered
  if (plan === undefined || words === memory.queueTold) return undefined
  const because = planBecause(heard, plan)
  return { because: `排队中，${because}`, words, memory, effects: [note(because)] }
}

/** A number that is not among the customer's orders is doubted once, as in a form; said again, people see to it. */
const doubted = (heard: Heard, memory: Memory): QueueReply | undefined => {
  const { phrases, handoff } = heard.situation.playbook
  const [orderNo] = heard.orderNos
  if (orderNo === undefined || !isDoubtful(heard, orderNo)) return undefined
  const because = `排队中，订单 ${orderNo} 不在顾客名下`
  if (memory.doubted === orderNo) {
    const words = renderLoosely(handoff.queue_notice, valuesFor(heard, undefined))
    const told = note(`顾客又说了一次订单 ${orderNo}，不在他名下，请核对`)
    return { because: `${because}，请同事核对`, words, memory, effects: [told] }
  }
  const { order: _, ...others } = memory
  const words = withoutCalling(heard, renderLoosely(phrases.order_not_found, { order_no: orderNo }))
  return { because, words, memory: { ...others, doubted: orderNo } }
}

/** How long it takes, how far it is: answered at once, but not with every line. */
const aboutWait = (heard: Heard, memory: Memory, handoff: Handoff): QueueReply | undefined => {
  const { situation } = heard
  const rules = situation.playbook.handoff
  const since = situation.at - (memory.queueAnswerAt ?? Number.NEGATIVE_INFINITY)
  const answer = waitAnswer(heard, memory, handoff)
  if (answer === undefined || since < rules.queue_answer_every) return undefined
  return {
    because: '排队中，顾客问要等多久或办得怎么样，照实答',
    words: onceOnly(situation, memory, answer.words),
    memory: { ...answer.memory, queueAnswerAt: situation.at },
  }
}

/** 「不对，是101」 of what a case was told: it stands in the case, too. */
const corrected = (
  heard: Heard,
  memory: Memory,
  effects: readonly Effect[],
): QueueReply | undefined => {
  const { situation, text } = heard
  const rules = situation.playbook.handoff.queue_corrects
  const word = rules && mentioned(text, rules.words, rules.not_words)
  const open = situation.tickets.findLast(({ stage }) => !isClosed(stage))
  if (rules === undefined || word === undefined || open === undefined) return undefined
  const isIts = (effect: Effect) => effect.kind === 'saveTicket' && effect.ticket.id === open.id
  const saved = effects.findLast(isIts)
  const ticket = saved?.kind === 'saveTicket' ? saved.ticket : open
  const what = `${rules.note}：「${text.slice(0, 100)}」`
  const entry = { at: situation.at, by: { kind: 'bot' }, what } as const
  return {
    because: `排队中，顾客说「${word}」，更正记进售后单 ${ticket.number}`,
    words: rules.say,
    memory,
    effects: [note(what)],
    instead: [
      ...effects.filter((effect) => !isIts(effect)),
      { kind: 'saveTicket', ticket: noted(ticket, entry) },
    ],
  }
}

/** A question, a wish or anger that nothing above has an answer for is not met with silence. */
const unanswered = (heard: Heard, memory: Memory, handoff: Handoff): QueueReply | undefined => {
  // What was answered a moment ago is not answered with less.
  if (handoff.reason === 'safety' || hasQueueReply(heard, handoff)) return undefined
  const { situation, text, media, understanding } = heard
  const { queue_heard, queue_answer_every } = situation.playbook.handoff
  const [top] = understanding?.ranking ?? []
  const role = top && situation.playbook.intents.get(top.intent)?.role
  const isSaidAgain = memory.said.slice(0, -1).includes(text.slice(0, 200))
  const isWish = understanding?.outcome !== 'reject' && role === 'request'
  const wants = isWish || (understanding?.mood.emotion ?? 0) >= angry
  if (queue_heard === undefined || media.length > 0 || isSaidAgain || !wants) return undefined
  const words = renderLoosely(queue_heard, valuesFor(heard, undefined))
  const since = situation.at - (memory.queueHeardAt ?? Number.NEGATIVE_INFINITY)
  if (since < queue_answer_every) return undefined
  return {
    because: '排队中，顾客说的没有现成的答案，也回一句',
    words: onceOnly(situation, memory, words),
    memory: { ...memory, queueHeardAt: situation.at },
  }
}

/** The first message of a wait is acknowledged at once; ten pictures are not ten notices. */
const notice = (
  heard: Heard,
  { memory, received, phase: { handoff } }: InQueue,
  isSoothing: boolean,
): QueueReply | undefined => {
  const { situation } = heard
  const { queue_notice, queue_notice_closed, queue_notice_every } = situation.playbook.handoff
  const { queueNoticeAt } = memory
  const isDue = queueNoticeAt === undefined || situation.at - queueNoticeAt >= queue_notice_every
  if (!isDue && !isSoothing) return undefined
  const wait = waitWords(situation, memory, handoff)
  const isNobodyThere = situation.facts.desk?.open === false
  const words = paragraphs([
    renderLoosely(
      (isNobodyThere ? queue_notice_closed : undefined) ?? queue_notice,
      valuesFor(heard, undefined),
    ),
    ...wait.words,
  ])
  const why = isSoothing ? '排队中，顾客生气，回应一次' : '已在排队等人工，再告诉顾客一次'
  return {
    because: received === '' ? why : `排队中，收到${received}`,
    words: onceOnly(situation, memory, words),
    memory: wait.memory,
  }
}

/** The same is not said twice in a row. */
const onceOnly = ({ playbook }: Situation, memory: Memory, words: string): string =>
  words === memory.queueTold ? (playbook.handoff.queue_same ?? words) : words

/** The person who comes sees how angry the customer has become; the customer is soothed once a wait. */
export const withEmotion = (
  heard: Heard,
  phase: Waiting,
): { readonly phase: Waiting; readonly isSoothing: boolean } => {
  const { emotion } = heard.understanding?.mood ?? calm
  const before = phase.handoff.emotion ?? 0
  const handoff = emotion > before ? { ...phase.handoff, emotion } : phase.handoff
  const isNew = heard.memory.queueSoothed !== handoff.at
  const isSoothing = emotion >= angry && isNew && handoff.reason !== 'emotion'
  return { phase: { ...phase, handoff }, isSoothing }
}

export const risen = (before: Waiting, after: Waiting): readonly Effect[] =>
  after.handoff.emotion === before.handoff.emotion || (after.handoff.emotion ?? 0) < angry
    ? []
    : [note('顾客在排队的时候情绪更激动了')]
