import type { ConversationId } from '../model/ids.ts'
import type { Entry } from '../model/message.ts'

/** So many, of these shops alone; none for all. */
export interface Within {
  readonly limit: number
  readonly shops: readonly string[]
}

/** Finds again what was said, and by whom. Whatever is looked for is a part of it, in any case. */
export interface Search {
  /** Lines that hold all of these words, newest first; of words of one or two characters the latest lines alone. */
  lines(words: readonly string[], within: Within): Promise<readonly Entry[]>
  /**
   * Conversations whose customer's name or id, own id, or cases hold all of these words: numbers, and
   * what was told as evidence. Those in which something was said last come first.
   */
  conversations(words: readonly string[], within: Within): Promise<readonly ConversationId[]>
  /** Those of a customer, the latest first. */
  ofCustomer(customer: string, within: Within): Promise<readonly ConversationId[]>
}
