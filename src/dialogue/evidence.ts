import type { FlowRun, Memory } from '../model/conversation.ts'
import type { Effect } from '../model/decision.ts'
import type { OrderNo, SlotId } from '../model/ids.ts'
import { isMedia, type MediaPart, type MessagePart } from '../model/message.ts'
import type { Slot, Slots, SlotValue, Ticket, TicketStatus } from '../model/ticket.ts'
import type { Flow, FlowSlot } from '../playbook/index.ts'
import { type Heard, quotedOrder } from './heard.ts'
import { mentioned, numbered, pickedNumber, plain } from './words.ts'

/** A running flow together with what the operators wrote about it. */
export interface Collecting {
  readonly flow: Flow
  readonly run: FlowRun
}

/** What may go into slots: of this message, or of earlier ones. */
export interface Offered {
  readonly media: readonly { readonly part: MediaPart; readonly from: string }[]
  readonly orderNo?: {
    readonly value: OrderNo
    readonly from: string
    readonly note?: string
    /** Known from before, or said in this very turn: only the latter corrects. */
    readonly known: 'before' | 'now'
  }
  /** Words that describe something. */
  readonly text?: { readonly value: string; readonly from: string }
  /** All the words, however short: they may pick an option. */
  readonly words?: { readonly value: string; readonly from: string }
  readonly amount?: { readonly value: string; readonly from: string }
}

export const slotOf = (slots: Slots, id: SlotId): Slot => slots[id] ?? { kind: 'missing', asked: 0 }

/** Required slots that still miss something. A given-up one is accepted as missing. */
export const missingSlots = ({ flow, run }: Collecting): readonly FlowSlot[] =>
  flow.slots.filter((slot) => !slot.optional && slotOf(run.slots, slot.id).kind === 'missing')

export const isComplete = (collecting: Collecting): boolean =>
  collecting.flow.slots.every(
    (slot) => slot.optional || slotOf(collecting.run.slots, slot.id).kind === 'filled',
  )

/** Required slots without a value, given up or not: what the person who takes over lacks. */
export const lackingSlots = ({ flow, run }: Collecting): readonly FlowSlot[] =>
  flow.slots.filter((slot) => !slot.optional && slotOf(run.slots, slot.id).kind !== 'filled')

/** Puts what is offered where it belongs, in any order, and names the slots that changed. */
export const fill = (
  { flow, run }: Collecting,
  offered: Offered,
): { collecting: Collecting; changed: readonly FlowSlot[] } => {
  const changed: FlowSlot[] = []
  let slots = run.slots
  for (const slot of flow.slots) {
    const before = slotOf(slots, slot.id)
    const after = filled(slot, before, offered)
    if (after === before) continue
    slots = { ...slots, [slot.id]: after }
    changed.push(slot)
  }
  return { collecting: { flow, run: { ...run, slots } }, changed }
}

const filled = (slot: FlowSlot, before: Slot, offered: Offered): Slot => {
  const had = before.kind === 'filled' ? before.values : []
  switch (slot.kind) {
    case 'photo':
      return withMedia(before, had, offered, ['image'])
    case 'video':
      return withMedia(before, had, offered, ['video'])
    case 'order_number': {
      const { orderNo } = offered
      if (orderNo === undefined) return before
      if (before.kind === 'filled' && orderNo.known === 'before') return before
      if (had.some((value) => value.kind === 'text' && value.text === orderNo.value)) return before
      const value: SlotValue = { kind: 'text', text: orderNo.value, from: orderNo.from }
      return { kind: 'filled', values: [value], ...(orderNo.note ? { note: orderNo.note } : {}) }
    }
    case 'description': {
      const { text } = offered
      if (text === undefined) return before
      return {
        kind: 'filled',
        values: [...had, { kind: 'text', text: text.value, from: text.from }],
      }
    }
    case 'amount': {
      const { amount } = offered
      if (amount === undefined) return before
      return { kind: 'filled', values: [{ kind: 'text', text: amount.value, from: amount.from }] }
    }
    case 'choice': {
      const { words } = offered
      const option = words && chosenOption(slot, words.value)
      if (words === undefined || option === undefined) return before
      return { kind: 'filled', values: [{ kind: 'text', text: option, from: words.from }] }
    }
    default:
      return slot.kind satisfies never
  }
}

