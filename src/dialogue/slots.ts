import { type FlowRun, runOf } from '../model/conversation.ts'
import type { FlowId, SlotId } from '../model/ids.ts'
import type { Slot, Slots } from '../model/ticket.ts'
import type { Flow, FlowSlot } from '../playbook/index.ts'
import type { Heard } from './heard.ts'
import { joinedFlow } from './joined-flow.ts'
import type { Situation } from './situation.ts'

/** A running flow together with what the operators wrote about it. */
export interface Collecting {
  readonly flow: Flow
  readonly run: FlowRun
}

/** A run with its flow, if the playbook still has it; of several troubles, with one form for all. */
export const collectingOf = (
  { playbook }: Pick<Situation, 'playbook'>,
  run: FlowRun | undefined,
): Collecting | undefined => {
  const flow = run && playbook.flows.get(run.flow)
  const also = (run?.also ?? []).flatMap((id) => playbook.flows.get(id) ?? [])
  return run && flow && { flow: joinedFlow(flow, also), run }
}

/** Whether the trouble of `flow` is among those of a run. */
export const covers = (run: FlowRun, { id }: Flow): boolean =>
  run.flow === id || (run.also ?? []).includes(id)

/** The same form, asking also for what the troubles of `flows` need. */
export const widened = (
  situation: Pick<Situation, 'playbook'>,
  collecting: Collecting,
  flows: readonly FlowId[],
): Collecting => {
  const { run } = collecting
  const also = [...new Set([...(run.also ?? []), ...flows])].filter((id) => id !== run.flow)
  if (also.length === (run.also ?? []).length) return collecting
  return collectingOf(situation, { ...run, also }) ?? collecting
}

/** The slots that `form` has beyond the running one; undefined where no trouble has joined. */
export const joinedSlots = (heard: Heard, form: Collecting): readonly SlotId[] | undefined => {
  const running = runningFlow(heard)
  if (running === undefined || running.run.also?.length === form.run.also?.length) return undefined
  const known = running.flow.slots.map(({ id }) => id)
  return form.flow.slots.flatMap(({ id }) => (known.includes(id) ? [] : id))
}

/** The flow that runs in this conversation, or is suspended in it. */
export const runningFlow = ({ conversation, situation }: Heard): Collecting | undefined =>
  collectingOf(situation, runOf(conversation.phase))

export const slotOf = (slots: Slots, id: SlotId): Slot => slots[id] ?? { kind: 'missing', asked: 0 }

/** Required slots that still miss something. A given-up one is accepted as missing. */
export const missingSlots = ({ flow, run }: Collecting): readonly FlowSlot[] =>
  flow.slots.filter((slot) => !slot.optional && slotOf(run.slots, slot.id).kind === 'missing')

/** Required slots without a value, given up or not: what the person who takes over lacks. */
export const lackingSlots = ({ flow, run }: Collecting): readonly FlowSlot[] =>
  flow.slots.filter((slot) => !slot.optional && slotOf(run.slots, slot.id).kind !== 'filled')

export const isComplete = (collecting: Collecting): boolean =>
  collecting.flow.slots.every(
    (slot) => slot.optional || slotOf(collecting.run.slots, slot.id).kind === 'filled',
  )

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
