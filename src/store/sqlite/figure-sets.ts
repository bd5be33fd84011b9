import {
  type CaseFigure,
  type ClockFigure,
  caseFigures,
  clockFigures,
  type Figure,
  type RatingFigure,
  type ReplyFigure,
  type RoundFigure,
  ratingFigures,
  roundFigures,
  type SettledFigure,
  type ShopDoor,
  type SuggestionFigure,
  type SurveyFigure,
  settledFigures,
  suggestionFigures,
  surveyFigures,
} from '../figures.ts'

/*
 * What each figure counts, as a condition on one row of its table; `:at` is the present. The number
 * is a count of these rows and the list behind it is these rows: they cannot differ.
 */

/** Of all doors where none are named. */
export const isDoor =
  "(:doors IS NULL OR channel || '/' || account IN (SELECT value FROM json_each(:doors)))"

/** What stands for `:doors`; no channel's name has a slash. */
export const doorsOf = (doors: readonly ShopDoor[] | undefined): string | null =>
  doors === undefined
    ? null
    : JSON.stringify(doors.map(({ channel, account }) => `${channel}/${account}`))

export const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const weekMs = 7 * dayMs

const called = 'own AND handed_at IS NOT NULL'
const filed = 'own AND handed_at IS NULL AND filed'
const steppedIn = 'own AND handed_at IS NULL AND NOT filed AND taken_at IS NOT NULL'
const botAlone = 'own AND handed_at IS NULL AND NOT filed AND taken_at IS NULL'
/** The customer's last words, before they were quiet for a day. */
const ended = 'ifnull(rested_at, heard_at)'
const running = `${botAlone} AND ${ended} > :at - ${dayMs}`
const settled = `own AND began_at <= :at - ${dayMs} AND NOT (${running})`
const stayedAway = (ms: number) => `(back_at IS NULL OR back_at - ${ended} >= ${ms})`
const isSolved = `bot_at IS NOT NULL AND NOT unsolved AND ${stayedAway(dayMs)}`
const resolved = `${settled} AND ${botAlone} AND ${isSolved}`
const weekOld = `${resolved} AND ${ended} <= :at - ${weekMs}`
const isBack = `next_at IS NOT NULL AND next_at - closed_at <= ${weekMs}`

const ofRounds: Readonly<Record<RoundFigure, string>> = {
  begun: '1',
  own: 'own',
  peopleFirst: 'NOT own',
  handed: called,
  filed,
  steppedIn,
  running,
  settled,
  resolved,
  unfinished: `${settled} AND ${botAlone} AND NOT (${isSolved})`,
  weekOld,
  durable: `${weekOld} AND ${stayedAway(weekMs)}`,
  closed: 'closed_at IS NOT NULL',
  reopened: `closed_at IS NOT NULL AND ${isBack}`,
  mayReopen: `closed_at IS NOT NULL AND next_at IS NULL AND closed_at > :at - ${weekMs}`,
  waited: 'handed_at IS NOT NULL',
  answered: 'handed_at IS NOT NULL AND person_at IS NOT NULL',
  neverAnswered:
    'handed_at IS NOT NULL AND person_at IS NULL AND (closed_at IS NOT NULL OR next_at IS NOT NULL)',
  missed: 'misses > 0',
}

const complete = "evidence > 0 AND status = 'complete'"

const ofCases: Readonly<Record<CaseFigure, string>> = {
  asked: '1',
  firstEvidence: 'evidence > 0',
  complete,
  decided: `${complete} AND stage IN ('proposed', 'agreed', 'done', 'rejected')`,
  urgent: 'level = 1',
  routine: 'level = 2',
  disputed: 'level = 3',
}

const waits = "state IN ('running', 'warned')"

const ofClocks: Readonly<Record<ClockFigure, string>> = {
  clockKept: "state = 'met' AND ended_at <= due_at",
  clockLate: `(state = 'met' AND ended_at > due_at OR state = 'breached' OR ${waits} AND due_at < :at)`,
  clockPending: `${waits} AND due_at >= :at`,
}

const ofReplies: Readonly<Record<ReplyFigure, string>> = {
  repliesOwed: '1',
  repliesMet: 'ended_at <= due_at',
  repliesLate: 'ifnull(ended_at, :at) > due_at',
  repliesPending: 'ended_at IS NULL AND due_at >= :at',
}

