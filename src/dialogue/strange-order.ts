import type { OrderNo } from '../model/ids.ts'
import { isCertain } from './fill.ts'
import { corrects } from './flow-speech.ts'
import { type Heard, quotedOrder } from './heard.ts'
import { type Collecting, slotOf } from './slots.ts'
import { orderNoOf } from './ticket.ts'

interface Strange {
  readonly orderNo: OrderNo
  /** The customer has not heard yet that it is not theirs. */
  readonly isNew: boolean
  /** As if the number had not been said. */
  readonly heard: Heard
}

/** A mistyped number: not the customer's, next to one in the flow that is, and no correction. */
export const strangeOrder = (heard: Heard, collecting: Collecting): Strange | undefined => {
  const { memory, situation } = heard
  const [orderNo] = heard.orderNos
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  if (orderNo === undefined || slot === undefined || corrects(heard)) return undefined
  const known = quotedOrder(situation, orderNo)
  const own = orderNoOf(collecting)
  if (known !== 'unknown' && known !== 'of_someone_else') return undefined
  if (own === undefined || own === orderNo) return undefined
  if (!isCertain(slotOf(collecting.run.slots, slot.id))) return undefined
  return {
    orderNo,
    isNew: !memory.said.slice(0, -1).some((text) => text.includes(orderNo)),
    heard: { ...heard, memory: { ...memory, order: own } },
  }
}
