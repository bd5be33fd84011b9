export type { MediaPart, MessagePart } from '../../model/message.ts'
export type { Slot, SlotValue, Ticket, TicketSlot } from '../../model/ticket.ts'
export type * from '../../model/wire.ts'
