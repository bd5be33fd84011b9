import type { CaseEnd } from './outcome.ts'
import type { RatingReason } from './rating.ts'
import type { Level, Stage } from './ticket.ts'
import type { ConversationRow } from './wire/conversation.ts'

/**
 * What supervisors see of the shop in numbers. `src/store/figures.ts` says what each figure counts;
 * any of them is the `figure` of the list behind it.
 *
 * GET /api/overview?from=2026-11-01&to=2026-11-07&shop=web/demo -> Overview
 * GET /api/overview/now?shop=                                   -> OverviewNow
 * GET /api/overview/conversations?figure=handed&from=&to=&…     -> OverviewList
 * GET /api/overview/conversations.csv?…                         the same as a table
 */
export interface Overview {
  readonly at: number
  /** Days of the shop, both inclusive. */
  readonly from: string
  readonly to: string
  /** `channel/account`, all there are. */
  readonly shops: readonly string[]
  readonly rounds: Counts
  readonly response: Spread
  readonly wait: Spread
  /** As many days before, up to the same time of day; null where the counts do not reach so far back. */
  readonly before: {
    readonly rounds: Counts
    readonly response: Spread
  } | null
  readonly days: readonly OverviewDay[]
  readonly reasons: readonly { readonly reason: string | null; readonly count: number }[]
  /** What customers wanted, most frequent first. */
  readonly intents: readonly OverviewIntent[]
  /** Rounds begun, by weekday from Monday on and by hour of the day. */
  readonly heat: readonly (readonly number[])[]
  readonly cases: Counts
  readonly stages: readonly { readonly stage: Stage; readonly count: number }[]
  readonly clocks: readonly OverviewClock[]
  readonly levels: readonly { readonly level: Level; readonly name: string }[]
  readonly replies: readonly OverviewReplies[]
  readonly agents: readonly OverviewAgent[]
  /** What customers said of the bot's answers, those most disliked first. */
  readonly answers: readonly OverviewAnswer[]
  readonly survey: OverviewSurvey
  readonly settled: OverviewSettled
  readonly staffing: readonly OverviewDuty[]
}

/** By figure. */
export type Counts = Readonly<Record<string, number>>

/** Of durations in milliseconds; null where there are none. */
export interface Spread {
  readonly count: number
  readonly median: number | null
  readonly p90: number | null
}

export interface OverviewDay {
  readonly day: string
  readonly rounds: Counts
  readonly response: Spread
  readonly reasons: Counts
  readonly intents: Counts
}

export interface OverviewIntent {
  readonly intent: string
  readonly title: string
  readonly count: number
  readonly handed: number
  readonly missed: number
  /** In as many days before. */
  readonly before: number
}

export interface OverviewClock {
  readonly clock: string
  readonly level: Level
  readonly title: string
  readonly kept: number
  readonly late: number
  readonly pending: number
}

/** The marketplace's clock on people's replies. */
export interface OverviewReplies {
  readonly channel: string
  readonly owed: number
  readonly met: number
  readonly late: number
  readonly pending: number
  /** The share that the shop wants to meet, of `replies/clocks.yaml`. */
  readonly target: number | null
  /** So many more may be late today without missing it, if no more are owed; below 0 it is missed. */
  readonly misses_left: number | null
}

export interface OverviewAgent {
  readonly id: string
  readonly name: string
  readonly chats: number
  readonly response: Spread
  readonly closed: number
  /** Of the marketplace's clocks, those that this agent ended or had. */
  readonly replies: { readonly met: number; readonly late: number }
  /** Of answers suggested to this agent: sent as they were, or in other words. */
  readonly suggested: { readonly shown: number; readonly same: number; readonly changed: number }
  /** Of rounds that this agent had last. */
  readonly survey: { readonly count: number; readonly stars: number }
}

export interface OverviewAnswer {
  /** `replies/refund.yaml:31:5`; null where it is not known. */
  readonly source: string | null
  readonly intent: string | null
  readonly title: string | null
  readonly up: number
  readonly down: number
  readonly reasons: Readonly<Record<RatingReason, number>>
}

export interface OverviewSurvey {
  /** By figure: asked, told, put away, silent. */
  readonly counts: Counts
  /** From one star to five. */
  readonly scores: readonly number[]
}

export interface OverviewSettled {
  /** By figure: cases that were carried out or refused, customers who came again. */
  readonly counts: Counts
  /** From opening to end. */
  readonly time: Spread
  readonly outcomes: readonly {
    readonly outcome: CaseEnd | null
    readonly count: number
    /** Of these, with an amount; and its sum in fen. */
    readonly priced: number
    readonly minor: number
  }[]
}

/** Of one weekday, from Monday on: how long somebody was on duty, and how many rounds began then. */
export interface OverviewDuty {
  readonly ms: number
  /** Of so much of these days as has gone by. */
  readonly of_ms: number
  readonly begun: number
  readonly of_begun: number
}

export interface OverviewNow {
  readonly at: number
  /** The day of the shop. */
  readonly day: string
  readonly waiting: readonly {
    readonly level: Level | null
    readonly count: number
    readonly since: number
  }[]
  readonly with_agents: number
  readonly unanswered: number
  readonly with_bot: number
  readonly overdue: number
  readonly due_soon: number
  readonly open: boolean
  /** Agents who take conversations now, and how many they can have. */
  readonly here: number
  readonly capacity: number
  /** Of today so far. */
  readonly today: Counts
  readonly response: Spread
  readonly replies: readonly OverviewReplies[]
}

export interface OverviewList {
  readonly total: number
  readonly rows: readonly OverviewRow[]
}

export interface OverviewRow {
  readonly at: number
  readonly reason: string | null
  readonly intents: readonly string[]
  readonly conversation: ConversationRow
}
