import type { MediaPart } from '../model/message.ts'
import type { Slot, SlotValue } from '../model/ticket.ts'
import type { FlowSlot } from '../playbook/index.ts'
import type { Offered } from './offered.ts'
import { type Collecting, slotOf } from './slots.ts'
import { assumedOrder } from './ticket.ts'
import { isQuestion, mentioned, pickedNumber } from './words.ts'

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
  const unasked = offered.opens?.includes(slot.id) === true && !slot.from_opening
  switch (slot.kind) {
    case 'photo':
      return withMedia(before, had, offered, ['image'])
    case 'video':
      return withMedia(before, had, offered, ['video'])
    case 'order_number':
      return withOrders(before, had, offered)
    case 'description': {
      const { text } = offered
      if (text === undefined || unasked) return before
      return {
        kind: 'filled',
        values: [...had, { kind: 'text', text: text.value, from: text.from }],
      }
    }
    case 'amount': {
      const { amount } = offered
      if (amount === undefined || unasked) return before
      return { kind: 'filled', values: [{ kind: 'text', text: amount.value, from: amount.from }] }
    }
    case 'choice': {
      const { words } = offered
      const option = words && chosenOption(slot, words.value)
      if (words === undefined || option === undefined || unasked) return before
      // 「怎么退款」 takes back no 换货.
      if (before.kind === 'filled' && isQuestion.test(words.value)) return before
      return { kind: 'filled', values: [{ kind: 'text', text: option, from: words.from }] }
    }
    default:
      return slot.kind satisfies never
  }
}

/** Whether the order in a slot is one of the customer's own, as far as anybody knows. */
export const isCertain = (slot: Slot): boolean =>
  slot.kind === 'filled' && (slot.note === undefined || slot.note === assumedOrder)

/** The last order said counts; one that came with another trouble stands beside the first. */
const withOrders = (before: Slot, had: readonly SlotValue[], { orderNo, opens }: Offered): Slot => {
  if (orderNo === undefined) return before
  const { beside, value, from, note, known, doubtful } = orderNo
  if (before.kind === 'filled' && known === 'before') return before
  if (doubtful && isCertain(before)) return before
  const said = [...beside, value].map((text) => ({ kind: 'text' as const, text, from }))
  const fresh = said.filter(
    ({ text }) => !had.some((other) => other.kind === 'text' && other.text === text),
  )
  if (fresh.length === 0) return before
  const joins = opens !== undefined && before.kind === 'filled'
  const noted = note ?? (joins ? before.note : undefined)
  const values = joins ? [...had, ...fresh] : said
  return { kind: 'filled', values, ...(noted === undefined ? {} : { note: noted }) }
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
