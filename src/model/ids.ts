/**
 * Branded ids: strings that cannot be mistaken for one another.
 * Ids stay strings everywhere, because marketplaces use integers above 2^53.
 */
declare const brand: unique symbol
type Brand<Name extends string> = string & { readonly [brand]: Name }

export type ConversationId = Brand<'ConversationId'>
export type TurnId = Brand<'TurnId'>
export type OutboxId = Brand<'OutboxId'>
export type TimerId = Brand<'TimerId'>
export type TicketId = Brand<'TicketId'>
export type AgentId = Brand<'AgentId'>
export type IntentId = Brand<'IntentId'>
export type AnswerId = Brand<'AnswerId'>
export type FlowId = Brand<'FlowId'>
export type SlotId = Brand<'SlotId'>
export type OrderNo = Brand<'OrderNo'>

export const conversationId = (text: string) => text as ConversationId
export const agentId = (text: string) => text as AgentId
export const intentId = (text: string) => text as IntentId
export const answerId = (text: string) => text as AnswerId
export const flowId = (text: string) => text as FlowId
export const slotId = (text: string) => text as SlotId
export const orderNo = (text: string) => text as OrderNo

/** One turn of one conversation; the version it starts from makes it unique and repeatable. */
export const turnId = (conversation: ConversationId, version: number) =>
  `${conversation}:${version}` as TurnId

/** An outbox row's idempotency key: deciding the same turn twice cannot say it twice. */
export const outboxId = (turn: TurnId, index: number) => `${turn}:${index}` as OutboxId

export const timerId = (turn: TurnId, index: number) => `${turn}:t${index}` as TimerId

/** The n-th ticket of a conversation, counted from 1. */
export const ticketId = (conversation: ConversationId, n: number) =>
  `${conversation}#${n}` as TicketId
