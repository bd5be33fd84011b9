import { z } from 'zod'
import { handoffReasons } from '../../model/conversation.ts'
import { afterSaleStates, orderStates } from '../../model/order.ts'
import { problemClasses, stages } from '../../model/ticket.ts'
import { entityKinds } from '../../model/understanding.ts'
import { day, duration, hoursOfDay, kebabId, line, offers, snakeId, words } from './common.ts'

/** Every condition given must hold. The more conditions an answer has, the earlier it is tried. */
export const whenSchema = z.strictObject({
  order_state: z.array(z.enum(orderStates)).min(1).optional(),
  after_sale: z
    .array(z.enum(['none', ...afterSaleStates]))
    .min(1)
    .optional(),
  delivered_within: duration.optional(),
  delivered_over: duration.optional(),
  /** The parcel's last event is older than this. */
  no_update_for: duration.optional(),
  /** Paid, not shipped, and the promised time is over. */
  ship_overdue: z.boolean().optional(),
  /** Paid, not shipped, and promised to be sent after a day that the customer named and that is to come. */
  ships_too_late: z.boolean().optional(),
  /** Product ids or categories of the order. */
  product: z.array(line).min(1).optional(),
  channel: z.array(line).min(1).optional(),
  /** Shop time, `22:00-08:00` may cross midnight. */
  hours: hoursOfDay.optional(),
  /** First and last day, shop time, both included. */
  dates: z
    .strictObject({
      from: day,
      to: day,
    })
    .optional(),
  /**
   * Where the case spoken of stands: a stage, `open` for all that are not ended, `overdue` where a
   * promise of it is broken, `none`.
   */
  ticket: z
    .array(z.enum([...stages, 'open', 'overdue', 'none']))
    .min(1)
    .optional(),
  /** Delivered longer ago than the shop's own `return_days`, or not; neither where the shop has not said. */
  past_return_days: z.boolean().optional(),
  /** One of these stands in the message: 「怎么还没」. */
  says: z.array(line).min(1).optional(),
  /**
   * What is said of the order falls under one of these rules of `severity.yaml`, by id, and no form
   * runs that judges it. An answer with this condition is tried before all without it.
   */
  severity_rule: z.array(kebabId).min(1).optional(),
  /** This intent has been asked at least so often in this conversation, this time included. */
  asked_at_least: z.int().min(2).optional(),
})

export const answerSchema = z.strictObject({
  id: kebabId,
  intents: z.array(snakeId).default([]),
  keywords: words,
  not_keywords: words,
  /** Other ways to ask it, for the search over all answers. */
  questions: words,
  when: whenSchema.default({}),
  reply: line,
  /** Where the reply ends with a question: what its answers ask for. */
  offers: offers.optional(),
  /** The flow that the reply tells the customer to ask for: not said where that very form goes on or opens. */
  invites: kebabId.optional(),
  /** What follows the reply: a person, or an evidence flow. */
  next: z.union([z.literal('handoff'), z.strictObject({ collect: kebabId })]).optional(),
})

const slotBase = {
  id: kebabId,
  /** What it is called when it is missing: 「破损处的照片」. */
  label: line,
  /** How to do it well; shown with the first request. */
  example: line.optional(),
  /** A file of `replies/pictures/`: how it looks when it is done well. */
  picture: line.optional(),
  optional: z.boolean().default(false),
  /**
   * Whether the words that open the flow may fill it. 「我要改地址」 is not the new address, so there
   * it is false: the words are asked for. Pictures and order numbers are taken in any case.
   */
  from_opening: z.boolean().default(true),
  /**
   * What tells a description: phrases as in tone.yaml, `(市|区)……(路|号)`, or things named. It counts
   * in the opening words where `from_opening` is false (「地址改成浦东新区…路 8 号」 asks and answers
   * at once), and in an answer whatever else that sounds like (「都找过了」). What stands in `alone` has
   * to be the whole message: 「都没有」.
   */
  told_by: z
    .strictObject({
      patterns: words,
      alone: words,
      entities: z.array(z.enum(entityKinds)).default([]),
    })
    .optional(),
  /** Asked for at most so often, then accepted as missing. */
  max_asks: z.int().min(1).max(5).default(2),
}

