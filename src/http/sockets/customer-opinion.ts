import { z } from 'zod'
import { GatewayError } from '../../model/errors.ts'
import type { Entry } from '../../model/message.ts'
import {
  type Rating,
  ratingReasons,
  type SurveyAnswer,
  surveyMarks,
  verdicts,
} from '../../model/rating.ts'
import type { CustomerEvent } from '../../model/wire/customer.ts'
import type { HttpDeps } from '../deps.ts'
import { Refusal } from '../errors.ts'
import { surveyNote } from '../survey-offer.ts'
import type { Guest } from '../visitors.ts'
import { openSurvey } from './customer-survey.ts'

const rating = z.strictObject({
  verdict: z.enum(verdicts),
  reasons: z.array(z.enum(ratingReasons)).max(ratingReasons.length),
})

/** Frames in which a customer says what they think. */
export const opinionFrames = [
  z.strictObject({
    type: z.literal('rate'),
    line: z.string().min(1).max(200),
    rating: rating.nullable(),
  }),
  z.strictObject({
    type: z.literal('survey'),
    round: z.int().min(1),
    answer: z
      .strictObject({
        score: z.int().min(1).max(5),
        marks: z.array(z.enum([...surveyMarks.good, ...surveyMarks.bad])).max(8),
        words: z.string().max(500),
      })
      .nullable(),
  }),
] as const

export type OpinionFrame = z.infer<(typeof opinionFrames)[number]>

export interface Opinions {
  readonly guest: Guest
  readonly deps: Pick<HttpDeps, 'store' | 'now' | 'isSmallTalk'>
  readonly ratings: Map<string, Rating>
  readonly tell: (event: CustomerEvent) => void
}

/** Keeps it; rejects with a `Refusal` where nobody asked. */
export function takeOpinion(frame: OpinionFrame, page: Opinions): Promise<void> {
  return frame.type === 'rate' ? rate(frame, page) : answer(frame, page)
}

/** An answer of the bot, neither a question of its own nor small talk. */
export const mayRate = (
  { why, parts }: Entry,
  { isSmallTalk }: Pick<HttpDeps, 'isSmallTalk'>,
): boolean =>
  why?.kind === 'answer' &&
  !(why.intent !== undefined && isSmallTalk(why.intent)) &&
  parts.some(({ kind }) => kind === 'text')

async function rate(
  { line, rating }: { readonly line: string; readonly rating: Rating | null },
  { guest: { conversationId }, deps, ratings, tell }: Opinions,
) {
  if (rating === null) {
    await deps.store.ratings.takeBack({ conversationId, line })
    ratings.delete(line)
    return tell({ type: 'rated', line, rating })
  }
  const { verdict } = rating
  const reasons = verdict === 'down' ? [...new Set(rating.reasons)] : []
  const asked = { conversationId, line, at: deps.now(), verdict, reasons }
  const allow = (entry: Entry) => {
    if (!mayRate(entry, deps)) throw notAsked()
  }
  await deps.store.ratings.rate(asked, allow).catch((error: unknown) => {
    throw error instanceof GatewayError && error.code === 'not_found' ? notAsked() : error
  })
  ratings.set(line, { verdict, reasons })
  tell({ type: 'rated', line, rating: { verdict, reasons } })
}

async function answer(
  { round, answer }: { readonly round: number; readonly answer: SurveyAnswer | null },
  { guest: { conversationId }, deps }: Opinions,
) {
  const { read, ratings } = deps.store
  const summary = await read.conversation(conversationId)
  const offer = summary && (await openSurvey(summary.conversation, deps))
  // What was answered already, in another tab too, stands.
  if (offer?.round !== round) return
  const told = answer && {
    ...answer,
    marks: [...new Set(answer.marks)],
    words: answer.words.trim(),
  }
  await ratings.keepSurvey(
    { conversationId, at: deps.now(), ...offer, ...(told && { answer: told }) },
    told ? surveyNote(told) : undefined,
  )
}

const notAsked = () =>
  new Refusal('not_found', { zh: '这句话不用评价', en: 'That line is not to be rated' })
