import type { Decision } from '../model/decision.ts'
import { textOf } from '../model/message.ts'
import type { Understanding } from '../model/understanding.ts'
import type { Answer, Playbook } from '../playbook/index.ts'
import { choose, orderFor } from './answer.ts'
import { decide } from './decide.ts'
import { type Heard, hear, ownOrder, valuesFor } from './heard/heard.ts'
import { ticketInQuestion, ticketValues } from './heard/ticket-asked.ts'
import { mentioned } from './heard/words.ts'
import type { Values } from './render.ts'
import type { Situation } from './situation.ts'
import { givenBack } from './waiting/give-back.ts'
import { sentencesWithoutCalling } from './waiting/without-calling.ts'

/** What helps a person who answers: nothing is decided by it, and nothing said. */
export interface Assistance {
  /** Of the variables of replies, those that are known here. */
  readonly values: Values
  /** What the playbook would answer to what the customer said last, likeliest first. */
  readonly answers: readonly SuggestedAnswer[]
}

/** What the bot itself would say now, were the conversation its own. */
export type BotsAnswer = Pick<Decision, 'intent' | 'confidence' | 'source'> & {
  readonly text: string
}

export interface SuggestedAnswer {
  readonly answer: Answer
  readonly text: string
  /** Of the intent, or how much the words resemble the entry's own. */
  readonly confidence: number
}

const mostAnswers = 3
/** What is less likely than this is a guess. */
const likelyEnough = 0.15

/** `said`: what people have told this customer already. */
export const assist = (situation: Situation, said: ReadonlySet<string>): Assistance => {
  const { trigger } = situation
  const heard =
    trigger.kind === 'customerSaid'
      ? hear(situation, trigger.messages, trigger.understanding)
      : hear(situation, [], undefined)
  const ticket = ticketInQuestion(heard)
  return {
    values: {
      ...valuesFor(heard, orderAtHand(heard)),
      ...ticketValues(ticket, situation.timeZone),
    },
    answers: answersTo(heard, said),
  }
}

/** These words call a person and say nothing of what for. */
export const onlyCallsPeople = (
  { text, matters }: Understanding,
  { handoff: { wants_human }, intents }: Playbook,
): boolean => {
  const calls = matters.some(({ intent }) => wants_human.intents.includes(intent))
  const names = mentioned(text, wants_human.words, wants_human.not_words) !== undefined
  const wants = matters.some(
    ({ intent }) =>
      !wants_human.intents.includes(intent) && intents.get(intent)?.role === 'request',
  )
  return (calls || names) && !wants
}

/** Nothing where it would call a person or say nothing, or would speak of a case that nobody opened. */
export const botsAnswer = (situation: Situation): BotsAnswer | undefined => {
  const { phase, memory } = givenBack(situation, '')
  const conversation = { ...situation.conversation, phase, memory }
  const { kind, effects, intent, confidence, source } = decide({ ...situation, conversation })
  if (kind !== 'answer' && kind !== 'collect' && kind !== 'clarify') return undefined
  const said = effects.flatMap((effect) =>
    effect.kind === 'sendMessage' && effect.author === 'bot' ? effect.parts : [],
  )
  const text = sentencesWithoutCalling(situation.playbook, textOf(said))
  const namesCase = effects.some(
    (effect) => effect.kind === 'saveTicket' && text.includes(effect.ticket.number),
  )
  if (text === '' || namesCase) return undefined
  return {
    text,
    ...(intent !== undefined && { intent }),
    ...(confidence !== undefined && { confidence }),
    ...(source !== undefined && { source }),
  }
}

/** The one that is spoken of, or the only one there is. */
const orderAtHand = (heard: Heard) => {
  const { orders } = heard.situation.facts
  const spokenOf = ownOrder(heard, heard.memory.order)
  return spokenOf ?? (orders.length === 1 ? orders[0] : undefined)
}

const answersTo = (heard: Heard, said: ReadonlySet<string>): readonly SuggestedAnswer[] => {
  const { ranking = [], candidates = [] } = heard.understanding ?? {}
  const { playbook } = heard.situation
  const found = [
    ...ranking.slice(0, mostAnswers).map(({ intent, confidence }) => ({
      confidence,
      answers: playbook.answersOf.get(intent) ?? [],
      order: orderFor(heard, intent),
    })),
    ...candidates.slice(0, mostAnswers).flatMap(({ answer: id, score }) => {
      const answer = playbook.answers.get(id)
      if (answer === undefined) return []
      return [{ confidence: score, answers: [answer], order: orderFor(heard, answer.intents[0]) }]
    }),
  ]
  const chosen = found
    .filter(({ confidence }) => confidence >= likelyEnough)
    .sort((a, b) => b.confidence - a.confidence)
    .flatMap(({ confidence, answers, order }) => {
      const one = choose(heard, answers, order)
      if (one === undefined || bringsPeople(one.answer, playbook)) return []
      const text = sentencesWithoutCalling(playbook, one.text)
      return text === '' || said.has(text) ? [] : [{ answer: one.answer, text, confidence }]
    })
  const unlike = chosen.filter(
    ({ answer, text }, index) =>
      chosen.findIndex((each) => each.answer.id === answer.id || each.text === text) === index,
  )
  return unlike.slice(0, mostAnswers)
}

/** Its words announce a person, or own to being none: the person who is there says neither. */
const bringsPeople = ({ intents, next }: Answer, { handoff }: Playbook): boolean =>
  next === 'handoff' || intents.some((intent) => handoff.wants_human.intents.includes(intent))
