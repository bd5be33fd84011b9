import type { HandoffReason } from '../model/conversation.ts'
import type { AgentId } from '../model/ids.ts'
import type { CaseEnd } from '../model/outcome.ts'
import type { RatingReason } from '../model/rating.ts'
import type { Level, Stage } from '../model/ticket.ts'
import type { ConversationSummary } from './reading.ts'

/**
 * What can be counted, and listed: a number and the list behind it are one condition. The round of
 * a conversation counts for the moment at which the customer began it, a case for when it was opened.
 *
 * What became of the bot's: `own` = `handed` + `filed` + `steppedIn` + `running` + `resolved` +
 * `unfinished`, each in one of them.
 */
export const roundFigures = [
  'begun',
  /** The bot could have it: no person was there before it, and its words need nobody's consent. */
  'own',
  'peopleFirst',
  'handed',
  /** The bot collected a case with its evidence, and people decide it; nobody was called for it. */
  'filed',
  /** A person took it though nobody had called one, and without a case. */
  'steppedIn',
  /** Only the bot had it, and the customer spoke within the last 24 hours. */
  'running',
  /** Of `own`: a day old, and not running. */
  'settled',
  /** The bot's last words answered, and the customer wanted nothing more for 24 hours. */
  'resolved',
  /** Ended with a question of the bot, with words that it did not understand, or without an answer. */
  'unfinished',
  /** Of `resolved`: a week old. */
  'weekOld',
  /** Of `weekOld`: the customer did not come back within the week. */
  'durable',
  /** A person closed it. */
  'closed',
  /** Of `closed`: the customer wrote again within a week. */
  'reopened',
  /** Of `closed`: not a week ago, and the customer has not written yet. */
  'mayReopen',
  /** A person was called. */
  'waited',
  /** Of `waited`: a person has answered. */
  'answered',
  /** Of `waited`: closed, or begun anew, without a word of a person. */
  'neverAnswered',
  /** At least once nothing was understood. */
  'missed',
] as const
export type RoundFigure = (typeof roundFigures)[number]

export const caseFigures = [
  'asked',
  'firstEvidence',
  'complete',
  /** Of `complete`: people made a plan, or refused. */
  'decided',
  'urgent',
  'routine',
  'disputed',
] as const
export type CaseFigure = (typeof caseFigures)[number]

export const clockFigures = ['clockKept', 'clockLate', 'clockPending'] as const
export type ClockFigure = (typeof clockFigures)[number]

/** The marketplace's clock on people's replies. */
export const replyFigures = ['repliesOwed', 'repliesMet', 'repliesLate', 'repliesPending'] as const
export type ReplyFigure = (typeof replyFigures)[number]

/** Of cases that were carried out or refused, and for when that was. */
export const settledFigures = [
  'caseSettled',
  /** The customer came again within a week of it. */
  'caseReturned',
  /** Not a week ago, and the customer has not come yet. */
  'caseMayReturn',
] as const
export type SettledFigure = (typeof settledFigures)[number]

/** Of the bot's answers, for when the customer said so. */
export const ratingFigures = ['rated', 'liked', 'disliked'] as const
export type RatingFigure = (typeof ratingFigures)[number]

/** Customers who were asked how a round was, for when they were asked. */
export const surveyFigures = ['surveyAsked', 'surveyTold', 'surveyPutAway', 'surveySilent'] as const
export type SurveyFigure = (typeof surveyFigures)[number]

/** Of suggested answers; of `suggested` those were sent as they were, or in other words. */
export const suggestionFigures = ['suggested', 'suggestedSame', 'suggestedChanged'] as const
export type SuggestionFigure = (typeof suggestionFigures)[number]

/** `caseClosed` counts for when the case was closed, by whose it was. */
export type Figure =
  | RoundFigure
  | CaseFigure
  | 'caseClosed'
  | SettledFigure
  | ClockFigure
  | ReplyFigure
  | RatingFigure
  | SurveyFigure
  | SuggestionFigure

export const figures: readonly Figure[] = [
  ...roundFigures,
  ...caseFigures,
  'caseClosed',
  ...settledFigures,
  ...clockFigures,
  ...replyFigures,
  ...ratingFigures,
  ...surveyFigures,
  ...suggestionFigures,
]

/** One account of a channel; all where it is absent. */
export interface ShopDoor {
  readonly channel: string
  readonly account: string
}

export interface Span {
  /** From this moment on, and before that one. */
  readonly from: number
  readonly to: number
}

export interface FiguresAsked extends Span {
  /** Of these alone; of all that ever were where it is left out. */
  readonly doors?: readonly ShopDoor[]
  /** The present. */
  readonly at: number
}

