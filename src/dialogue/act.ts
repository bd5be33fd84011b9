import type { HandoffReason, OrderQuestion } from '../model/conversation.ts'
import type { IntentId } from '../model/ids.ts'
import type { Flow } from '../playbook/index.ts'
import type { Heard } from './heard.ts'

/** What the playbook has for one thing that was asked, before anything is said or done. */
export interface Plan {
  readonly act: Act
  /** With what was counted as asked. */
  readonly heard: Heard
  readonly because: string
  readonly intent?: IntentId
  readonly confidence?: number
  readonly source?: string
}

export type Act =
  | { readonly kind: 'says'; readonly text: string; readonly misses: number }
  /** The order that was quoted is not the customer's. */
  | { readonly kind: 'doubts'; readonly text: string }
  /** The order has to be picked first. */
  | { readonly kind: 'asks'; readonly text: string; readonly question: OrderQuestion }
  | { readonly kind: 'opens'; readonly flow: Flow; readonly opening?: string }
  | { readonly kind: 'calls'; readonly reason: HandoffReason; readonly words?: string }
  /** It is one of the things that a form offers to choose from: the form takes it. */
  | { readonly kind: 'chooses'; readonly option: string }
  /** There is no fitting answer. */
  | { readonly kind: 'lacks' }
  /** None of its business: the rungs below may know. */
  | { readonly kind: 'passes'; readonly why: string }