/** One thing to choose; `{ name: 换货, words: [换个新的], intents: [exchange_request] }` where other words mean it too. */
const choiceOption = z.union([
  line,
  z.strictObject({ name: line, words, intents: z.array(snakeId).default([]) }),
])

export const slotSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...slotBase,
    kind: z.enum(['photo', 'video', 'order_number', 'description', 'amount']),
  }),
  z.strictObject({ ...slotBase, kind: z.literal('choice'), options: z.array(choiceOption).min(2) }),
])

export const flowSchema = z.strictObject({
  id: kebabId,
  title: line,
  /** None where it is opened by an answer or by cases.yaml alone. */
  intents: z.array(snakeId).default([]),
  problem_class: z.enum(problemClasses),
  /** The first words, once an incident: sorry, and what happens next. */
  soothe: line,
  /** The one request for everything; `{{missing}}` is the numbered list. */
  ask: line,
  slots: z.array(slotSchema).min(1),
  complete: line,
  /** Said when it goes to a person with what there is. */
  partial: line,
  remind_after: duration.prefault('30m'),
  remind: line,
  expire_after: duration.prefault('48h'),
  /** A matter of its own: it gets its own ticket, whatever else is wrong with the order. */
  stands_alone: z.boolean().default(false),
  /** Whether a complete ticket also calls a person. */
  next: z.literal('handoff').optional(),
})

export const topicFile = z.strictObject({
  topic: kebabId,
  title: line,
  answers: z.array(answerSchema).default([]),
  flows: z.array(flowSchema).default([]),
})

/** What is said to who waits for a person and says one of `words`, or what one of `intents` means. */
const queueReply = z.strictObject({
  id: kebabId,
  /** Only where they wait for one of these; else whatever they wait for. */
  reasons: z.array(z.enum(handoffReasons)).min(1).optional(),
  intents: z.array(snakeId).default([]),
  words,
  not_words: words,
  /** Words that count only as the whole message: 「没事」. */
  alone: words,
  /** Not where one of these is said as well: another reply is for that. */
  unless: words,
  say: line,
  /** The colleague who comes reads it in the transcript, with the customer's words. */
  note: line.optional(),
  /** Said each time; else once a wait, and once more when what was promised is late. */
  each_time: z.boolean().default(false),
})

/** Empty or 「待填写」 means: nobody filled it in yet. */
export const shopFile = z.strictObject({
  shop: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string()),
})

