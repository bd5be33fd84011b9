import { judged, openCase } from '../../cases/index.ts'
import type { Conversation, FlowRun, Memory } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import { isMedia, type MessagePart } from '../../model/message.ts'
import type { Ticket, TicketStatus } from '../../model/ticket.ts'
import { doubtsOf } from '../form/doubts.ts'
import { pictureOf } from '../form/pictures.ts'
import { type Collecting, isComplete, slotOf } from '../form/slots.ts'
import { type Heard, ownOrder, urgency } from '../heard/heard.ts'
import { symptomIn } from '../heard/symptom.ts'
import type { Situation } from '../situation.ts'
import { caseView, rulesOf } from './severity.ts'
import { itemOf, orderNoOf, snapshotOf } from './ticket-order.ts'

/** The ticket as people see it now. */
export const saveTicket = (
  heard: Heard,
  collecting: Collecting,
  otherwise: Exclude<TicketStatus, 'complete'>,
): Effect[] => {
  const { conversation, situation, memory } = heard
  const { flow, run } = collecting
  const note = urgency(memory)
  const order = ownOrder(heard, orderNoOf(collecting))
  const known = knownOf(heard, run)
  const said = wordsOf(run)
  const item = order && (itemOf(order, said, productsIn(heard)) ?? known?.item)
  const symptom = symptomIn(situation.playbook, said) ?? known?.symptom
  const now: Ticket = {
    ...(known ?? opened(conversation)),
    id: run.ticket,
    number: run.ticketNumber,
    flow: run.flow,
    ...(run.also === undefined ? {} : { also: run.also }),
    intent: run.intent,
    title: flow.title,
    ...(note === undefined ? {} : { note }),
    problemClass: known?.problemClass ?? flow.problem_class,
    ...(symptom === undefined ? {} : { symptom }),
    ...(item === undefined ? {} : { item: { ...known?.item, ...item } }),
    ...(order === undefined ? {} : { order: snapshotOf(order, situation.at) }),
    status: isComplete(collecting) ? 'complete' : otherwise,
    slots: flow.slots.map((slot) => ({
      id: slot.id,
      kind: slot.kind,
      label: slot.label,
      required: !slot.optional,
      state: slotOf(run.slots, slot.id),
    })),
    doubts: doubtsOf(heard, collecting, order),
    openedAt: run.startedAt,
    updatedAt: situation.at,
  }
  const judge = known === undefined ? openCase : judged
  const judging = { at: situation.at, rules: rulesOf(situation) }
  const ticket = withProgress(known, judge(now, caseView(heard, collecting), judging))
  return [{ kind: 'saveTicket', ticket }, ...checkLater(situation, collecting)]
}

/** Who tells more of it wants it dealt with after all. */
const knownOf = ({ situation, messages }: Heard, run: FlowRun): Ticket | undefined => {
  const known = situation.tickets.find(({ id }) => id === run.ticket)
  if (known === undefined || messages.length === 0) return known
  const { letGoAt: _, ...ticket } = known
  return ticket
}

const lookAgainMs = 15_000

/** Pictures of a form that were still on their way when they were taken in are looked at later. */
export const checkLater = (
  { facts, at }: Pick<Situation, 'facts' | 'at'>,
  { run }: Collecting,
): readonly Effect[] => {
  const isWaiting = Object.values(run.slots).some(
    (slot) =>
      slot.kind === 'filled' &&
      slot.values.some(
        (value) => value.kind === 'media' && pictureOf(facts, value.part)?.kind === 'pending',
      ),
  )
  return isWaiting ? [{ kind: 'startTimer', name: 'evidence_check', dueAt: at + lookAgainMs }] : []
}

/** The trail tells when the evidence came together, or was given up. */
const withProgress = (before: Ticket | undefined, ticket: Ticket): Ticket => {
  const { status, updatedAt } = ticket
  if (status === 'collecting' || before?.status === status) return ticket
  const what = status === 'complete' ? '凭证收齐' : '凭证没有收齐，先交人处理'
  return { ...ticket, trail: [...ticket.trail, { at: updatedAt, by: { kind: 'bot' }, what }] }
}

/** All that the customer wrote into a form. */
const wordsOf = ({ slots }: FlowRun): string =>
  Object.values(slots)
    .flatMap((slot) => (slot.kind === 'filled' ? slot.values : []))
    .flatMap((value) => (value.kind === 'text' ? [value.text] : []))
    .join('\n')

const productsIn = ({ understanding }: Heard): readonly string[] =>
  (understanding?.entities ?? []).flatMap(({ kind, value }) => (kind === 'product' ? [value] : []))

const opened = ({ id, channel, account, customer }: Conversation) =>
  ({
    conversationId: id,
    channel,
    account,
    customer,
    severity: { level: 2, because: '常规', by: 'rules' },
    stage: 'opened',
    doubts: [],
    clocks: [],
    notes: [],
    votes: [],
    trail: [],
  }) as const

/** Pictures and films that no ticket has used yet. */
export const withoutUsed = (memory: Memory, run: FlowRun): Memory => {
  const used = new Set(
    Object.values(run.slots).flatMap((slot) =>
      slot.kind === 'filled'
        ? slot.values.flatMap((value) => (value.kind === 'media' ? [sameFile(value)] : []))
        : [],
    ),
  )
  return { ...memory, media: memory.media.filter((each) => !used.has(sameFile(each))) }
}

const sameFile = ({ part, from }: { part: MessagePart; from: string }): string =>
  `${from} ${isMedia(part) ? part.url : ''}`