/** As `rounds` tell of it: another round, or words after a day of quiet. */
const cameWithin = (ms: number) => `EXISTS (SELECT 1 FROM rounds AS later
  WHERE later.conversation = case_facts.conversation
    AND (later.began_at > case_facts.closed_at AND later.began_at <= case_facts.closed_at + ${ms}
      OR later.back_at > case_facts.closed_at AND later.back_at <= case_facts.closed_at + ${ms}))`
const isSettled = "stage IN ('done', 'rejected')"
const returned = `${isSettled} AND ${cameWithin(weekMs)}`

const ofSettled: Readonly<Record<SettledFigure, string>> = {
  caseSettled: isSettled,
  caseReturned: returned,
  caseMayReturn: `${isSettled} AND closed_at > :at - ${weekMs} AND NOT (${returned})`,
}

const ofRatings: Readonly<Record<RatingFigure, string>> = {
  rated: '1',
  liked: "verdict = 'up'",
  disliked: "verdict = 'down'",
}

const ofSurveys: Readonly<Record<SurveyFigure, string>> = {
  surveyAsked: '1',
  surveyTold: 'score IS NOT NULL',
  surveyPutAway: 'told_at IS NOT NULL AND score IS NULL',
  surveySilent: 'told_at IS NULL',
}

const ofSuggestions: Readonly<Record<SuggestionFigure, string>> = {
  suggested: '1',
  suggestedSame: "outcome = 'accepted'",
  suggestedChanged: "outcome = 'edited'",
}

/** How a settled case ended. */
export const endOfCase = "iif(stage = 'rejected', 'rejected', outcome)"
/** What was asked for and rejected cost nothing. */
export const costOfCase = "iif(stage = 'rejected', NULL, amount)"

interface FigureTable {
  readonly table:
    | 'rounds'
    | 'case_facts'
    | 'clock_facts'
    | 'reply_clocks'
    | 'seen_ratings'
    | 'seen_surveys'
    | 'seen_suggestions'
  /** When it counts. */
  readonly moment: string
  readonly where: string
}

/** Where the rows of a figure lie, and which they are. */
export function tableOf(figure: Figure): FigureTable {
  if (isIn(roundFigures, figure)) {
    return { table: 'rounds', moment: 'began_at', where: ofRounds[figure] }
  }
  if (isIn(caseFigures, figure)) {
    return { table: 'case_facts', moment: 'opened_at', where: ofCases[figure] }
  }
  if (isIn(clockFigures, figure)) {
    return { table: 'clock_facts', moment: 'started_at', where: ofClocks[figure] }
  }
  if (figure === 'caseClosed') {
    return { table: 'case_facts', moment: 'closed_at', where: 'owner IS NOT NULL' }
  }
  if (isIn(settledFigures, figure)) {
    return { table: 'case_facts', moment: 'closed_at', where: ofSettled[figure] }
  }
  if (isIn(ratingFigures, figure)) {
    return { table: 'seen_ratings', moment: 'at', where: ofRatings[figure] }
  }
  if (isIn(surveyFigures, figure)) {
    return { table: 'seen_surveys', moment: 'at', where: ofSurveys[figure] }
  }
  if (isIn(suggestionFigures, figure)) {
    return { table: 'seen_suggestions', moment: 'at', where: ofSuggestions[figure] }
  }
  return { table: 'reply_clocks', moment: 'since', where: ofReplies[figure] }
}

const isIn = <F extends Figure>(figures: readonly F[], figure: Figure): figure is F =>
  (figures as readonly Figure[]).includes(figure)

/** `sum(…) AS begun, …`: each of some figures, counted in one go. */
export const countsOf = (figures: readonly Figure[]): string =>
  figures.map((name) => `ifnull(sum(${tableOf(name).where}), 0) AS ${name}`).join(', ')

/** What a statement is given; of all doors where they are null. */
export interface Bound {
  readonly from: number
  readonly to: number
  readonly at: number
  readonly doors: string | null
}

export const within = (moment: string) => `${moment} >= :from AND ${moment} < :to AND ${isDoor}`

export const none = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
