import { type HandoffReason, type Memory, type Phase, runOf } from '../../model/conversation.ts'
import type { HandoffRules } from '../../playbook/index.ts'
import { type Begun, beginFlow, disputedAlone, newTrouble } from '../form/begin-flow.ts'
import { missingText } from '../form/evidence-text.ts'
import { fill } from '../form/fill.ts'
import { fillLate, isAboutAnother } from '../form/late-evidence.ts'
import { type Collecting, collectingOf, runningFlow } from '../form/slots.ts'
import { type Heard, ownOrder, valuesFor } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import { type Move, type Situation, say } from '../situation.ts'
import { saveTicket, withoutUsed } from '../ticket/ticket.ts'
import { type HandOver, packet } from './packet.ts'
import { waitWords } from './wait-words.ts'

/** To a person, with everything they need so that the customer never has to say it twice. */
export const handOver = (given: Heard, why: HandOver): Move => {
  const brought = why.collecting ? { collecting: why.collecting } : broughtAlong(given)
  const { heard = given, collecting, ticketCount = why.ticketCount } = brought
  const { situation, conversation } = heard
  const { phase: before } = conversation
  const run = collecting?.run ?? runOf(before) ?? heard.memory.lastRun
  const unused = collecting ? withoutUsed(heard.memory, collecting.run) : heard.memory
  const {
    queueNoticeAt: _,
    queueTold: __,
    queueAnswerAt: ___,
    queueHeardAt: ____,
    ...rest
  } = unused
  // Absent until the first message of the wait is acknowledged.
  const waits = before.kind === 'awaitingAgent' ? { queueNoticeAt: situation.at } : {}
  const handoff = packet(heard, why, collecting)
  const wait = waitWords(situation, { ...rest, misses: 0, ...waits }, handoff)
  const memory: Memory = wait.memory
  const phase: Phase = { kind: 'awaitingAgent', handoff, ...(run === undefined ? {} : { run }) }
  const last = why.words ?? told(situation.playbook.handoff, why.reason)
  const words = paragraphs([
    ...(why.first ?? []),
    renderLoosely(last, valuesFor(heard, ownOrder(heard, memory.order))),
    ...(why.words === undefined && collecting ? meanwhile(situation, collecting) : []),
    ...wait.words,
  ])
  return {
    kind: 'handoff',
    because: why.because,
    ...(why.rung === undefined ? {} : { rung: why.rung }),
    ...(why.intent === undefined ? {} : { intent: why.intent }),
    ...(why.confidence === undefined ? {} : { confidence: why.confidence }),
    ...(why.source === undefined ? {} : { source: why.source }),
    ...(ticketCount === undefined ? {} : { ticketCount }),
    phase,
    memory,
    effects: [
      say(words),
      ...(collecting ? saveTicket(heard, collecting, 'partial') : []),
      { kind: 'cancelTimer', name: 'evidence_reminder' },
      { kind: 'cancelTimer', name: 'evidence_expiry' },
      ...(why.effects ?? []),
    ],
  }
}

const told = ({ told }: HandoffRules, reason: HandoffReason): string =>
  (reason in told ? told[reason as keyof typeof told] : undefined) ?? told.default

/** What a form still misses can be sent while the customer waits. */
const meanwhile = ({ playbook }: Situation, collecting: Collecting): readonly string[] => {
  const missing = missingText(collecting, { optional: false })
  if (missing === '' || playbook.handoff.meanwhile === undefined) return []
  return [renderLoosely(playbook.handoff.meanwhile, { missing })]
}

/**
 * The evidence so far, with what came in this very turn; of a trouble that is told along with the
 * wish for a person, a ticket that begins now; else that of the last ticket.
 */
const broughtAlong = (
  heard: Heard,
): Partial<Pick<Begun, 'collecting' | 'heard' | 'ticketCount'>> => {
  const running = runningFlow(heard)
  if (running !== undefined) return { collecting: fillLate(heard, running).collecting }
  const trouble = newTrouble(heard) ?? disputedAlone(heard)
  if (trouble !== undefined) {
    const {
      collecting,
      ticketCount,
      heard: hearing,
    } = beginFlow(heard, trouble.flow, [], trouble.intent)
    return { collecting, ticketCount, heard: hearing }
  }
  const done = collectingOf(heard.situation, heard.memory.lastRun)
  if (done === undefined) return {}
  if (isAboutAnother(done, heard.orderNos[0])) return { collecting: done }
  return { collecting: fill(done, { media: heard.media }).collecting }
}
