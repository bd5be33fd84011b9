import type { Conversation } from '../../model/conversation.ts'
import type { CustomerEvent } from '../../model/wire/customer.ts'
import type { HttpDeps } from '../deps.ts'
import { type SurveyOffer, surveyOffer } from '../survey-offer.ts'

/** The survey that the customer may still answer. */
export async function openSurvey(
  conversation: Conversation,
  { store, now }: Pick<HttpDeps, 'store' | 'now'>,
): Promise<SurveyOffer | undefined> {
  const { id, phase } = conversation
  const tickets = phase.kind === 'answering' ? await store.read.tickets(id) : []
  const offer = surveyOffer(conversation, { tickets, now: now() })
  return offer && (await store.ratings.survey(id, offer.round)) ? undefined : offer
}

/** Asks a page how it was, once a round is over. */
export function createSurvey(
  deps: Pick<HttpDeps, 'store' | 'now'> & {
    readonly tell: (event: CustomerEvent) => void
    readonly failed: (error: unknown) => void
  },
) {
  let told = JSON.stringify(null)
  /** Of several looks at once only the last one counts. */
  let looks = 0

  async function look(conversation: Conversation) {
    looks += 1
    const mine = looks
    const offer = await openSurvey(conversation, deps)
    if (mine !== looks) return
    const survey = offer ? { round: offer.round, agent: offer.agent?.name ?? null } : null
    const text = JSON.stringify(survey)
    if (text === told) return
    told = text
    deps.tell({ type: 'survey', survey })
    if (offer === undefined) return
    const { id: conversationId } = conversation
    await deps.store.ratings.noteSurveyAsked({ conversationId, round: offer.round, at: deps.now() })
  }

  return {
    show(conversation: Conversation) {
      look(conversation).catch(deps.failed)
    },
    stop() {
      looks += 1
    },
  }
}
