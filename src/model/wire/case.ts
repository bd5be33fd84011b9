import type { Role } from '../people.ts'
import type { Level, MayDo, Ticket, TicketChange } from '../ticket.ts'
import type { AgentReply } from './reply.ts'

/** GET /api/cases/{id}, and the answer to POST /api/cases/{id}/changes */
export interface CaseView {
  readonly ticket: Ticket
  /** Of the one who asks. */
  readonly may: MayDo
  /** Whose consent is wanting before the shop decides; empty where one person may decide alone. */
  readonly votes_wanted: readonly Role[]
  /** The operators' words. Where a list is empty, any word will do. */
  readonly choices: {
    readonly symptoms: readonly string[]
    readonly root_causes: readonly string[]
    readonly levels: readonly { readonly level: Level; readonly name: string }[]
  }
  readonly evidence: EvidenceView
}

/** The evidence of a case as people look at it, beside the slots of the ticket. */
export interface EvidenceView {
  readonly slots: readonly SlotView[]
  /** Of all that came for any slot, by the id of the own copy. */
  readonly pictures: Readonly<Record<string, PictureView>>
  /** Words that ask the customer for all that is wanting; null where nothing is. */
  readonly ask: string | null
}

export interface SlotView {
  readonly id: string
  /** `unclear`: nothing of what came shows enough. `not_given`: the customer has none, or was asked often. */
  readonly state: 'missing' | 'unclear' | 'got' | 'not_given'
  /** How to do it well. */
  readonly hint: string | null
  /** Addresses of pictures that show how it is done well. */
  readonly examples: readonly string[]
  /** Pictures that came and show too little to count, by the id of the own copy. */
  readonly poor: readonly string[]
  /** Words that ask the customer for this one once more; null where it has come. */
  readonly ask: string | null
}

export interface PictureView {
  readonly fault: 'blurred' | 'blank' | 'small' | 'unreadable' | 'lost' | null
  readonly received_at: number
  /** What the camera's clock said, in its own zone: `2026-11-20T14:03:11`; null where it said nothing. */
  readonly taken_at: string | null
  /** The same picture in cases of other customers. */
  readonly reuses: readonly {
    readonly number: string
    readonly at: number
    readonly exact: boolean
  }[]
}

/** POST /api/cases/{id}/changes */
export interface CaseChangeRequest {
  /** Made by the console; a repeated POST with it has no second effect. */
  readonly client_id: string
  /** A `stage` of `proposed` or `rejected` needs a `reply`; the tone guard reads it first. */
  readonly change: CaseChange
  readonly override?: AgentReply['override']
}

/** A case is given to a login; to nobody with `null`. */
export type CaseChange =
  | Exclude<TicketChange, { readonly kind: 'assign' }>
  | { readonly kind: 'assign'; readonly to: string | null }
