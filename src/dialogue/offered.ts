import type { Memory } from '../model/conversation.ts'
import type { OrderNo, SlotId } from '../model/ids.ts'
import type { MediaPart } from '../model/message.ts'
import { corrects } from './flow-speech.ts'
import { type Heard, ownOrder, quotedOrder } from './heard.ts'
import { plain } from './words.ts'

/** What may go into slots: of this message, or of earlier ones. */
export interface Offered {
  readonly media: readonly { readonly part: MediaPart; readonly from: string }[]
  readonly orderNo?: {
    readonly value: OrderNo
    /** Other orders of the customer that were named in the same breath. */
    readonly beside: readonly OrderNo[]
    readonly from: string
    readonly note?: string
    /** Not among the customer's orders: no reason to give one up that is. */
    readonly doubtful?: true
    /** Known from before, or said in this very turn: only the latter corrects. */
    readonly known: 'before' | 'now'
  }
  /** The slots that a trouble told by these very words brings into the form: see `from_opening`. */
  readonly opens?: readonly SlotId[]
  /** Words that describe something. */
  readonly text?: { readonly value: string; readonly from: string }
  /** All the words, however short: they may pick an option. */
  readonly words?: { readonly value: string; readonly from: string }
  readonly amount?: { readonly value: string; readonly from: string }
}

/** What this turn offers to a flow. Text counts as a description only when it says something. */
export const offeredNow = (heard: Heard, memory: Memory, describe: boolean): Offered => {
  const { situation, messages, understanding } = heard
  const from = messages.at(-1)?.id ?? ''
  const { order } = memory
  const known = heard.orderNos.length > 0 ? 'now' : 'before'
  const quoted = order === undefined ? undefined : quotedOrder(situation, order)
  const orderNote =
    quoted === 'of_someone_else'
      ? '该订单不在这位顾客名下，请核对'
      : quoted === 'unknown'
        ? '订单系统里没有查到，请核对'
        : undefined
  const amount = understanding?.entities.find((entity) => entity.kind === 'amount')
  const description = describe ? describing(heard) : undefined
  return {
    media: memory.media,
    ...(order === undefined
      ? {}
      : {
          orderNo: {
            value: order,
            beside: corrects(heard) ? [] : besides(heard, order),
            from,
            known,
            ...(orderNote ? { note: orderNote } : {}),
            ...(orderNote && !corrects(heard) ? { doubtful: true } : {}),
          },
        }),
    ...(description === undefined ? {} : { text: { value: description, from } }),
    ...(heard.text === '' ? {} : { words: { value: heard.text, from } }),
    ...(amount === undefined ? {} : { amount: { value: amount.text, from } }),
  }
}

/** As they were said. */
const besides = (heard: Heard, order: OrderNo): readonly OrderNo[] =>
  heard.orderNos.filter((no) => no !== order && ownOrder(heard, no) !== undefined).reverse()

const meaningfulLength = 4

/**
 * The turn's text, if enough of it is left without the numbers to describe something. An order number
 * has a slot of its own; of several, the story tells which is which.
 */
const describing = ({ text, understanding, orderNos }: Heard): string | undefined => {
  let rest = text
  for (const entity of understanding?.entities ?? []) {
    if (entity.kind === 'order_number' || entity.kind === 'phone')
      rest = rest.replace(entity.text, '')
  }
  const bare = plain(rest).replace(/(订单号?|单号|编号|是|:|：|,|，|。|\.|!|！)/g, '')
  if (bare.length < meaningfulLength) return undefined
  return (orderNos.length > 1 ? text : rest).trim()
}
