import type { SlotId } from '../../model/ids.ts'
import type { Slots, Ticket, TicketSlot } from '../../model/ticket.ts'
import type { Playbook } from '../../playbook/index.ts'
import { paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import { missingText } from './evidence-text.ts'
import { faultWords, type PictureFault } from './pictures.ts'
import { formOf } from './slots.ts'

/** What the shop says of a slot: how it is done well, and how it looks then. */
export interface SlotAdvice extends TicketSlot {
  readonly optional: boolean
  readonly example?: string | undefined
  readonly pictures?: readonly string[]
  readonly options?: readonly string[]
}

type Words = Pick<Playbook, 'flows' | 'phrases'>

/** The slots of a case, with what its form in the playbook says of them today. */
export const slotAdvice = (playbook: Words, ticket: Ticket): readonly SlotAdvice[] => {
  const form = formOf(playbook, ticket)
  return ticket.slots.map((slot) => {
    const { example, pictures, options } = form?.slots.find(({ id }) => id === slot.id) ?? {}
    const { required, ...rest } = slot
    return {
      ...rest,
      required,
      optional: !required,
      example,
      ...(pictures && { pictures }),
      ...(options && { options }),
    }
  })
}

/**
 * A friendly request for just these slots of a case, for a person to send: the words with which the
 * form itself reminds, and before them what was wrong with the pictures that came.
 */
export const askWords = (
  playbook: Words,
  ticket: Ticket,
  wanted: readonly SlotId[],
  faults: readonly PictureFault[] = [],
): string => {
  const slots: Slots = Object.fromEntries(
    ticket.slots.map(({ id }) => [
      id,
      wanted.includes(id)
        ? { kind: 'missing', asked: 0 }
        : { kind: 'givenUp', because: 'asked_enough' },
    ]),
  )
  const flow = { slots: slotAdvice(playbook, ticket) }
  const missing = missingText({ flow, run: { slots } }, { optional: true })
  const words = formOf(playbook, ticket)?.remind ?? playbook.phrases.received_nothing
  return paragraphs([faultWords(playbook, faults), renderLoosely(words, { missing })])
}
