import { z } from 'zod'
import { type ConversationId, conversationId } from '../../model/ids.ts'
import type { Agent } from '../../store/index.ts'
import { requireRight } from '../auth.ts'
import { findConversation } from '../conversation-detail.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { quickReplies } from '../quick-replies.ts'
import { conversationParams as params } from './conversations.ts'
import { errorAnswers, quickGroup, suggestion, suggestionTally } from './schemas.ts'

const tags = ['conversations']
const quickQuery = z.strictObject({ conversation: z.string().max(200).transform(conversationId) })
const tallyQuery = z.strictObject({ since: z.coerce.number().int().min(0).default(0) })

/** What agents are offered to say: their own words again, and the knowledge base's. */
export function addHelp(app: App, { deps, sessions }: Edge) {
  const { assist, helpWords, now } = deps
  const { help } = deps.store

  app.get(
    '/api/quick-replies',
    {
      schema: {
        tags,
        summary: '快捷回复：变量已按这个会话填好，没有值的和要自己填的列在旁边',
        querystring: quickQuery,
        response: { 200: z.object({ groups: z.array(quickGroup) }), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireRight(request, sessions, 'read')
      const found = await assisted(request.query.conversation, by)
      const uses = await help.quickUses(by.id)
      return { groups: [...quickReplies(helpWords().quick, { values: found.values, uses })] }
    },
  )

  app.get(
    '/api/conversations/:id/suggestions',
    {
      schema: {
        tags,
        summary: '照知识库，顾客刚说的话可以怎么回：最多三条',
        params,
        response: { 200: z.object({ suggestions: z.array(suggestion) }), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireRight(request, sessions, 'answer')
      const { id } = request.params
      const found = await assisted(id, by)
      const answers = found.answers.map(({ answer, text }) => ({ id: answer.id, text }))
      await help.noteSuggested({
        conversationId: id,
        upTo: found.upTo,
        answers,
        at: now(),
        agent: by.id,
      })
      const { intents } = helpWords()
      const suggestions = found.answers.map(({ answer, text, confidence }) => {
        const [intent] = answer.intents
        return {
          id: answer.id,
          text,
          intent: intent ?? null,
          intent_title: (intent && intents.get(intent)?.title) ?? null,
          confidence,
          source: answer.source,
        }
      })
      return { suggestions }
    },
  )

  app.get(
    '/api/suggestions/tally',
    {
      schema: {
        tags: ['people'],
        summary: '推荐的回复用上了多少：出现、原样采用、改过再用',
        querystring: tallyQuery,
        response: { 200: z.object({ answers: z.array(suggestionTally) }), ...errorAnswers },
      },
    },
    async (request) => {
      const { shops } = await requireRight(request, sessions, 'overview')
      return { answers: [...(await help.suggestions(request.query.since, shops))] }
    },
  )

  async function assisted(id: ConversationId, by: Agent) {
    await findConversation(id, { ...deps, by })
    const found = await assist(id)
    if (found === undefined) throw new Refusal('not_found')
    return found
  }
}