const withMedia = (
  before: Slot,
  had: readonly SlotValue[],
  { media }: Offered,
  kinds: readonly MediaPart['kind'][],
): Slot => {
  const known = new Set(had.map((value) => (value.kind === 'media' ? value.from : '')))
  const fresh = media.filter(({ part, from }) => kinds.includes(part.kind) && !known.has(from))
  if (fresh.length === 0) return before
  return {
    kind: 'filled',
    values: [...had, ...fresh.map(({ part, from }) => ({ kind: 'media' as const, part, from }))],
  }
}

const chosenOption = (slot: FlowSlot, text: string): string | undefined => {
  const options = slot.options ?? []
  const number = pickedNumber(text, options.length)
  if (number !== undefined) return options[number - 1]
  const unwanted = options.flatMap((option) =>
    ['不要', '不想', '不用', '别'].map((no) => no + option),
  )
  return mentioned(text, options, unwanted)
}

/** The note on an order that nobody named: the only one it can be. */
export const assumedOrder = '按顾客名下订单自动带出'

/**
 * As `fill` of this turn, for what comes when nothing is asked for: pictures are added, but what
 * the customer has already given is replaced only by a correction in so many words.
 */
export const fillLate = (
  heard: Heard,
  collecting: Collecting,
): { collecting: Collecting; changed: readonly FlowSlot[] } => {
  const late = fill(collecting, offeredNow(heard, heard.memory, false))
  if (corrects(heard)) return late
  const kept = late.changed.filter((slot) => {
    const before = slotOf(collecting.run.slots, slot.id)
    const isMedia = slot.kind === 'photo' || slot.kind === 'video'
    return !isMedia && before.kind === 'filled' && before.note !== assumedOrder
  })
  if (kept.length === 0) return late
  const slots = { ...late.collecting.run.slots }
  for (const slot of kept) slots[slot.id] = slotOf(collecting.run.slots, slot.id)
  return {
    collecting: { ...late.collecting, run: { ...late.collecting.run, slots } },
    changed: late.changed.filter((slot) => !kept.includes(slot)),
  }
}

export const corrects = ({ text, situation }: Heard): boolean =>
  mentioned(text, situation.playbook.phrases.correct_words) !== undefined

/** Whether the ticket is about another order than `order`, as the customer said it. */
export const isAboutAnother = ({ flow, run }: Collecting, order: OrderNo | undefined): boolean => {
  const slot = flow.slots.find((each) => each.kind === 'order_number')
  const state = slot && slotOf(run.slots, slot.id)
  if (order === undefined || state?.kind !== 'filled' || state.note === assumedOrder) return false
  return state.values.every((value) => value.kind !== 'text' || value.text !== order)
}

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

/** The numbered list of what is missing, each with its example, optional ones last and marked. */
export const missingText = (collecting: Collecting, options: { optional: boolean }): string => {
  const { flow, run } = collecting
  const open = (slot: FlowSlot) => slotOf(run.slots, slot.id).kind === 'missing'
  const wanted = flow.slots.filter((slot) => open(slot) && (options.optional || !slot.optional))
  const lines = [...wanted]
    .sort((a, b) => Number(a.optional) - Number(b.optional))
    .map((slot) => {
      const choices = slot.options ? `：${slot.options.join(' / ')}` : ''
      const example = slot.example ? `（${slot.example}）` : ''
      return `${slot.label}${choices}${slot.optional ? '（选填）' : ''}${example}`
    })
  return lines.length === 1 ? (lines[0] ?? '') : numbered(lines)
}

export const labels = (slots: readonly FlowSlot[]): string =>
  slots.map((slot) => slot.label).join('、')

/** Counts one more request for everything that is still missing. */
export const countAsk = (collecting: Collecting): Collecting => {
  const slots: Record<SlotId, Slot> = { ...collecting.run.slots }
  for (const slot of collecting.flow.slots) {
    const state = slotOf(slots, slot.id)
    if (state.kind === 'missing') slots[slot.id] = { kind: 'missing', asked: state.asked + 1 }
  }
  return { ...collecting, run: { ...collecting.run, slots } }
}

