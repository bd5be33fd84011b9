import type { Mind } from '../gateway/index.ts'
import { intentId } from '../model/ids.ts'
import type { Order } from '../model/order.ts'
import type { Ticket } from '../model/ticket.ts'
import type { EvidenceView } from '../model/wire/case.ts'
import type { OrderDeadline } from '../model/wire/conversation.ts'
import type { Store } from '../store/index.ts'
import { readEvidence } from './evidence.ts'
import { deadlinesOf } from './order-deadlines.ts'

/** What an agent wants to know beside the chat. It changes nothing. */
export interface Briefing {
  evidenceOf(ticket: Ticket): Promise<EvidenceView>
  deadlinesOf(order: Order): readonly OrderDeadline[]
  /** The shop's own words on how long delivery takes. */
  deliveryPromise(): string | undefined
  /** What the operators call an intent. */
  titleOf(intent: string): string | undefined
}

export interface BriefingParts {
  readonly store: Pick<Store, 'read' | 'media'>
  readonly mind: () => Pick<Mind, 'playbook'>
  readonly timeZone: string
}

export const createBriefing = (parts: BriefingParts): Briefing => {
  const playbook = () => parts.mind().playbook
  return {
    evidenceOf: (ticket) => readEvidence(ticket, { store: parts.store, playbook }),
    deadlinesOf(order) {
      const { shop, cases } = playbook()
      const { timeZone } = parts
      return deadlinesOf(order, { shop, complaintMs: cases.return_window, timeZone })
    },
    deliveryPromise() {
      const { delivery_days } = playbook().shop
      return delivery_days
    },
    titleOf: (intent) => playbook().intents.get(intentId(intent))?.title,
  }
}
