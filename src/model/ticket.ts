import type { AgentId, ConversationId, FlowId, IntentId, OrderNo, SlotId, TicketId } from './ids.ts'
import type { MessagePart } from './message.ts'
import type { AfterSale, Money, OrderItem, OrderState } from './order.ts'
import type { Outcome } from './outcome.ts'
import type { Actor, Role } from './people.ts'

export type SlotKind = 'photo' | 'video' | 'order_number' | 'description' | 'choice' | 'amount'

/** One thing the customer gave for a slot, and the message it came from. */
export type SlotValue =
  | { readonly kind: 'text'; readonly text: string; readonly from: string }
  | { readonly kind: 'media'; readonly part: MessagePart; readonly from: string }

/** missing -> filled | givenUp; a given-up slot still takes what comes later. */
export type Slot = (
  | { readonly kind: 'missing'; readonly asked: number }
  | { readonly kind: 'filled'; readonly values: readonly SlotValue[]; readonly note?: string }
  | { readonly kind: 'givenUp'; readonly because: 'refused' | 'asked_enough' }
) & {
  /** What the customer sent and then called a mistake: no evidence, and kept for people to see. */
  readonly takenBack?: readonly SlotValue[]
}

export type Slots = Readonly<Record<SlotId, Slot>>

/** What the shop's people call a complaint; every ticket has exactly one. */
export const problemClasses = ['商品不符', '物流异常', '使用问题', '服务态度', '其他特殊'] as const
export type ProblemClass = (typeof problemClasses)[number]

/** The customer is hurt by how they were treated, and no goods or parcel are wrong. */
export const isAboutService = ({
  problem_class,
}: {
  readonly problem_class: ProblemClass
}): boolean => problem_class === '服务态度'

/** collecting -> complete | partial (handed over with what there is). */
export type TicketStatus = 'collecting' | 'complete' | 'partial'

/**
 * opened -> under_review -> proposed -> agreed -> done; rejected ends a case too, and both ends can
 * be reopened. `withdrawn`: the customer wants nothing more of it.
 */
export const stages = [
  'opened',
  'under_review',
  'proposed',
  'agreed',
  'done',
  'rejected',
  'withdrawn',
  'reopened',
] as const
export type Stage = (typeof stages)[number]

/** Nothing is promised any more. */
export const isClosed = (stage: Stage): boolean =>
  stage === 'done' || stage === 'rejected' || stage === 'withdrawn'

/** 1 urgent, 2 routine, 3 disputed. */
export const levels = [1, 2, 3] as const
export type Level = (typeof levels)[number]

/** Why something is so: by which rule, or by whose word. */
export interface Ruling {
  readonly because: string
  /** `replies/severity.yaml:31:5`; absent where a person said so. */
  readonly source?: string
  readonly by: 'rules' | 'person'
}

/** How urgent a case is, and whether one person may decide it. */
export interface Severity extends Ruling {
  readonly level: Level
  /** Beside level 1: why it is disputed all the same, and so under the rules of level 3 too. */
  readonly review?: Ruling
  /** People have taken the review away: what was said before does not bring it back. */
  readonly lifted?: true
}

/** The levels whose clocks run and whose people decide. */
export const levelsOf = ({ level, review }: Severity): readonly Level[] =>
  review === undefined ? [level] : [level, 3]

/**
 * What meets a stage clock: a person answered or called the customer, or the case came to a stage
 * or any later one; a rejected case counts as done.
 */
export const clockEnds = ['contacted', 'under_review', 'proposed', 'agreed', 'done'] as const
export type ClockEnd = (typeof clockEnds)[number]

/** What is done when a promise is broken. */
export const breachActions = ['reassign', 'notify_supervisor', 'raise_priority'] as const
export type BreachAction = (typeof breachActions)[number]

/** A promise with a time: 「15 分钟内由人联系」. It keeps the terms it was made on, whatever is reloaded. */
export interface StageClock {
  /** As in `replies/severity.yaml`. */
  readonly id: string
  /** Whose clock it is; out of force where the case is not under this level any more. */
  readonly level: Level
  readonly title: string
  /** The opening or reopening of the case that it counts from. */
  readonly startedAt: number
  readonly warnAt?: number
  readonly dueAt: number
  readonly until: readonly ClockEnd[]
  readonly atBreach: readonly BreachAction[]
  readonly state: ClockState
}

export type ClockState =
  | { readonly kind: 'running' }
  | { readonly kind: 'warned'; readonly at: number }
  | { readonly kind: 'breached'; readonly at: number }
  /** Kept, or late if `at` is after `dueAt`. */
  | { readonly kind: 'met'; readonly at: number }
  | { readonly kind: 'cancelled'; readonly at: number }

/** A line among the shop's people; never shown to the customer. */
export interface PrivateNote {
  readonly at: number
  readonly by: Actor
  readonly text: string
}

/**
 * What the votes on a disputed case are about: an offer to the customer, a rejection, an end because
 * nothing more is wanted, or that one person may decide it from now on.
 */
export const planGoals = ['proposed', 'rejected', 'withdrawn', 'released'] as const
export type PlanGoal = (typeof planGoals)[number]

export interface Plan {
  readonly at: number
  readonly by: Actor
  readonly goal: PlanGoal
  readonly text: string
}

