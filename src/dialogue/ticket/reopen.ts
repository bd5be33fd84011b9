import { changeTicket } from '../../cases/index.ts'
import { levelsOf, type Ticket } from '../../model/ticket.ts'
import { missingText } from '../form/evidence-text.ts'
import { fill } from '../form/fill.ts'
import { complete, keepCollecting } from '../form/flow-moves.ts'
import { wantsAgain } from '../form/flow-speech.ts'
import { optionChosen } from '../form/late-evidence.ts'
import { intentsOffered } from '../form/options.ts'
import { usable } from '../form/pictures.ts'
import { type Collecting, missingSlots, runningFlow } from '../form/slots.ts'
import { type Heard, questionOf, requestsOf } from '../heard/heard.ts'
import { isQuestion, paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import type { Move } from '../situation.ts'
import { handOver } from '../waiting/handoff.ts'
import { runOfTicket } from './incident.ts'
import { namesOtherOrder } from './other-order.ts'
import { rulesOf } from './severity.ts'

const dayMs = 86_400_000

/** 「还是给我处理吧」 after 「没事了」: the case that was withdrawn is open again, with all that it had. */
export const reopened = (given: Heard): Move | undefined => {
  const { wanted_again } = given.situation.playbook.phrases
  const ticket = withdrawnLately(given)
  const form = ticket && runOfTicket(given, ticket)?.flow
  const word = form && wantsAgain(given, form)
  const open = ticket && word && openAgain(given, ticket)
  if (word === undefined || ticket === undefined || !open) return undefined
  const { heard, ticket: now } = open
  const chosen = optionChosen(heard, open.collecting)?.collecting ?? open.collecting
  const media = usable(heard.situation, heard.memory.media)
  const { collecting } = fill(chosen, { media })
  const because = `顾客说「${word}」，售后单 ${ticket.number} 重新打开`
  const words = wanted_again && renderLoosely(wanted_again, { 'ticket.number': ticket.number })
  const { playbook } = heard.situation
  if (levelsOf(now.severity).includes(1)) {
    const told = playbook.handoff.told.urgent ?? playbook.handoff.told.default
    return handOver(heard, {
      reason: 'urgent',
      because,
      collecting,
      words: paragraphs([words, told]),
    })
  }
  if (missingSlots(collecting).length === 0) {
    return complete(heard, collecting, {
      because,
      ...(words === undefined ? {} : { opening: words }),
    })
  }
  const missing = missingText(collecting, { optional: false })
  const asks = renderLoosely(playbook.phrases.received_nothing, { missing })
  const text = paragraphs([words, asks])
  return keepCollecting(heard, collecting, { kind: 'collect', because, text, fresh: true })
}

/**
 * The last case of all, where the customer let it go within a day; none where another order is named,
 * or something else is told of or asked.
 */
const withdrawnLately = (heard: Heard): Ticket | undefined => {
  const { situation, conversation } = heard
  const last = situation.tickets.at(-1)
  const isAsked = runningFlow(heard) !== undefined || questionOf(conversation.phase) !== undefined
  if (last?.stage !== 'withdrawn' || situation.at - last.updatedAt > dayMs || isAsked)
    return undefined
  return namesOtherOrder(heard, last) || asksElse(heard, last) ? undefined : last
}

/** Another trouble, or a question that is about neither the case nor what its form offers. */
const asksElse = (heard: Heard, ticket: Ticket): boolean => {
  const form = runOfTicket(heard, ticket)?.flow
  const { phrases, flowOf } = heard.situation.playbook
  const own = [
    ...(form?.intents ?? []),
    ...intentsOffered(form?.slots ?? []),
    ...phrases.urges.intents,
  ]
  return requestsOf(heard).some(
    ({ intent }) => !own.includes(intent) && (flowOf.has(intent) || isQuestion.test(heard.text)),
  )
}

const openAgain = (
  heard: Heard,
  ticket: Ticket,
):
  | { readonly heard: Heard; readonly ticket: Ticket; readonly collecting: Collecting }
  | undefined => {
  const { situation } = heard
  const step = { by: { kind: 'bot' }, at: situation.at, rules: rulesOf(situation) } as const
  const changed = changeTicket(ticket, { kind: 'stage', to: 'reopened' }, step)
  const collecting = runOfTicket(heard, ticket)
  if (changed.kind === 'refused' || collecting === undefined) return undefined
  const tickets = situation.tickets.map((each) => (each === ticket ? changed.ticket : each))
  return {
    heard: { ...heard, situation: { ...situation, tickets } },
    ticket: changed.ticket,
    collecting,
  }
}