export const handoffFile = z.strictObject({
  wants_human: z.strictObject({ intents: z.array(snakeId), words, not_words: words }),
  safety: z.strictObject({ intents: z.array(snakeId), words, not_words: words }),
  /**
   * Manners of speaking that sound like danger: taken out before a word of `safety` or of a case's
   * rules is looked for, and nothing that the classifier takes for danger. `…` is up to four letters.
   */
  figurative: words,
  /** The n-th time the same thing is asked goes to a person. */
  insist_after: z.int().min(2).max(9).default(3),
  /** So many messages in a row that nobody understood go to a person. */
  misses_before_human: z.int().min(1).max(5).default(2),
  /** From this emotion on (1 displeased, 2 angry, 3 furious) a person is called at once. */
  emotion_level: z.int().min(1).max(3).default(3),
  /** What the customer hears, by reason; `default` for the rest. */
  told: z.strictObject({
    default: line,
    customer_request: line.optional(),
    safety: line.optional(),
    /** Of level 1 and no danger to people. */
    urgent: line.optional(),
    /** Of level 3, where its own `complete` in severity.yaml says nothing. */
    disputed: line.optional(),
    emotion: line.optional(),
    complaint: line.optional(),
    insistence: line.optional(),
    not_understood: line.optional(),
    no_answer: line.optional(),
    evidence_partial: line.optional(),
    bot_failed: line.optional(),
  }),
  /** Added where nobody is on duty: `{{hours.next_open}}`. */
  closed: line.optional(),
  /** The same in danger to people, who must not wait for us. */
  closed_danger: line.optional(),
  /** Added where others wait as well: `{{queue.ahead}}`. */
  queue_ahead: line.optional(),
  /** Added where the length of waits is known: `{{queue.minutes}}`. */
  queue_estimate: line.optional(),
  /** Added where a form still misses something: `{{missing}}`. */
  meanwhile: line.optional(),
  /** Said once to who waits and has heard nothing for `soothe_after` of clocks.yaml. */
  still_waiting: line.optional(),
  /** Said while somebody waits in the queue and writes on, at most once per `queue_notice_every`. */
  queue_notice: line,
  /** In its place while nobody is on duty or online. */
  queue_notice_closed: line.optional(),
  /** To a question of orders while somebody waits, where it may be about several. */
  queue_which: line.optional(),
  /** To a question, a wish or a correction between notices that has no answer of its own. */
  queue_heard: line.optional(),
  /** What was told for an open case is taken back: said, and noted in the case for the colleague. */
  queue_corrects: z.strictObject({ words, not_words: words, say: line, note: line }).optional(),
  queue_notice_every: duration.prefault('5m'),
  /** 「人呢」「还要多久」: a question on the wait itself, answered also between notices. */
  queue_asked: z.strictObject({ words, not_words: words, alone: words }).prefault({}),
  /** So far apart, at least, are two answers to such questions. */
  queue_answer_every: duration.prefault('20s'),
  /** Where the case stands, said to who waits and asks. */
  queue_case: line.optional(),
  /** What was promised for the case and by when: `{{promise.title}}`, `{{promise.time}}`. */
  queue_promise: line.optional(),
  /** As before, where that time is over. */
  queue_promise_missed: line.optional(),
  /** Nobody waits before them. */
  queue_first: line.optional(),
  /** Within the hours, and still nobody is there. */
  queue_nobody: line.optional(),
  /** To who is in danger and writes on: heard, and what to do now. Once as `still_unsafe` of phrases.yaml, then this. */
  queue_danger: line.optional(),
  /** To who says something that has an answer of its own: all that fit are said. */
  queue_replies: z.array(queueReply).default([]),
  /** What was chosen meanwhile: `{{option}}`. */
  queue_option: line.optional(),
  /** After the first answer to another question: the place in the queue is kept. */
  queue_place: line.optional(),
  /** In place of the same words a second time. */
  queue_same: line.optional(),
  /** Said when a person gives the conversation back. */
  returned: line.optional(),
})

