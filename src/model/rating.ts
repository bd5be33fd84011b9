export const verdicts = ['up', 'down'] as const
export type Verdict = (typeof verdicts)[number]

/** What may be wrong with an answer; `wants_human` calls a person, too. */
export const ratingReasons = ['off_point', 'wrong', 'unclear', 'no_help', 'wants_human'] as const
export type RatingReason = (typeof ratingReasons)[number]

/** What a customer says of one answer of the bot. */
export interface Rating {
  readonly verdict: Verdict
  /** Of a `down`, any number. */
  readonly reasons: readonly RatingReason[]
}

/** What was good or bad about the service as a whole. */
export const surveyMarks = {
  good: ['fast', 'solved', 'kind', 'clear'],
  bad: ['slow', 'unsolved', 'unkind', 'repeated'],
} as const
export type SurveyMark = (typeof surveyMarks)['good' | 'bad'][number]

/** What a customer says of a round of their conversation once it is over. */
export interface SurveyAnswer {
  /** 1 to 5. */
  readonly score: number
  readonly marks: readonly SurveyMark[]
  readonly words: string
}
