import { orderStateText } from '../model/case-text.ts'
import type { Conversation } from '../model/conversation.ts'
import type { MessagePart } from '../model/message.ts'
import { type Order, yuan } from '../model/order.ts'
import type { Ticket } from '../model/ticket.ts'
import type { OrderCard, OrderView } from '../model/wire/conversation.ts'
import type { Orders } from '../orders/index.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'

/**
 * The orders of a buyer, newest first. The chat must open even when the shop's order system does not
 * answer: then there are none, and it is not known whether there are.
 */
export async function readOrders(
  buyerId: string,
  { orders, log }: Pick<HttpDeps, 'log'> & { readonly orders: Pick<Orders, 'ofBuyer'> },
): Promise<{ readonly orders: readonly Order[]; readonly isKnown: boolean }> {
  try {
    return { orders: await orders.ofBuyer(buyerId), isKnown: true }
  } catch (error) {
    log.warn({ err: error }, 'orders did not answer')
    return { orders: [], isKnown: false }
  }
}

/** An order as its buyer is shown it, to pick it. */
export function orderCard(order: Order): OrderCard {
  const parcel = order.parcels.at(-1)
  return {
    order_no: order.orderNo,
    state: order.state,
    items: order.items
      .map(({ title, sku, quantity }) => `${title}${sku === '' ? '' : `（${sku}）`}×${quantity}`)
      .join('、'),
    amount: yuan(order.amount),
    placed_at: order.placedAt,
    courier: parcel?.courier ?? null,
    tracking_no: parcel?.trackingNo ?? null,
    events: parcel?.events ?? [],
  }
}

/**
 * One of a customer's own orders in a reply: as a card, or in words where the channel has no cards.
 * Throws `not_found` for anything else, and `store_busy` where it cannot be told.
 */
export async function sentOrder(
  orderNo: string,
  { channel: name, account, customer }: Conversation,
  deps: Pick<HttpDeps, 'ordersForPeople' | 'log' | 'accounts'>,
): Promise<MessagePart> {
  const { orders, isKnown } = await readOrders(customer.id, {
    ...deps,
    orders: deps.ordersForPeople,
  })
  if (!isKnown) throw new Refusal('store_busy', ordersSilent, { path: 'order' })
  const order = orders.find((each) => each.orderNo === orderNo)
  if (order === undefined) throw new Refusal('not_found', notTheirs, { path: 'order' })
  const card = orderCard(order)
  const door = deps.accounts.find((each) => each.channel.name === name && each.account === account)
  return door?.channel.limits.sends.includes('order')
    ? { kind: 'order', orderNo, title: card.items }
    : { kind: 'text', text: lineOf(card) }
}

const notTheirs = {
  zh: '这位顾客没有这个订单；刷新订单再试',
  en: 'This customer has no such order; refresh and try again',
}
export const ordersSilent = {
  zh: '订单系统这会儿没有回应，请稍后再试',
  en: 'The order system does not answer now, please try again later',
}

interface About {
  readonly conversation: Conversation
  readonly tickets: readonly Ticket[]
}

/** The orders of a conversation's customer as agents see them, those that it is about first. */
export function orderViews(
  orders: readonly Order[],
  about: About,
  briefing: HttpDeps['briefing'],
): readonly OrderView[] {
  const subjects = subjectsOf(about)
  return orders
    .map((order): OrderView => {
      const { orderNo, state, afterSale } = order
      const card = orderCard(order)
      return {
        ...card,
        is_subject: subjects.has(orderNo),
        deadlines: briefing.deadlinesOf(order),
        after_sale: afterSale
          ? {
              kind: afterSale.kind,
              state: afterSale.state,
              updated_at: afterSale.updatedAt,
              amount: afterSale.amount ? yuan(afterSale.amount) : null,
            }
          : null,
        delivery_promise: state === 'shipped' ? (briefing.deliveryPromise() ?? null) : null,
        line: lineOf(card),
      }
    })
    .sort((a, b) => Number(b.is_subject) - Number(a.is_subject))
}

function subjectsOf({ conversation: { memory }, tickets }: About): ReadonlySet<string> {
  const ofCases = tickets.flatMap(({ order, slots }) => [
    ...(order ? [order.orderNo] : []),
    ...slots.flatMap(({ kind, state }) =>
      kind === 'order_number' && state.kind === 'filled'
        ? state.values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
        : [],
    ),
  ])
  return new Set([memory.order, memory.shown, ...ofCases].filter((no) => no !== undefined))
}

/** What the customer knows the order by: customers are written to in Chinese. */
function lineOf({ order_no, items, state, amount, courier, tracking_no }: OrderCard): string {
  const parcel = courier === null ? [] : [`${courier} ${tracking_no ?? ''}`.trim()]
  return [`订单 ${order_no}：${items}`, `实付 ${amount}`, orderStateText[state], ...parcel].join(
    '，',
  )
}
