import {
  type CaseView,
  decidersOf,
  isClosed,
  type Rules,
  severityAfter,
  severityOf,
} from '../../cases/index.ts'
import type { FlowRun } from '../../model/conversation.ts'
import { type IntentId, intentId } from '../../model/ids.ts'
import type { Order } from '../../model/order.ts'
import { levelsOf, type Severity, type Ticket } from '../../model/ticket.ts'
import { reusesOf } from '../form/pictures.ts'
import type { Collecting } from '../form/slots.ts'
import { dangerIn } from '../heard/danger.ts'
import { datesIn, type Heard, ownOrder } from '../heard/heard.ts'
import { literally } from '../heard/words.ts'
import type { Situation } from '../situation.ts'
import { orderNoOf } from './ticket-order.ts'

/** 12315 within a telephone number is no threat. */
const longNumber = /\d{7,}/g

/** What rules about cases look at: the form, if there is one, and all that was said around it. */
export const caseView = (heard: Heard, collecting: Collecting | undefined): CaseView => {
  const { situation, memory, understanding } = heard
  const { facts, playbook, at, timeZone } = situation
  const values = Object.values(collecting?.run.slots ?? {}).flatMap((slot) =>
    slot.kind === 'filled' ? slot.values : [],
  )
  const written = values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
  const danger = dangerIn(heard)
  return {
    intents: [
      ...(collecting === undefined
        ? []
        : [collecting.run.intent, ...toldAlong(situation, collecting.run)]),
      ...(understanding?.matters ?? []).map(({ intent }) => intent),
      // Who is told of an urgent case has one, however sure it is.
      ...(danger === undefined ? [] : playbook.handoff.safety.intents.map(intentId)),
    ],
    said: [...written, ...memory.said]
      .map((text) => literally(text.replace(longNumber, ' '), playbook.handoff.figurative))
      .join('\n'),
    dates: memory.dates ?? [],
    emotion: memory.emotion ?? 0,
    urgent: memory.urgent !== undefined,
    order: ownOrder(heard, collecting === undefined ? memory.order : orderNoOf(collecting)),
    orders: facts.orders,
    products: facts.products,
    pictureReused: values.some(
      (value) => value.kind === 'media' && reusesOf(facts, value.part).length > 0,
    ),
    danger,
    at,
    timeZone,
  }
}

/**
 * The same where no form asks. What people gave back they have heard: from then on only this message
 * counts.
 */
export const viewWithoutForm = (
  heard: Heard,
  intents: readonly IntentId[],
  order: Order | undefined,
): CaseView => {
  const { memory, text, understanding } = heard
  const view = { ...caseView(heard, undefined), intents, order }
  if (memory.lastHandoff === undefined) return view
  const { emotion = 0, urgent = false } = understanding?.mood ?? {}
  return { ...view, said: text, dates: datesIn(understanding), emotion, urgent }
}

/** The troubles that were told along with the first, each by its first intent. */
export const toldAlong = ({ playbook }: Situation, { also = [] }: FlowRun): readonly IntentId[] =>
  also.flatMap((id) => playbook.flows.get(id)?.intents.slice(0, 1) ?? [])

export const rulesOf = ({ playbook, timeZone }: Situation): Rules => ({
  severity: playbook.severity,
  cases: playbook.cases,
  calendar: playbook.calendar,
  timeZone,
})

const routine: Severity = { level: 2, because: '常规', by: 'rules' }

/** How urgent the case of a form is by now. */
export const severityNow = (heard: Heard, collecting: Collecting): Severity => {
  const { severity } = heard.situation.playbook
  const known = knownCase(heard, collecting)?.severity ?? routine
  const view = caseView(heard, collecting)
  return severityAfter(severity, known, severityOf(severity, view), view.danger)
}

/** Whether several people have to decide it together. */
export const isDisputed = (heard: Heard, collecting: Collecting): boolean =>
  decidersOf(severityNow(heard, collecting), rulesOf(heard.situation)).length > 0

/** Whether this very turn made it a case of that level. */
export const becomes = (heard: Heard, collecting: Collecting, level: Severity['level']): boolean =>
  knownCase(heard, collecting)?.severity.level !== level &&
  severityNow(heard, collecting).level === level

/** Whether what was said in this turn puts an open case under other levels. */
export const isRejudged = (heard: Heard, collecting: Collecting): boolean => {
  const known = knownCase(heard, collecting)
  if (known === undefined || isClosed(known.stage)) return false
  return levelsOf(known.severity).join() !== levelsOf(severityNow(heard, collecting)).join()
}

const knownCase = ({ situation }: Heard, { run }: Collecting): Ticket | undefined =>
  situation.tickets.find(({ id }) => id === run.ticket)
