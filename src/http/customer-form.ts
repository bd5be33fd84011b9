import { type Conversation, runOf } from '../model/conversation.ts'
import type { FlowSlot } from '../model/flow.ts'
import type { Slot } from '../model/ticket.ts'
import type { CustomerForm, CustomerSlot } from '../model/wire/customer.ts'

/** What a customer sees of the form that runs in their conversation; null where none does. */
export function customerForm({ phase, memory }: Conversation): CustomerForm | null {
  const run = runOf(phase)
  // Runs of a version that kept no form are told in words alone.
  if (run?.form === undefined) return null
  const used = new Set(
    Object.values(run.slots).flatMap((slot) =>
      slot.kind === 'filled' ? slot.values.map(({ from }) => from) : [],
    ),
  )
  const hasPoorPictures = memory.media.some(
    ({ part, from }) => part.kind === 'image' && !used.has(from),
  )
  return {
    ticket: run.ticketNumber,
    title: run.form.title,
    slots: run.form.slots.map((slot) => ({
      id: slot.id,
      kind: slot.kind,
      label: slot.label,
      hint: slot.example ?? null,
      optional: slot.optional,
      pictures: (slot.pictures ?? []).map((name) => `/example/${encodeURIComponent(name)}`),
      options: slot.options ?? [],
      ...howFar(slot, run.slots[slot.id], hasPoorPictures),
    })),
  }
}

/** Pictures that a form could use are in it: those that wait are blurred, blank or tiny. */
function howFar(
  { kind }: FlowSlot,
  slot: Slot | undefined,
  hasPoorPictures: boolean,
): Pick<CustomerSlot, 'state' | 'told'> {
  switch (slot?.kind) {
    case 'filled': {
      const texts = slot.values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
      const told = { text: texts.join('；') || null, files: slot.values.length - texts.length }
      return { state: 'got', told }
    }
    case 'givenUp':
      return { state: 'skipped', told: null }
    default:
      return { state: kind === 'photo' && hasPoorPictures ? 'unclear' : 'missing', told: null }
  }
}
