import type { OrderOption, OrderQuestion, Question } from '../model/conversation.ts'
import type { IntentId } from '../model/ids.ts'
import type { Order } from '../model/order.ts'
import { type Heard, valuesFor } from './heard.ts'
import { orderLabel, renderLoosely } from './render.ts'
import { numbered } from './words.ts'

const ordersShown = 5

/** 「您问的是哪一单呢？」 with the numbered orders; the next five are kept for who means none of them. */
export const orderQuestion = (
  heard: Heard,
  intent: IntentId,
  orders: readonly Order[],
): { readonly question: OrderQuestion; readonly text: string } => {
  const options = orders.map((order) => optionOf(heard, order))
  const question: OrderQuestion = {
    kind: 'order',
    intent,
    options: options.slice(0, ordersShown),
    more: options.slice(ordersShown, 2 * ordersShown),
  }
  return { question, text: whichOrder(heard, question) }
}

/** 「哪一单？」 with the numbered orders. */
export const whichOrder = (heard: Heard, { options }: Question): string =>
  renderLoosely(heard.situation.playbook.phrases.which_order, {
    ...valuesFor(heard, undefined),
    options: numbered(options.map((option) => option.label)),
  })

const optionOf = ({ situation }: Heard, order: Order): OrderOption => ({
  label: orderLabel(order, situation.timeZone),
  orderNo: order.orderNo,
})