/** Accepts slots as missing. */
export const giveUp = (
  collecting: Collecting,
  slots: readonly FlowSlot[],
  because: 'refused' | 'asked_enough',
): Collecting => {
  const states: Record<SlotId, Slot> = { ...collecting.run.slots }
  for (const slot of slots) states[slot.id] = { kind: 'givenUp', because }
  return { ...collecting, run: { ...collecting.run, slots: states } }
}

export const describeEvidence = ({
  flow,
  run,
}: Collecting): { have: readonly string[]; missing: readonly string[] } => {
  const have: string[] = []
  const missing: string[] = []
  for (const slot of flow.slots) {
    const state = slotOf(run.slots, slot.id)
    if (state.kind === 'filled') have.push(`${slot.label}：${valueText(state)}`)
    else if (state.kind === 'givenUp') {
      missing.push(
        `${slot.label}（${state.because === 'refused' ? '顾客说没有' : '多次询问未提供'}）`,
      )
    } else if (!slot.optional) missing.push(slot.label)
  }
  return { have, missing }
}

const valueText = (state: Extract<Slot, { kind: 'filled' }>): string => {
  const texts = state.values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
  const files = state.values.length - texts.length
  const words = [...texts, ...(files > 0 ? [`${files} 个文件`] : [])].join('；')
  return state.note ? `${words}（${state.note}）` : words
}

/** The ticket as people see it now. */
export const saveTicket = (
  { conversation, situation }: Heard,
  { flow, run }: Collecting,
  otherwise: Exclude<TicketStatus, 'complete'>,
): Effect[] => {
  const ticket: Ticket = {
    id: run.ticket,
    number: run.ticketNumber,
    conversationId: conversation.id,
    flow: flow.id,
    intent: run.intent,
    title: flow.title,
    problemClass: flow.problem_class,
    status: isComplete({ flow, run }) ? 'complete' : otherwise,
    slots: flow.slots.map((slot) => ({
      id: slot.id,
      kind: slot.kind,
      label: slot.label,
      required: !slot.optional,
      state: slotOf(run.slots, slot.id),
    })),
    openedAt: run.startedAt,
    updatedAt: situation.at,
  }
  return [{ kind: 'saveTicket', ticket }]
}

/** What this turn offers to a flow. Text counts as a description only when it says something. */
export const offeredNow = (heard: Heard, memory: Memory, describe: boolean): Offered => {
  const { situation, messages, understanding } = heard
  const from = messages.at(-1)?.id ?? ''
  const { order } = memory
  const known = heard.orderNos.length > 0 ? 'now' : 'before'
  const quoted = order === undefined ? undefined : quotedOrder(situation, order)
  const orderNote =
    quoted === 'of_someone_else'
      ? '该订单不在这位顾客名下，请核对'
      : quoted === 'unknown'
        ? '订单系统里没有查到，请核对'
        : undefined
  const amount = understanding?.entities.find((entity) => entity.kind === 'amount')
  const description = describe ? describing(heard) : undefined
  return {
    media: memory.media,
    ...(order === undefined
      ? {}
      : { orderNo: { value: order, from, known, ...(orderNote ? { note: orderNote } : {}) } }),
    ...(description === undefined ? {} : { text: { value: description, from } }),
    ...(heard.text === '' ? {} : { words: { value: heard.text, from } }),
    ...(amount === undefined ? {} : { amount: { value: amount.text, from } }),
  }
}

const meaningfulLength = 4

/** The turn's text without order numbers, if enough of it is left to describe something. */
const describing = ({ text, understanding }: Heard): string | undefined => {
  let rest = text
  for (const entity of understanding?.entities ?? []) {
    if (entity.kind === 'order_number' || entity.kind === 'phone')
      rest = rest.replace(entity.text, '')
  }
  const bare = plain(rest).replace(/(订单号?|单号|编号|是|:|：|,|，|。|\.|!|！)/g, '')
  return bare.length >= meaningfulLength ? rest.trim() : undefined
}