/** What one of those who decide a disputed case together thinks of the plan. */
export interface Vote {
  readonly at: number
  readonly agent: AgentId
  readonly name: string
  readonly role: Role
  readonly verdict: 'agree' | 'refuse'
  readonly comment?: string
}

/** What the customer was told with a stage: a plan, or why there is none. */
export interface Told {
  readonly stage: Stage
  readonly at: number
  readonly text: string
}

/** One change, as the audit trail tells it. */
export interface TrailEntry {
  readonly at: number
  readonly by: Actor
  readonly what: string
}

/** The order as it was when the case last looked at it. */
export interface OrderSnapshot {
  readonly orderNo: OrderNo
  readonly at: number
  readonly state: OrderState
  readonly amount: Money
  readonly items: readonly OrderItem[]
  readonly placedAt: number
  readonly deliveredAt?: number
  readonly courier?: string
  readonly trackingNo?: string
  readonly lastEvent?: { readonly at: number; readonly text: string }
  readonly afterSale?: AfterSale
}

/** What the case is about; the batch is read off the goods by people or customers. */
export interface TicketItem {
  readonly productId: string
  readonly title: string
  readonly sku: string
  readonly batch?: string
}

/** An after-sales case: what happened, its evidence, how urgent it is, who has it, how far it is. */
export interface Ticket {
  readonly id: TicketId
  /** What people say aloud: `SH261122-9F3K2MQ`. */
  readonly number: string
  readonly conversationId: ConversationId
  readonly channel: string
  readonly account: string
  readonly customer: { readonly id: string; readonly name?: string }
  readonly flow: FlowId
  /** Of the troubles that were told along. */
  readonly also?: readonly FlowId[]
  readonly intent: IntentId
  /** What happened; of several troubles told together, each. */
  readonly title: string
  /** What a person must know at first sight: 「急：明天婚礼要用」. */
  readonly note?: string
  readonly problemClass: ProblemClass
  /** By the words of `replies/cases.yaml`: 「碎裂」. */
  readonly symptom?: string
  /** What lies behind it, of `replies/cases.yaml`: people say so. */
  readonly rootCause?: string
  /** As people wrote it down. */
  readonly outcome?: Outcome
  readonly item?: TicketItem
  readonly order?: OrderSnapshot
  readonly severity: Severity
  readonly stage: Stage
  readonly owner?: { readonly agent: AgentId; readonly name: string }
  /** Of the evidence. */
  readonly status: TicketStatus
  readonly slots: readonly TicketSlot[]
  /** What people should look at twice: a picture known from elsewhere, an order of somebody else. */
  readonly doubts: readonly string[]
  readonly clocks: readonly StageClock[]
  readonly notes: readonly PrivateNote[]
  readonly plan?: Plan
  /** On the plan as it stands; another one begins without any. */
  readonly votes: readonly Vote[]
  /** Forgotten where the case goes back. */
  readonly told?: Told
  readonly trail: readonly TrailEntry[]
  /** How often a broken promise has moved it forward in the queue. */
  readonly raised?: number
  readonly openedAt: number
  /** The last time: clocks count from here anew. */
  readonly reopenedAt?: number
  /** When it was done first. */
  readonly doneAt?: number
  /** When a person first answered or called the customer since it was opened or reopened. */
  readonly contactedAt?: number
  /** When the customer wanted nothing more of a disputed case: a person has still to confirm it. */
  readonly letGoAt?: number
  readonly updatedAt: number
}

export interface TicketSlot {
  readonly id: SlotId
  readonly kind: SlotKind
  readonly label: string
  readonly required: boolean
  readonly state: Slot
}

/** What a person may do to a ticket. */
export type TicketChange =
  | {
      readonly kind: 'stage'
      readonly to: Stage
      readonly comment?: string | undefined
      /** Said to the customer in the same act. */
      readonly reply?: string | undefined
    }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'level'; readonly to: Level; readonly because: string }
  | {
      readonly kind: 'classify'
      readonly problemClass?: ProblemClass | undefined
      readonly symptom?: string | undefined
      readonly rootCause?: string | undefined
      readonly batch?: string | undefined
      /** Null takes it back. */
      readonly outcome?: Outcome | null | undefined
    }
  | { readonly kind: 'plan'; readonly goal: PlanGoal; readonly text: string }
  | {
      readonly kind: 'vote'
      readonly verdict: Vote['verdict']
      readonly comment?: string | undefined
      /** When the plan was written that the voter has read; any plan where it is absent. */
      readonly on?: number | undefined
    }
  /** Whose it is now; nobody's without one. */
  | { readonly kind: 'assign'; readonly to?: { readonly agent: AgentId; readonly name: string } }
  /** The customer was spoken to by other means: a call. */
  | { readonly kind: 'contacted'; readonly how: string }

/** What somebody may do to a ticket now; the server's word, and not the page's guess. */
export interface MayDo {
  readonly stages: readonly Stage[]
  readonly levels: readonly Level[]
  /** Goals of a plan that may be put to the vote. */
  readonly plans: readonly PlanGoal[]
  readonly vote: boolean
  readonly classify: boolean
  readonly assign: boolean
  readonly contacted: boolean
}
