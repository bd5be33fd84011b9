import { type FlowRun, runOf } from '../../model/conversation.ts'
import type { Flow, FlowSlot } from '../../model/flow.ts'
import type { FlowId, SlotId } from '../../model/ids.ts'
import type { Slot, Slots } from '../../model/ticket.ts'
import type { Playbook } from '../../playbook/index.ts'
import type { Heard } from '../heard/heard.ts'
import type { Situation } from '../situation.ts'
import { type Joins, joinedFlow } from './joined-flow.ts'

/** What was taken back of a slot stays beside whatever becomes of it. */
export const keeping = (before: Slot | undefined, after: Slot): Slot =>
  before?.takenBack === undefined ? after : { ...after, takenBack: before.takenBack }

/** A running flow together with its form. */
export interface Collecting {
  readonly flow: Flow
  readonly run: FlowRun
}

/** A run with the form it began with; of several troubles, with one form for all. */
export const collectingOf = (
  { playbook }: Pick<Situation, 'playbook'>,
  run: FlowRun | undefined,
): Collecting | undefined => {
  if (run === undefined) return undefined
  const flow = run.form ?? formOf(playbook, run)
  return flow && { flow, run }
}

/** The form that the playbook has for a run now. */
export const formOf = (
  { flows }: Pick<Playbook, 'flows'>,
  { flow, also = [] }: Pick<FlowRun, 'flow' | 'also'>,
): Flow | undefined => {
  const first = flows.get(flow)
  return (
    first &&
    joinedFlow(
      first,
      also.flatMap((id) => flows.get(id) ?? []),
    )
  )
}

/** A run that begins, with its form. */
export const begun = (
  flow: Flow,
  others: readonly Flow[],
  run: Omit<FlowRun, 'form'>,
  when: Joins = 'together',
): Collecting => {
  const form = joinedFlow(flow, others, when)
  return { flow: form, run: { ...run, form } }
}

/** Whether the trouble of `flow` is among those of a run. */
export const covers = (run: FlowRun, { id }: Flow): boolean =>
  run.flow === id || (run.also ?? []).includes(id)

/** The same form, asking also for what the troubles of `flows` need. */
export const widened = (
  { playbook }: Pick<Situation, 'playbook'>,
  collecting: Collecting,
  flows: readonly FlowId[],
  when: Joins = 'together',
): Collecting => {
  const { run } = collecting
  const { also: known = [] } = run
  const fresh = [...new Set(flows)].filter((id) => id !== run.flow && !known.includes(id))
  const others = fresh.flatMap((id) => playbook.flows.get(id) ?? [])
  if (others.length === 0) return collecting
  const also = [...known, ...others.map(({ id }) => id)]
  return begun(collecting.flow, others, { ...run, also }, when)
}

/** The slots that `form` has beyond the one before; undefined where no trouble has joined. */
export const joinedSlots = (
  before: Collecting | undefined,
  form: Collecting,
): readonly SlotId[] | undefined => {
  if (before === undefined || before.run.also?.length === form.run.also?.length) return undefined
  const known = before.flow.slots.map(({ id }) => id)
  return form.flow.slots.flatMap(({ id }) => (known.includes(id) ? [] : id))
}

/** The flow that runs in this conversation, or is suspended in it. */
export const runningFlow = ({ conversation, situation }: Heard): Collecting | undefined =>
  collectingOf(situation, runOf(conversation.phase))

export const slotOf = (slots: Slots, id: SlotId): Slot => slots[id] ?? { kind: 'missing', asked: 0 }

/** Required slots that still miss something. A given-up one is accepted as missing. */
export const missingSlots = ({ flow, run }: Collecting): readonly FlowSlot[] =>
  flow.slots.filter((slot) => !slot.optional && slotOf(run.slots, slot.id).kind === 'missing')

/** Whether a photo is missing: what is wrong with pictures that nobody needs is nobody's business. */
export const wantsPicture = (collecting: Collecting): boolean =>
  missingSlots(collecting).some(({ kind }) => kind === 'photo')

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
    if (state.kind === 'missing') slots[slot.id] = { ...state, asked: state.asked + 1 }
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
  for (const { id } of slots) states[id] = keeping(states[id], { kind: 'givenUp', because })
  return { ...collecting, run: { ...collecting.run, slots: states } }
}