/** Everything of one span, so that spans can be added up. Keep it at a day: it is one piece of work. */
export interface Slice {
  readonly rounds: Readonly<Record<RoundFigure, number>>
  /** Rounds by the hours since `from` in which they began. */
  readonly hours: readonly { readonly hour: number; readonly count: number }[]
  /** From the call for a person to a person's first words, by who said them; nobody where the platform's client did. */
  readonly responses: readonly { readonly agent: AgentId | null; readonly ms: number }[]
  /** From the call for a person until somebody had it. */
  readonly waits: readonly number[]
  /** Why people were called; no reason in what is older than the count. */
  readonly reasons: readonly { readonly reason: HandoffReason | null; readonly count: number }[]
  readonly intents: readonly IntentCount[]
  /** Rounds in which an agent said something. */
  readonly chats: readonly { readonly agent: AgentId; readonly count: number }[]
  readonly cases: Readonly<Record<CaseFigure, number>>
  readonly stages: readonly { readonly stage: Stage; readonly count: number }[]
  /** Cases closed in the span, by whose they were. */
  readonly closedBy: readonly { readonly agent: AgentId; readonly count: number }[]
  readonly clocks: readonly ClockCount[]
  readonly replies: readonly ReplyCount[]
  /** By who answered, or had it when the clock began. */
  readonly repliesBy: readonly AgentReplies[]
  readonly settled: Readonly<Record<SettledFigure, number>>
  /** From the opening of each settled case to its end. */
  readonly settling: readonly number[]
  readonly outcomes: readonly OutcomeCount[]
  readonly ratings: readonly RatingCount[]
  readonly surveys: Readonly<Record<SurveyFigure, number>>
  readonly scores: readonly ScoreCount[]
  /** By who saw them, or took them. */
  readonly suggestions: readonly SuggestionCount[]
}

export interface AgentReplies {
  readonly agent: AgentId
  readonly met: number
  readonly late: number
}

/** What became of settled cases; null where nobody wrote it down. */
export interface OutcomeCount {
  readonly outcome: CaseEnd | null
  readonly count: number
  /** Of these, those with an amount, and its sum in fen. */
  readonly priced: number
  readonly minor: number
}

/** Of the bot's answers from one place of the playbook. */
export interface RatingCount {
  readonly source: string | null
  readonly intent: string | null
  readonly up: number
  readonly down: number
  /** Of `down`; one may have several. */
  readonly reasons: Readonly<Record<RatingReason, number>>
}

export interface ScoreCount {
  readonly score: number
  /** Who of the shop had it last. */
  readonly agent: AgentId | null
  readonly count: number
}

export type SuggestionCount = { readonly agent: AgentId } & Readonly<
  Record<SuggestionFigure, number>
>

/** Rounds in which something was asked; of several things in one round, each. */
export interface IntentCount {
  readonly intent: string
  readonly count: number
  readonly handed: number
  readonly missed: number
}

export interface ClockCount {
  readonly clock: string
  readonly level: Level
  readonly title: string
  readonly kept: number
  readonly late: number
  readonly pending: number
}

export interface ReplyCount {
  readonly channel: string
  readonly owed: number
  readonly met: number
  readonly late: number
  readonly pending: number
}

/** How it is at this moment. */
export interface Present {
  /** Customers in the queue for a person, by the level of their cases; null without one. */
  readonly waiting: readonly {
    readonly level: Level | null
    readonly count: number
    readonly since: number
  }[]
  readonly withAgents: number
  /** Of these, customers who wait for a word. */
  readonly unanswered: number
  /** With the bot, and somebody wrote in the last ten minutes. */
  readonly withBot: number
  /** Promises of open cases: overdue, and due within the hour. */
  readonly overdue: number
  readonly dueSoon: number
}

export interface ListAsked {
  readonly figure: Figure
  /** Any of them. */
  readonly spans: readonly Span[]
  readonly at: number
  readonly doors?: readonly ShopDoor[]
  readonly channel?: string
  readonly reason?: HandoffReason | null
  readonly intent?: string
  /** Whose words are in it, whose case it was, who had it or saw it. */
  readonly agent?: AgentId
  readonly stage?: Stage
  readonly clock?: string
  readonly level?: Level
  readonly outcome?: CaseEnd | null
  readonly source?: string
  readonly because?: RatingReason
  readonly score?: number
  readonly skip: number
  readonly limit: number
}

/** Latest first. */
export interface Listed {
  readonly total: number
  readonly rows: readonly ListedRow[]
}

export interface ListedRow {
  /** When the round began, the case was opened, or the clock started. */
  readonly at: number
  readonly summary: ConversationSummary
  /** Of a round: why a person was called, and what was asked. */
  readonly reason?: HandoffReason
  readonly intents: readonly string[]
}

/** Counts of what was, and of what is. */
export interface Figures {
  slice(asked: FiguresAsked): Promise<Slice>
  /** Asks day by day, from the newest, and lets the loop go in between. */
  list(asked: ListAsked): Promise<Listed>
  present(asked: { readonly at: number; readonly doors?: readonly ShopDoor[] }): Promise<Present>
  /** The promises that are overdue, or due within the hour, soonest first. */
  promises(asked: {
    readonly at: number
    readonly doors?: readonly ShopDoor[]
    readonly overdue: boolean
    readonly skip: number
    readonly limit: number
  }): Promise<Listed>
}
