import { holds, isUnderRule } from '../cases/index.ts'
import type { Conversation, Handoff } from '../model/conversation.ts'
import { botOwns, runOf } from '../model/conversation.ts'
import type { IntentId } from '../model/ids.ts'
import type { Suggestions } from '../playbook/index.ts'
import { type Collecting, collectingOf } from './form/slots.ts'
import { type Heard, questionOf } from './heard/heard.ts'
import { offersOf } from './offer.ts'
import { type Move, saidLast } from './situation.ts'
import { caseView, isDisputed } from './ticket/severity.ts'

type Suggestion = Suggestions['suggestions'][number]

/** What an attentive shop owner would do next: a thing to say, a thing for people to offer. */
const fitting = (
  heard: Heard,
  collecting: Collecting | undefined,
  intent?: IntentId,
): readonly Suggestion[] => {
  const { suggestions } = heard.situation.playbook.suggest
  if (suggestions.length === 0) return []
  const known = caseView(heard, collecting)
  const view = intent === undefined ? known : { ...known, intents: [...known.intents, intent] }
  const { severity } = heard.situation.playbook
  return suggestions.filter(
    ({ when: { severity_rule: ids, ...when } }) =>
      holds(when, view) && (ids === undefined || isUnderRule(severity, ids, view)),
  )
}

/** For the person who takes over. */
export const nextStep = (
  heard: Heard,
  collecting: Collecting | undefined,
): Handoff['next'] | undefined => {
  // A form that is done has made the case that they take over.
  const told = collecting === undefined ? heard.memory.lastRun?.intent : undefined
  const first = fitting(heard, collecting, told).find(({ for_people }) => for_people !== undefined)
  return first?.for_people === undefined
    ? undefined
    : { text: first.for_people, source: first.source }
}

/** After an answer, with a form that opens, and where a person is called for what cannot wait. */
const isHelpful = ({ kind, phase, ticketCount }: Move): boolean =>
  botOwns(phase)
    ? kind === 'answer' || (kind === 'collect' && ticketCount !== undefined)
    : phase.kind === 'awaitingAgent' && kind === 'handoff' && phase.handoff.reason === 'urgent'

const hasCase = ({ phase, effects }: Move): boolean =>
  runOf(phase) !== undefined || effects.some(({ kind }) => kind === 'saveTicket')

/**
 * One step further, said after the answer: at most so often in a round, and the same thing not again
 * within a while, so that it helps and never nags.
 */
export const suggested = (heard: Heard, move: Move): Move => {
  const { conversation, situation } = heard
  const { at_most, not_again_within } = situation.playbook.suggest
  if (!isHelpful(move) || questionOf(move.phase) !== undefined) return move
  // Who has just said what they want is not asked again; which order it is about says nothing of that.
  if (questionOf(conversation.phase)?.kind === 'intent') return move
  const { suggested: before = {} } = conversation
  const inRound = move.memory.suggestions ?? 0
  if (inRound >= at_most) return move
  const collecting = collectingOf(situation, runOf(move.phase))
  // An exchange that is offered along would be promised before those who decide have met.
  if (collecting !== undefined && isDisputed(heard, collecting)) return move
  const next = fitting(heard, collecting, move.intent).find(
    ({ id, say, when }) =>
      say !== undefined &&
      // What is offered under a rule for cases is noted for a colleague: there has to be a case.
      (when.severity_rule === undefined || hasCase(move)) &&
      situation.at - (before[id] ?? Number.NEGATIVE_INFINITY) >= not_again_within,
  )
  if (next?.say === undefined) return move
  const remembered: Conversation['suggested'] = { ...before, [next.id]: situation.at }
  const question = offersOf(next)
  const { phase } = move
  const asks = question !== undefined && phase.kind === 'answering'
  return {
    ...move,
    ...(asks ? { phase: { ...phase, question } } : {}),
    because: `${move.because}；多想一步（${next.source}）`,
    suggested: remembered,
    memory: { ...move.memory, suggestions: inRound + 1 },
    effects: saidLast(next.say, move.effects),
  }
}
