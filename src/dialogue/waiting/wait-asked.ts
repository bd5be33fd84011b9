import type { Handoff, Memory } from '../../model/conversation.ts'
import type { Ticket } from '../../model/ticket.ts'
import { runningFlow } from '../form/slots.ts'
import type { Heard } from '../heard/heard.ts'
import { ticketInQuestion, ticketValues } from '../heard/ticket-asked.ts'
import { ticketNumbersIn } from '../heard/ticket-number.ts'
import { justSays, mentioned, paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import { asksForGoods, asksLastAgain, progressWord } from '../ticket/progress.ts'
import { promiseWords } from './promise.ts'
import { saidAt, withSaid } from './wait-memory.ts'
import { isForAnyHour, waitWords, waitWordsAsked } from './wait-words.ts'

/** Who waits asks how far their case is. */
export const asksProgress = (heard: Heard): boolean => {
  const { asks, not_about } = heard.situation.playbook.phrases.progress_asked
  if (caseOf(heard) === undefined || heard.media.length > 0) return false
  if (ticketNumbersIn(heard.text).length > 0 || progressWord(heard) !== undefined) return true
  if (asksForGoods(heard) !== undefined) return true
  return mentioned(heard.text, not_about) === undefined && mentioned(heard.text, asks) !== undefined
}

/** 「改好了吗」 of who has no case asks what has become of it: nobody has come yet. */
const asksHowFar = (heard: Heard): boolean =>
  progressWord(heard) !== undefined && asksLastAgain(heard) === undefined

/** Who waits asks after the wait itself, or after the hours: 「人呢」, 「喂」, 「？」. */
const asksWait = (heard: Heard): boolean => {
  const { text, situation } = heard
  const { queue_asked } = situation.playbook.handoff
  if (isQuestionMark.test(text) || justSays(text, queue_asked.alone) || asksHowFar(heard))
    return true
  const { not_about } = situation.playbook.phrases.progress_asked
  if (mentioned(text, not_about) !== undefined) return false
  return mentioned(text, queue_asked.words, queue_asked.not_words) !== undefined
}

const isQuestionMark = /^[\s?？]+$/

/** What is true of the wait and of the case, for who asks; undefined where nothing was asked. */
export const waitAnswer = (
  heard: Heard,
  memory: Memory,
  handoff: Handoff,
): { readonly words: string; readonly memory: Memory } | undefined => {
  const { playbook, timeZone, facts } = heard.situation
  const progress = asksProgress(heard)
  if (!progress && !asksWait(heard)) return undefined
  const rules = playbook.handoff
  const ticket = caseOf(heard)
  const stands =
    progress && rules.queue_case !== undefined
      ? renderLoosely(rules.queue_case, ticketValues(ticket, timeZone))
      : undefined
  const { desk } = facts
  const isOpen = desk?.open === true && !isForAnyHour(handoff.reason)
  const wait = waitWordsAsked(heard.situation, memory, handoff)
  const words = paragraphs([
    stands,
    promiseWords(heard.situation, ticket),
    ...wait.words,
    isOpen && desk.online > 0 && desk.ahead === 0 ? rules.queue_first : undefined,
  ])
  const said = words === '' ? (rules.queue_same ?? rules.queue_notice) : words
  return { words: said, memory: wait.memory }
}

/** What is promised or, where nobody is there, when somebody will be: not with every line. */
export const whenWords = (
  heard: Heard,
  memory: Memory,
  handoff: Handoff,
): { readonly words: readonly string[]; readonly memory: Memory } => {
  const { situation } = heard
  const told = saidAt(memory, handoff, whenKey) ?? Number.NEGATIVE_INFINITY
  if (situation.at - told < situation.playbook.handoff.queue_notice_every) {
    return { words: [], memory }
  }
  const promise = promiseWords(situation, caseOf(heard))
  const wait = waitWords(situation, memory, handoff)
  return {
    words: [...(promise === undefined ? [] : [promise]), ...wait.words],
    memory: withSaid(wait.memory, handoff, whenKey, situation.at),
  }
}

const whenKey = 'when'

const caseOf = (heard: Heard): Ticket | undefined => {
  const running = runningFlow(heard)?.run.ticket
  const own = heard.situation.tickets.find(({ id }) => id === running)
  return ticketNumbersIn(heard.text).length > 0
    ? ticketInQuestion(heard)
    : (own ?? ticketInQuestion(heard))
}
