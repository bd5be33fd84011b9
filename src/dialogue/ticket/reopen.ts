import { changeTicket } from '../../cases/index.ts'
import { levelsOf, type Ticket } from '../../model/ticket.ts'
import { missingText } from '../form/evidence-text.ts'
import { complete, keepCollecting } from '../form/flow-moves.ts'
import { optionChosen } from '../form/late-evidence.ts'
import { type Collecting, missingSlots, runningFlow } from '../form/slots.ts'
import { type Heard, questionOf } from '../heard/heard.ts'
import { mentioned, paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import type { Move } from '../situation.ts'
import { handOver } from '../waiting/handoff.ts'
import { runOfTicket } from './incident.ts'
import { rulesOf } from './severity.ts'
import { ordersOf } from './ticket-order.ts'

const dayMs = 86_400_000

/** 「还是给我处理吧」 after 「没事了」: the case that was withdrawn is open again, with all that it had. */
export const reopened = (given: Heard): Move | undefined => {
  const { wanted_again_words, wanted_again } = given.situation.playbook.phrases
  const word = mentioned(given.text, wanted_again_words)
  const ticket = word === undefined ? undefined : withdrawnLately(given)
  const open = ticket && openAgain(given, ticket)
  if (word === undefined || ticket === undefined || open === undefined) return undefined
  const { heard, ticket: now } = open
  const chosen = optionChosen(heard, open.collecting)
  const collecting = chosen?.collecting ?? open.collecting
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

/** The last case of all, where the customer let it go within a day; none where another order is named. */
const withdrawnLately = (heard: Heard): Ticket | undefined => {
  const { situation, orderNos, conversation } = heard
  const last = situation.tickets.at(-1)
  const isAsked = runningFlow(heard) !== undefined || questionOf(conversation.phase) !== undefined
  if (last?.stage !== 'withdrawn' || situation.at - last.updatedAt > dayMs || isAsked)
    return undefined
  const [named] = orderNos
  return named !== undefined && !ordersOf(last).includes(named) ? undefined : last
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