export const phrasesFile = z.strictObject({
  /** `{{options}}` is the numbered list. */
  clarify: line,
  /** Asked instead where one thing alone is likely: `{{option}}`. */
  offer: line,
  /** `{{options}}` is the numbered list of orders. */
  which_order: line,
  /** None of the orders that were offered is meant. */
  other_order: line,
  not_understood: line,
  off_topic: line,
  /** `{{matters}}`: what else was asked in the same breath, and has no answer. */
  unanswered: line,
  /** Said before anything else to who is angry, once a round. */
  soothe_angry: line,
  /** To who waits after an accident, and tells more of it: once a wait. */
  still_unsafe: line,
  /** To who has talked to a person, when another one goes on: once a round, or never. */
  handed_on: line.optional(),
  order_source_down: line,
  /** `{{order_no}}`: a quoted order that is not among the customer's. */
  order_not_found: line,
  /** Where a ticket stands, asked by its number. */
  ticket_progress: line,
  /** The customer answers a plan that was proposed, and the chat is the bot's. */
  plan_answered: line,
  /** A ticket's number that is not one of the customer's. */
  ticket_not_found: line,
  /** The order was delivered longer ago than `cases.return_window`. */
  order_past_window: line,
  /** Added to a request for evidence when the order is plain from the customer's orders. */
  assumed_order: line,
  /** The order that was picked or corrected: which one stands now. */
  order_noted: line,
  /** `{{troubles}}`: several in one breath, for one ticket. */
  together: line,
  /** Evidence: `{{received}}` and `{{missing}}`. */
  received_some: line,
  received_nothing: line,
  later_is_fine: line,
  /** The same, once more, in few words. */
  still_fine: line,
  /** `{{option}}`: what the customer chose after the form was done; said before `already_complete`. */
  option_noted: line,
  already_complete: line,
  /** A picture, film or card that came without words and without a flow. */
  media_alone: line,
  /** Pictures in place of an answer to a question; the question is asked again below. */
  media_kept: line,
  order_card_alone: line,
  /** 「杯子」, and there is one order with a cup in it. */
  goods_alone: line,
  unsupported: line,
  slot_refused: line,
  /** 「发过了」, and so it is. */
  all_arrived: line,
  /** 「发过了」, and nothing of it has come. */
  not_arrived: line,
  /** What is wrong with a picture, each with a way to do better. */
  picture_blurred: line,
  picture_blank: line,
  picture_small: line,
  picture_unreadable: line,
  picture_lost: line,
  /** They stay of little use, and are taken as they are. */
  picture_poor: line,
  /** The customer has called the last ones a mistake. */
  picture_taken_back: line,
  /** The customer wants nothing more of it. */
  withdrawn: line,
  /** As much of a disputed case, which a person has still to confirm. */
  withdrawn_review: line.optional(),
  /** Words in answer to a request for evidence. */
  refuse_words: z.array(line).min(1),
  later_words: z.array(line).min(1),
  sent_words: z.array(line).min(1),
  correct_words: z.array(line).min(1),
  /** The number of the order was wrong; goods are not spoken of. */
  wrong_order_words: words,
  /** There is no other order than the one that was asked about. */
  only_order_words: words,
  /** The pictures that were just sent were wrong; goods are not spoken of. */
  wrong_picture_words: words,
  /** Right after a picture, a clause that says little else takes it back; not where `not_words` are said. */
  just_sent_wrong: z.strictObject({ words, not_words: words }).prefault({}),
  /** 「没事了」: the case is withdrawn. They count when they are nearly the whole message. */
  withdraw_words: z.array(line).min(1),
  /** 「还是给我处理吧」: what was withdrawn a moment ago is open again. */
  wanted_again_words: words,
  /** `{{ticket.number}}`: said then. */
  wanted_again: line.optional(),
  /** 「算了」「不用了」: as much, of a form or a wait, when they are the message and nothing was asked. */
  let_be_words: z.array(line).min(1),
  /** 「还没有啊」: the last answer did not help, and is asked for again. */
  still_words: z.array(line).min(1),
  /** A yes and a no: the intents that mean it, and words that say it when they are the message. */
  affirms: z.strictObject({ intents: z.array(snakeId), words }),
  denies: z.strictObject({ intents: z.array(snakeId), words }),
  /** Intents that only press: beside another request they are haste, and no request of their own. */
  urges: z.strictObject({ intents: z.array(snakeId) }),
  /** 「都不是」: none of what was offered. They count when they are the whole message. */
  none_words: z.array(line).min(1),
  /** 「那另一单呢」: the other one of what was talked about. They count like `none_words`. */
  other_words: z.array(line).min(1),
  /**
   * How far a case is: one of `about` and one of `asks` in a message without any of `not_about`;
   * `alone` as the whole message; `follow_up` as the whole message right after such an answer.
   */
  progress_asked: z
    .strictObject({
      about: words,
      asks: words,
      not_about: words,
      alone: words,
      follow_up: words,
      /** Asks what becomes of goods, beside the goods of an open case: 「我的新杯子什么时候寄」. */
      of_goods: words,
    })
    .prefault({}),
  /** What is answered by the plan of a case, where one stands: 「退款什么时候到账」. */
  plan_asked: z.strictObject({ intents: z.array(snakeId).default([]) }).prefault({}),
  /** What the shop's goods are called in a word: 「杯子碎了」 is about the order with a 杯 in it. */
  goods_words: words,
  /** Messages that only make sense together with the next one. */
  fragment_words: z.array(line).min(1),
})

export type TopicFile = z.infer<typeof topicFile>
export type When = z.infer<typeof whenSchema>
export type SlotSpec = z.infer<typeof slotSchema>
export type HandoffRules = z.infer<typeof handoffFile>
export type Phrases = z.infer<typeof phrasesFile>
