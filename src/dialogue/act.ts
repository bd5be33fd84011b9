import type { HandoffReason, OrderQuestion, WantQuestion } from '../model/conversation.ts'
import type { Flow } from '../model/flow.ts'
import type { FlowId, IntentId } from '../model/ids.ts'
import type { Heard } from './heard/heard.ts'
import { renderLoosely } from './render.ts'

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
  | {
      readonly kind: 'says'
      readonly text: string
      readonly misses: number
      /** The question that the words end with. */
      readonly question?: WantQuestion
      /** The form that the words tell the customer to ask for. */
      readonly invites?: FlowId
    }
  /** The order that was quoted is not the customer's. */
  | { readonly kind: 'doubts'; readonly text: string }
  /** The order has to be picked first. */
  | { readonly kind: 'asks'; readonly text: string; readonly question: OrderQuestion }
  | { readonly kind: 'opens'; readonly flow: Flow; readonly opening?: string }
  | {
      readonly kind: 'calls'
      readonly reason: HandoffReason
      readonly words?: string
      readonly called?: string
    }
  /** It is one of the things that a form offers to choose from: the form takes it. */
  | { readonly kind: 'chooses'; readonly option: string }
  /** There is no fitting answer. */
  | { readonly kind: 'lacks' }
  /** None of its business: the rungs below may know. */
  | { readonly kind: 'passes'; readonly why: string }

/** Why, in one sentence that names everything that was asked and what became of it. */
export const reasonsOf = (plans: readonly Plan[]): string => {
  const reasons = plans.map(reasonOf).join('；')
  return plans.length === 1 ? reasons : `说了 ${plans.length} 件事：${reasons}`
}

export const reasonOf = ({ act, because }: Plan): string => {
  switch (act.kind) {
    case 'lacks':
      return `${because}，没有合适的回复`
    case 'chooses':
      return `${because}，当作选了「${act.option}」`
    case 'passes':
      return `${because}，${act.why}`
    case 'says':
    case 'doubts':
    case 'asks':
    case 'opens':
    case 'calls':
      return because
    default:
      return act satisfies never
  }
}

/** 「保价」 has no answer: said, so that nobody waits for one. */
export const unanswered = ({ situation }: Heard, plans: readonly Plan[]): readonly string[] => {
  const { intents, phrases } = situation.playbook
  const titles = plans.flatMap(({ act, intent }) =>
    act.kind === 'lacks' && intent !== undefined ? (intents.get(intent)?.title ?? []) : [],
  )
  if (titles.length === 0) return []
  return [renderLoosely(phrases.unanswered, { matters: titles.join('」「') })]
}
