import type { Effect } from '../model/decision.ts'
import type { OrderNo } from '../model/ids.ts'
import type { FlowSlot } from '../playbook/index.ts'
import { labels } from './evidence-text.ts'
import { fill } from './fill.ts'
import type { Heard } from './heard.ts'
import { offeredNow } from './offered.ts'
import { type Collecting, slotOf } from './slots.ts'
import { assumedOrder, saveTicket } from './ticket.ts'
import { mentioned } from './words.ts'

/** Evidence that arrives while a person has or is about to have the conversation. */
export const fillQuietly = (
  heard: Heard,
  collecting: Collecting,
): { collecting: Collecting; effects: readonly Effect[]; received: string } => {
  const { collecting: next, changed } = fillLate(heard, collecting)
  return {
    collecting: next,
    received: labels(changed),
    effects: changed.length > 0 ? saveTicket(heard, next, 'partial') : [],
  }
}

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
