import { type Evidence, evidenceOf, itemsText, valueText } from '../../model/case-text.ts'
import type { FlowRun } from '../../model/conversation.ts'
import type { FlowSlot } from '../../model/flow.ts'
import { type Heard, ownOrder, valuesFor } from '../heard/heard.ts'
import { numbered, paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import { orderNoOf } from '../ticket/ticket-order.ts'
import { type Collecting, slotOf } from './slots.ts'

/** As much of a form as tells what is missing of it. */
export interface Form {
  readonly flow: { readonly slots: readonly Pick<FlowSlot, Listed>[] }
  readonly run: Pick<FlowRun, 'slots'>
}
type Listed = 'id' | 'kind' | 'label' | 'optional' | 'options' | 'example'

/** The numbered list of what is missing, each with its example, optional ones last and marked. */
export const missingText = (
  { flow, run }: Form,
  options: { readonly optional: boolean; readonly except?: FlowSlot['kind'] },
): string => {
  const open = (slot: Form['flow']['slots'][number]) =>
    slot.kind !== options.except && slotOf(run.slots, slot.id).kind === 'missing'
  const wanted = flow.slots.filter((slot) => open(slot) && (options.optional || !slot.optional))
  const lines = [...wanted]
    .sort((a, b) => Number(a.optional) - Number(b.optional))
    .map((slot) => {
      const choices = slot.options ? `：${slot.options.join(' / ')}` : ''
      const example = slot.example ? `（${slot.example}）` : ''
      return `${slot.label}${choices}${slot.optional ? '（选填）' : ''}${example}`
    })
  return lines.length === 1 ? (lines[0] ?? '') : numbered(lines)
}

/** The one request for everything that a flow may take; an order is asked for by what there are. */
export const requestText = (
  heard: Heard,
  collecting: Collecting,
  asks?: { readonly text: string },
): string => {
  const except = asks === undefined ? {} : { except: 'order_number' as const }
  const missing = missingText(collecting, { optional: true, ...except })
  const request = renderLoosely(collecting.flow.ask, { ...valuesFor(heard, undefined), missing })
  return paragraphs([missing === '' ? undefined : request, asks?.text])
}

/** 「收到破损」 and 「少发」 are on one ticket: said where there is more than one trouble. */
export const togetherText = ({ situation }: Heard, { flow, also }: FlowRun): string | undefined => {
  if (also === undefined) return undefined
  const { flows, phrases } = situation.playbook
  const titles = [flow, ...also].flatMap((id) => flows.get(id)?.title ?? [])
  return renderLoosely(phrases.together, {
    troubles: titles.map((title) => `「${title}」`).join(''),
  })
}

/** What to add below an answer that interrupted a running flow. */
export const resumeText = (heard: Heard, collecting: Collecting): string =>
  renderLoosely(heard.situation.playbook.phrases.later_is_fine, {
    missing: missingText(collecting, { optional: false }),
  })

export const labels = (slots: readonly FlowSlot[]): string =>
  slots.map((slot) => slot.label).join('、')

/** For the customer: an option and an order are named, so that a wrong guess is seen. */
export const receivedText = (
  heard: Heard,
  slots: readonly FlowSlot[],
  collecting: Collecting,
): string =>
  slots
    .map((slot) => {
      const name = nameOf(heard, slot, collecting)
      return name === undefined ? slot.label : `${slot.label}「${name}」`
    })
    .join('、')

const nameOf = (heard: Heard, { id, kind }: FlowSlot, collecting: Collecting) => {
  if (kind === 'order_number') {
    const order = ownOrder(heard, orderNoOf(collecting))
    return order && itemsText(order)
  }
  const state = slotOf(collecting.run.slots, id)
  return kind === 'choice' && state.kind === 'filled' ? valueText(state) : undefined
}

export const describeEvidence = ({ flow, run }: Collecting): Evidence =>
  evidenceOf(
    flow.slots.map(({ id, label, optional }) => ({
      label,
      required: !optional,
      state: slotOf(run.slots, id),
    })),
  )
