import type { AgentId, ConversationId } from '../model/ids.ts'
import type { Entry } from '../model/message.ts'
import type { Rating, SurveyAnswer, Verdict } from '../model/rating.ts'

/** What customers say of the bot's answers, and of their rounds as a whole. */
export interface Ratings {
  /**
   * Keeps what a customer says of a line, in place of what they said of it before. Only words of the
   * bot that reached the customer in this conversation: rejects with `not_found` for any other line.
   * What `allow` throws is what this rejects with.
   */
  rate(asked: RateLine, allow?: (entry: Entry) => void): Promise<void>
  /** The customer has no opinion of it any more. */
  takeBack(line: Pick<LineRating, 'conversationId' | 'line'>): Promise<void>
  /** In the order of the lines. */
  ofConversation(id: ConversationId): Promise<readonly LineRating[]>
  /** Newest first. */
  list(filter: RatingFilter): Promise<readonly LineRating[]>
  /** Of the ratings within `from` (counted in) and `to`, by what was understood; most first. */
  byIntent(within: {
    readonly from: number
    readonly to: number
  }): Promise<readonly IntentRatings[]>

  /** A customer was asked how a round was; only the first time of a round counts. */
  noteSurveyAsked(asked: Pick<Survey, 'conversationId' | 'round' | 'at'>): Promise<void>
  /**
   * Keeps the one survey of a round, and tells agents of it in the transcript where `note` says how;
   * false when the round has one.
   */
  keepSurvey(survey: Survey, note?: string): Promise<boolean>
  survey(id: ConversationId, round: number): Promise<Survey | undefined>
  /** Newest first; those that were put away, too. */
  surveys(filter: { readonly limit: number; readonly before?: number }): Promise<readonly Survey[]>
}

export interface RateLine extends Rating {
  readonly conversationId: ConversationId
  readonly line: string
  readonly at: number
}

export interface LineRating extends RateLine {
  /** What decided the line. */
  readonly intent?: string
  readonly rung: string
  readonly source?: string
}

export interface RatingFilter {
  readonly verdict?: Verdict
  readonly before?: number
  readonly limit: number
}

export interface IntentRatings {
  /** Absent where the answer was found without one. */
  readonly intent?: string
  readonly up: number
  readonly down: number
}

export interface Survey {
  readonly conversationId: ConversationId
  readonly round: number
  readonly at: number
  /** Who of the shop had it last. */
  readonly agent?: { readonly id: AgentId; readonly name: string }
  /** Absent where the customer put it away. */
  readonly answer?: SurveyAnswer
}
