import type { MessagePart } from '../message.ts'
import type { Rating, SurveyAnswer } from '../rating.ts'
import type { SlotKind, Stage } from '../ticket.ts'
import type { OrderCard } from './conversation.ts'

/** What travels between the server and the customers' page, as JSON; GET /ws/customer?shop=demo&lang=zh-CN is its websocket. */

/**
 * POST /api/customer/session -> 200; `buyer` only in the demo shop. The counter's own page gets the
 * visitor's cookie. A page of the shop's site, which no cookie reaches, gets a `token` to send as
 * `Authorization: Bearer`, and to /ws/customer as its second subprotocol.
 */
export interface CustomerSessionRequest {
  readonly shop: string
  readonly buyer?: string
  /** Somebody new, whoever this browser was. */
  readonly anew?: true
}
export interface CustomerSession {
  readonly shop: { readonly id: string; readonly name: string }
  readonly customer: { readonly id: string; readonly name: string | null }
  /** Demo shop only: whom the visitor may pretend to be. */
  readonly demoBuyers: readonly {
    readonly id: string
    readonly name: string
    readonly hint: string
  }[]
  /** Only for pages of the shop's own site. */
  readonly token?: string
  /** The token that came along is none of ours, or too old; this is somebody new. */
  readonly refused?: 'forged' | 'expired'
}

/**
 * POST /api/customer/claim -> CustomerSession: a visitor whom the shop did not sign is told of an
 * order, by the last four digits of the telephone that it went to; for 24 hours.
 */
export interface CustomerClaimRequest {
  readonly shop: string
  readonly order_no: string
  readonly phone_tail: string
}

/** What a page of the shop's site offers as its first subprotocol of /ws/customer. */
export const customerProtocol = 'shouhou.v1'

/** POST /api/customer/media (multipart, one file) -> 200 */
export interface UploadedMedia {
  readonly media: string
  readonly mime: string
  readonly bytes: number
}

/** GET /api/customer/matters?shop= -> the visitor's own orders and cases, newest first. */
export interface CustomerMatters {
  readonly orders: readonly OrderCard[]
  /** The order system did not answer: there may be orders all the same. */
  readonly orders_unknown: boolean
  /** Nobody has said who the visitor is: an order and its telephone may. */
  readonly may_claim: boolean
  /** An order and its telephone said it: what they opened may be shut again. */
  readonly may_leave: boolean
  readonly cases: readonly CustomerCase[]
}

export interface CustomerCase {
  readonly number: string
  readonly title: string
  readonly opened_at: number
  readonly stage: Stage
  /** How far it is, in words. */
  readonly text: string
}

/** Frames the page sends. `id` is made by the page and makes a resend harmless. */
export type CustomerFrame =
  | { readonly type: 'hello'; readonly after: number }
  | {
      readonly type: 'message'
      readonly id: string
      readonly parts: readonly CustomerPart[]
    }
  /** Holds for six seconds. */
  | { readonly type: 'typing'; readonly typing: boolean }
  /** The page is seen, and shows everything up to this position. */
  | { readonly type: 'read'; readonly position: number }
  /** What the customer thinks of a line; nothing with `null`. */
  | { readonly type: 'rate'; readonly line: string; readonly rating: Rating | null }
  /** Of a round that is over; `null` puts the question away for good. */
  | { readonly type: 'survey'; readonly round: number; readonly answer: SurveyAnswer | null }

export type CustomerPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'video' | 'file'; readonly media: string; readonly name?: string }
  | { readonly type: 'order'; readonly order_id: string }
  | { readonly type: 'product'; readonly product_id: string }

/** Frames the page gets. Lines with a `seq` it has seen are to be replaced, not added. */
export type CustomerEvent =
  | { readonly type: 'ready'; readonly seq: number }
  | { readonly type: 'line'; readonly line: CustomerLine }
  /** The message is on disk. */
  | { readonly type: 'ack'; readonly id: string; readonly duplicate: boolean }
  | {
      readonly type: 'refused'
      readonly id: string | null
      readonly code: string
      readonly message: string
    }
  | {
      readonly type: 'status'
      readonly with: 'bot' | 'queue' | 'human'
      readonly agent: string | null
      /** In the queue: how many are served before, how long a wait took lately, when people come. */
      readonly ahead?: number
      readonly wait_ms?: number
      readonly opens_at?: number
      /** The same in words, of the shop's time zone: 「11月26日（明天）09:00」. */
      readonly opens?: string
    }
  /** What is being collected; told anew whole whenever any of it changes. */
  | { readonly type: 'form'; readonly form: CustomerForm | null }
  /** A person of the shop has read up to this position; nothing is told of the bot. */
  | { readonly type: 'read'; readonly read: number }
  /** A person of the shop writes, in words: 「对方正在输入…」; null once they write no more. */
  | { readonly type: 'typing'; readonly typing: string | null }
  /** The rating is on disk. */
  | { readonly type: 'rated'; readonly line: string; readonly rating: Rating | null }
  /** A round is over, and the customer may say how it was. */
  | { readonly type: 'survey'; readonly survey: CustomerSurvey | null }

export interface CustomerSurvey {
  readonly round: number
  /** Who had it. */
  readonly agent: string | null
}

/** The checklist of a case: what the shop needs, and what it has. */
export interface CustomerForm {
  /** Of the case; a page tells two forms apart by it. */
  readonly ticket: string
  readonly title: string
  readonly slots: readonly CustomerSlot[]
}

export interface CustomerSlot {
  readonly id: string
  readonly kind: SlotKind
  /** 「破损处的照片」 */
  readonly label: string
  /** How to do it well. */
  readonly hint: string | null
  readonly optional: boolean
  /** `unclear`: pictures came, and none that shows enough. `skipped`: nobody asks for it any more. */
  readonly state: 'missing' | 'unclear' | 'got' | 'skipped'
  /** What there is, in short: words, or how many files. */
  readonly told: { readonly text: string | null; readonly files: number } | null
  /** Addresses of pictures that show how it is done well. */
  readonly pictures: readonly string[]
  /** Of a choice: sent as words when picked. */
  readonly options: readonly string[]
}

export interface CustomerLine {
  readonly id: string
  readonly seq: number
  readonly position: number
  readonly at: number
  readonly from: 'me' | 'bot' | 'human'
  readonly name: string | null
  readonly parts: readonly MessagePart[]
  /** What a numbered question offers, in order; picked by sending the number. */
  readonly options: readonly string[]
  /** The page's own id of its message. */
  readonly clientId: string | null
  /** What the customer thinks of it, so far nothing where it is `null`; absent where nobody asks. */
  readonly rating?: Rating | null
}
