import type { Person } from '../desk/index.ts'
import { GatewayError } from '../model/errors.ts'
import type { ConversationId } from '../model/ids.ts'
import { type RatingReason, ratingReasons, type SurveyMark } from '../model/rating.ts'
import type { Store } from '../store/index.ts'
import type { Agenda } from './agenda.ts'
import type { Random } from './random.ts'

interface Parts {
  readonly store: Store
  readonly agenda: Agenda
  readonly random: Random
  readonly now: () => number
  readonly until: number
  /** Nobody is asked how their thanks were answered. */
  readonly isAsked: (intent: string | undefined) => boolean
}

/** What past customers thought of it; most say nothing. */
export const createOpinions = ({ store, agenda, random, now, until, isAsked }: Parts) => {
  const soon = (from: number, to: number) =>
    Math.min(until, now() + random.between(from, to) * 1_000)

  const rateAnswer = async (id: ConversationId): Promise<void> => {
    const entries = await store.read.transcript(id, { limit: 20 })
    const line = entries.findLast(({ why }) => why?.kind === 'answer' && isAsked(why.intent))
    if (line === undefined) return
    const isLiked = random.next() < 0.72
    const reasons: readonly RatingReason[] =
      isLiked || random.next() < 0.2 ? [] : [random.of(ratingReasons)]
    const asked = { conversationId: id, line: line.id, at: now(), reasons }
    // What has not left yet, as in the last minutes, is rated by nobody.
    await store.ratings
      .rate({ ...asked, verdict: isLiked ? 'up' : 'down' })
      .catch((error: unknown) => {
        if (!(error instanceof GatewayError)) throw error
      })
  }

  const survey = async (id: ConversationId, { agent, name }: Person): Promise<void> => {
    const round = (await store.read.conversation(id))?.conversation.round
    if (round === undefined) return
    const asked = { conversationId: id, round, at: now() }
    await store.ratings.noteSurveyAsked(asked)
    const says = random.next()
    if (says > 0.55) return
    const score = random.of([5, 5, 5, 5, 4, 4, 4, 3, 2, 1])
    const marks: readonly SurveyMark[] = [score > 3 ? random.of(['fast', 'kind']) : 'slow']
    await store.ratings.keepSurvey({
      ...asked,
      agent: { id: agent, name },
      ...(says < 0.45 && { answer: { score, marks, words: '' } }),
    })
  }

  return {
    /** Of the last answer of the bot, if they think anything of it. */
    mayRate(id: ConversationId): void {
      if (random.next() < 0.3) agenda.add(soon(5, 40), () => rateAnswer(id))
    },
    /** They are asked where they still look. */
    maySurvey(id: ConversationId, by: Person): void {
      if (random.next() < 0.7) agenda.add(soon(10, 120), () => survey(id, by))
    },
  }
}
