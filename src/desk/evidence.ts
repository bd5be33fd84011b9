import { askWords, faultOf, type PictureFault, reusesOf, slotAdvice } from '../dialogue/index.ts'
import { isMedia, type MediaPart } from '../model/message.ts'
import type { Ticket, TicketSlot } from '../model/ticket.ts'
import type { EvidenceView, PictureView, SlotView } from '../model/wire.ts'
import type { Playbook } from '../playbook/index.ts'
import type { Store } from '../store/index.ts'

export interface EvidenceParts {
  readonly store: Pick<Store, 'media'>
  readonly playbook: () => Playbook
}

/** What is known of the evidence of a case, and the words that ask for what is wanting. */
export const readEvidence = async (
  ticket: Ticket,
  { store, playbook: inForce }: EvidenceParts,
): Promise<EvidenceView> => {
  const playbook = inForce()
  const parts = ticket.slots.flatMap(partsIn)
  const ids = [...new Set(parts.flatMap(({ mediaId }) => mediaId ?? []))]
  const [states, records] = await Promise.all([
    store.media.pictures(ids, ticket),
    Promise.all(ids.map((id) => store.media.find(id))),
  ])
  const judging = { facts: { pictures: states }, playbook }
  const fault = (part: MediaPart) => faultOf(judging, part)
  const faultsIn = (slot: TicketSlot) => partsOf(slot).flatMap((part) => fault(part) ?? [])

  const stateOf = (slot: TicketSlot): SlotView['state'] => {
    if (slot.state.kind === 'givenUp') return 'not_given'
    if (slot.state.kind === 'missing') return 'missing'
    const { values } = slot.state
    return values.length > 0 && faultsIn(slot).length === values.length ? 'unclear' : 'got'
  }
  const slots = slotAdvice(playbook, ticket).map((slot): SlotView => {
    const state = stateOf(slot)
    return {
      id: slot.id,
      state,
      hint: slot.example ?? null,
      examples: (slot.pictures ?? []).map((name) => `/example/${encodeURIComponent(name)}`),
      ask: state === 'got' ? null : askWords(playbook, ticket, [slot.id], faultsIn(slot)),
    }
  })
  const wanting = ticket.slots.filter(
    (slot) => stateOf(slot) === 'unclear' || (slot.required && stateOf(slot) === 'missing'),
  )
  const known = records.flatMap((record) => {
    if (record === undefined) return []
    const part = parts.find(({ mediaId }) => mediaId === record.id)
    const inspection = record.status === 'kept' ? record.inspection : undefined
    const taken = inspection?.kind === 'checked' ? inspection.takenAt : undefined
    const picture: PictureView = {
      fault: (part && fault(part)) ?? null,
      received_at: record.at,
      taken_at: taken ?? null,
      reuses: part
        ? reusesOf(judging.facts, part).map(({ ticketNumber, at, exact }) => ({
            number: ticketNumber,
            at,
            exact,
          }))
        : [],
    }
    return [[record.id, picture] as const]
  })
  return {
    slots,
    pictures: Object.fromEntries(known),
    ask:
      wanting.length === 0
        ? null
        : askWords(
            playbook,
            ticket,
            wanting.map(({ id }) => id),
            wanting.flatMap<PictureFault>(faultsIn),
          ),
  }
}

const partsOf = ({ state }: TicketSlot): readonly MediaPart[] =>
  state.kind === 'filled' ? state.values.flatMap(mediaOf) : []

/** Also what was taken back: people look at it all the same. */
const partsIn = (slot: TicketSlot): readonly MediaPart[] => [
  ...partsOf(slot),
  ...(slot.state.takenBack ?? []).flatMap(mediaOf),
]

const mediaOf = (value: Extract<TicketSlot['state'], { kind: 'filled' }>['values'][number]) =>
  value.kind === 'media' && isMedia(value.part) ? [value.part] : []
