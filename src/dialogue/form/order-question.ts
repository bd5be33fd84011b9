import type { OrderOption, OrderQuestion } from '../../model/conversation.ts'
import type { IntentId } from '../../model/ids.ts'
import type { Order } from '../../model/order.ts'
import type { Act, Plan } from '../act.ts'
import { type Heard, valuesFor } from '../heard/heard.ts'
import { numbered } from '../heard/words.ts'
import { orderLabel, renderLoosely } from '../render.ts'
import { type Move, saidLast } from '../situation.ts'

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

/** 「哪一单？」 with the numbered orders; where none are left, the number is asked for. */
export const whichOrder = (heard: Heard, { options }: OrderQuestion): string => {
  const { other_order, which_order } = heard.situation.playbook.phrases
  return renderLoosely(options.length === 0 ? other_order : which_order, {
    ...valuesFor(heard, undefined),
    options: numbered(options.map((option) => option.label)),
  })
}

export const optionOf = ({ situation }: Heard, order: Order): OrderOption => ({
  label: orderLabel(order, situation.timeZone),
  orderNo: order.orderNo,
})

type Asks = Extract<Act, { kind: 'asks' }>

/** At most one question is asked: what needs another choice of orders has to wait for its turn. */
export const withOneQuestion = (plans: readonly Plan[]): readonly Plan[] => {
  const first = questionIn(plans)
  return plans.map((plan) => {
    const { act } = plan
    if (act.kind !== 'asks' || first === undefined) return plan
    if (offers(act.question) === offers(first.question)) return plan
    return { ...plan, act: { kind: 'passes', why: '先问另一件事是哪一单' } }
  })
}

/** The question of some plans, for all that wait for the same choice. */
export const questionIn = (plans: readonly Plan[]): Asks | undefined => {
  const [first, ...others] = plans.flatMap(({ act }) => (act.kind === 'asks' ? [act] : []))
  if (first === undefined || others.length === 0) return first
  const also = others.map(({ question }) => question.intent)
  return { ...first, question: { ...first.question, also } }
}

const offers = ({ options }: OrderQuestion): string =>
  options.map(({ orderNo }) => orderNo).join(' ')

/** The same move, with a question at its end. */
export const asksToo = (move: Move, asking: Asks | undefined): Move => {
  const { phase } = move
  if (asking === undefined || (phase.kind !== 'answering' && phase.kind !== 'collecting')) {
    return move
  }
  return {
    ...move,
    phase: { ...phase, question: asking.question },
    effects: saidLast(asking.text, move.effects),
  }
}
