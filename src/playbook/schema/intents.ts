import { z } from 'zod'
import { orderStates } from '../../model/order.ts'
import { line, snakeId, words } from './common.ts'

export const intentFile = z.strictObject({
  id: snakeId,
  /** Reads well in 「您是想问：1. …」. */
  title: line,
  role: z.enum(['request', 'social', 'context', 'off_topic']),
  /**
   * Which orders such a question is about, likeliest first: order states, or `after_sale` for those
   * with an after-sale case. One such order is taken as the one; of several the customer picks.
   */
  about_orders: z.array(z.enum([...orderStates, 'after_sale'])).default([]),
  /** Words that decide alone. */
  keywords: words,
  /** Words that forbid the keyword match. */
  not_keywords: words,
  /**
   * What tells of it in so many words: names of groups of the lexicon, or words. While a case is going
   * on, and in a message of a word or two, nothing else makes a trouble of a guess.
   */
  told_by: words,
  /** Said and nothing else, right after an answer to this, they ask this again: 「到底哪天到」. */
  follow_ups: words,
  examples: z.array(line).min(1),
})

export const lexiconFile = z.strictObject({
  /** After 不要, 不用, 别: the customer does not want it. */
  wishes: words,
  /** After 没, 没有, 不是: it is not so. */
  faults: words,
  /** What is spoken of: alone it does not tell what is wanted. */
  subjects: words,
  /** Groups of words with the same meaning, by the group's name. */
  groups: z.record(line, z.array(line)).default({}),
})

export const moodFile = z.strictObject({
  /** 1 displeased, 2 angry, 3 furious or threatening. */
  levels: z.strictObject({ 1: words, 2: words, 3: words }).prefault({}),
  /** Words that hold one of the above and show no emotion. */
  not_words: words,
  /** With praise nearby, a word of `either_way` shows no anger: 「气死我了太好吃了」. */
  praise: words,
  either_way: words,
  /** Words that say that time presses. */
  urgent: words,
  not_urgent: words,
})

export type IntentFile = z.infer<typeof intentFile>
export type LexiconFile = z.infer<typeof lexiconFile>
export type MoodWords = z.infer<typeof moodFile>
