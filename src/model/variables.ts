/**
 * What may stand between `{{` and `}}` in a reply, besides `shop.<key>`.
 * An answer with a variable that has no value now is passed over for the next one.
 */
export const variables = [
  'customer',
  'order.no',
  'order.items',
  'order.state',
  'order.amount',
  'order.courier',
  'order.tracking_no',
  'order.last_event',
  'order.last_event_time',
  'order.placed_time',
  'order.promised_ship_time',
  'order.shipped_time',
  'order.delivered_time',
  'order.after_sale',
  'order.after_sale_state',
  'order.after_sale_time',
  'order.refund_amount',
  'ticket.number',
  'ticket.title',
  'ticket.stage',
  'ticket.opened_time',
] as const

/** Variables of the sentences around evidence, questions and tickets; each sentence has its own. */
export const sentenceVariables = {
  soothe: [],
  ask: ['missing'],
  complete: ['ticket.number'],
  partial: ['ticket.number', 'missing'],
  remind: ['missing'],
  clarify: ['options'],
  offer: ['option'],
  together: ['troubles'],
  unanswered: ['matters'],
  which_order: ['options'],
  received_some: ['received', 'missing'],
  received_nothing: ['missing'],
  later_is_fine: ['missing'],
  already_complete: ['ticket.number'],
  slot_refused: ['missing'],
  all_arrived: ['ticket.number'],
  not_arrived: ['missing'],
  picture_blurred: [],
  picture_blank: [],
  picture_small: [],
  picture_unreadable: [],
  picture_lost: [],
  order_past_window: [],
  closed: ['hours.next_open'],
  queue_ahead: ['queue.ahead'],
  queue_estimate: ['queue.minutes'],
  meanwhile: ['missing'],
  still_waiting: [],
  order_not_found: ['order_no'],
  ticket_progress: ['ticket.number', 'ticket.title', 'ticket.stage', 'ticket.opened_time'],
  ticket_not_found: ['ticket.number'],
  assumed_order: ['order.no', 'order.items'],
} as const

/** `{{ order.no }}`; group 1 is the name. */
export const variablePattern = /\{\{\s*([a-z_]+(?:\.[a-z0-9_]+)?)\s*\}\}/g
