import {
  type CaseView,
  type EvidenceView,
  type MediaPart,
  mediaAddress,
  type SlotView,
  type Ticket,
  type TicketSlot,
} from '../shared/index.ts'

type Slot = Ticket['slots'][number]

/** A picture or another file that came for a slot, with a name of its own in the case. */
export interface CaseFile {
  readonly name: string
  readonly part: MediaPart
  readonly known: EvidenceView['pictures'][string] | undefined
}

/** A slot as people look at it. */
export interface ShownSlot {
  readonly slot: Slot
  readonly state: SlotView['state']
  readonly known: SlotView | undefined
  readonly files: readonly CaseFile[]
  /** What came and does not count: it shows too little. */
  readonly poor: readonly CaseFile[]
  /** What the customer called a mistake. */
  readonly takenBack: readonly CaseFile[]
}

/** The slots of a case, what is wanting first. Until the server has told more, what the ticket tells. */
export function shownSlots(ticket: Ticket, view: CaseView | null): readonly ShownSlot[] {
  const evidence = view?.evidence
  return ticket.slots
    .map((slot): ShownSlot => {
      const known = evidence?.slots.find(({ id }) => id === slot.id)
      const { state } = slot
      const file = (part: MediaPart, name: string): CaseFile => ({
        name,
        part: { ...part, name },
        known: part.mediaId === undefined ? undefined : evidence?.pictures[part.mediaId],
      })
      const all = (parts: readonly MediaPart[], from: number) =>
        parts.map((part, index) => file(part, `${slot.label} ${from + index + 1}`))
      const values = state.kind === 'filled' ? mediaIn(state.values) : []
      const poor = (known?.poor ?? []).map(
        (mediaId): MediaPart => ({ kind: 'image', url: '', mediaId }),
      )
      return {
        slot,
        state: known?.state ?? states[state.kind],
        known,
        files: all(values, 0),
        poor: all(poor, values.length),
        takenBack: all(mediaIn(state.takenBack ?? []), values.length + poor.length),
      }
    })
    .toSorted((a, b) => rank(a) - rank(b))
}

const states = { missing: 'missing', filled: 'got', givenUp: 'not_given' } as const

function rank({ slot, state }: ShownSlot): number {
  if (state === 'got') return 3
  if (state === 'missing' && !slot.required) return 2
  return state === 'not_given' ? 1 : 0
}

const mediaIn = (values: Extract<TicketSlot['state'], { kind: 'filled' }>['values']) =>
  values.flatMap((value) => (value.kind === 'media' && 'url' in value.part ? [value.part] : []))

/** What may be laid side by side: what came, and how it should look. */
export interface Comparable {
  readonly key: string
  readonly name: string
  readonly source: string
  readonly known: CaseFile['known']
}

export const comparables = (slots: readonly ShownSlot[], good: string): readonly Comparable[] => [
  ...slots.flatMap(({ files, poor, takenBack }) =>
    [...files, ...poor, ...takenBack].flatMap(({ name, part, known }) => {
      const source = part.kind === 'image' ? mediaAddress(part) : null
      return source === null ? [] : [{ key: source, name, source, known }]
    }),
  ),
  ...slots.flatMap(({ slot, known }) =>
    (known?.examples ?? []).map((source, index, all) => ({
      key: source,
      name: `${slot.label} · ${good}${all.length > 1 ? ` ${index + 1}` : ''}`,
      source,
      known: undefined,
    })),
  ),
]

/** `11/20 14:03` as the camera's own clock had it; with the year where it is not that of receipt. */
export function takenText(takenAt: string, receivedAt: number): string {
  const [, year = '', month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(takenAt) ?? []
  const isSame = new Date(receivedAt).getFullYear() === Number(year)
  return `${isSame ? '' : `${year}/`}${month}/${day} ${time}`
}
