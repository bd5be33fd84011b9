import { askWords, faultOf, type PictureFault, reusesOf, slotAdvice } from '../dialogue/index.ts'
import { type Conversation, runOf } from '../model/conversation.ts'
import { isMedia, type MediaPart } from '../model/message.ts'
import type { Ticket, TicketSlot } from '../model/ticket.ts'
import type { EvidenceView, PictureView, SlotView } from '../model/wire/case.ts'
import type { Playbook } from '../playbook/index.ts'
import type { Store } from '../store/index.ts'

export interface EvidenceParts {
  readonly store: Pick<Store, 'media' | 'read'>
  readonly playbook: () => Playbook
}

/** What is known of the evidence of a case, and the words that ask for what is wanting. */
export const readEvidence = async (
  ticket: Ticket,
  { store, playbook: inForce }: EvidenceParts,
): Promise<EvidenceView> => {
  const playbook = inForce()
  const summary = await store.read.conversation(ticket.conversationId)
  const kept = ticket.slots.flatMap(partsIn)
  const unused = summary ? unusedPictures(summary.conversation, ticket, kept) : []
  const parts = [...kept, ...unused]
  const ids = [...new Set(parts.flatMap(({ mediaId }) => mediaId ?? []))]
  const [states, records] = await Promise.all([
    store.media.pictures(ids, ticket),
    Promise.all(ids.map((id) => store.media.find(id))),
  ])
  const judging = { facts: { pictures: states }, playbook }
  const fault = (part: MediaPart) => faultOf(judging, part)
  const poor = unused.filter((part) => fault(part) !== undefined)
  const poorFor = ({ kind, state }: TicketSlot) =>
    kind === 'photo' && state.kind === 'missing' ? poor : []
  const faultsIn = (slot: TicketSlot) =>
    [...partsOf(slot), ...poorFor(slot)].flatMap((part) => fault(part) ?? [])

  const stateOf = (slot: TicketSlot): SlotView['state'] => {
    if (slot.state.kind === 'givenUp') return 'not_given'
    if (slot.state.kind === 'missing') return poorFor(slot).length > 0 ? 'unclear' : 'missing'
    const { values } = slot.state
    return values.length > 0 && faultsIn(slot).length === values.length ? 'unclear' : 'got'
  }
  const slots = slotAdvice(playbook, ticket).map((slot): SlotView => {
    const state = stateOf(slot)
    return {
      id: slot.id,
      state,
      hint: slot.example ?? null,
      poor: poorFor(slot).flatMap(({ mediaId }) => mediaId ?? []),
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

/** Pictures of the round that the form did not take: it asks for better ones. */
const unusedPictures = (
  { phase, memory }: Conversation,
  { id }: Ticket,
  used: readonly MediaPart[],
): readonly MediaPart[] => {
  if (![runOf(phase)?.ticket, memory.lastRun?.ticket].includes(id)) return []
  return memory.media
    .map(({ part }) => part)
    .filter(
      (part) => part.kind === 'image' && !used.some(({ mediaId }) => mediaId === part.mediaId),
    )
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
