import { z } from 'zod'
import { type ConversationId, conversationId, type IntentId } from '../../model/ids.ts'
import type { Suggestion } from '../../model/wire/reply.ts'
import type { Agent } from '../../store/index.ts'
import { requireRight } from '../auth.ts'
import { findConversation } from '../conversation-detail.ts'
import type { HttpDeps } from '../deps.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { quickReplies } from '../quick-replies.ts'
import { conversationParams as params } from './conversations.ts'
import { errorAnswers } from './schemas/error.ts'
import { quickGroup, suggestion, suggestionTally } from './schemas/reply.ts'

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
        summary:
          '照知识库，顾客刚说的话可以怎么回：最多三条，机器人自己会说的在最前（by: bot）；关闭时没有',
        params,
        response: { 200: z.object({ suggestions: z.array(suggestion) }), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireRight(request, sessions, 'answer')
      const { id } = request.params
      const found = await assisted(id, by)
      const { intents } = helpWords()
      const suggestions = suggestionsOf(found, (intent) => intents.get(intent)?.title)
      await help.noteSuggested({
        conversationId: id,
        upTo: found.upTo,
        answers: suggestions.map(({ id, text }) => ({ id, text })),
        at: now(),
        agent: by.id,
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

const mostSuggested = 3

/** The bot's own words first, once; by its own name where they are no answer of the playbook. */
function suggestionsOf(
  { answers, bot }: Pick<Assisted, 'answers' | 'bot'>,
  titleOf: (intent: IntentId) => string | undefined,
): Suggestion[] {
  const told = ({ intent, ...rest }: Told): Suggestion => ({
    ...rest,
    intent: intent ?? null,
    intent_title: (intent && titleOf(intent)) ?? null,
  })
  const same = answers.find(({ text }) => text === bot?.text)
  const bots = bot && {
    id: same?.answer.id ?? '@bot',
    by: 'bot' as const,
    text: bot.text,
    intent: bot.intent ?? same?.answer.intents[0],
    confidence: bot.confidence ?? null,
    source: bot.source ?? same?.answer.source ?? null,
  }
  const others = answers
    .filter((each) => each !== same)
    .map(({ answer, text, confidence }) => ({
      id: answer.id,
      by: 'playbook' as const,
      text,
      intent: answer.intents[0],
      confidence,
      source: answer.source,
    }))
  return [...(bots ? [bots] : []), ...others].slice(0, mostSuggested).map(told)
}

type Told = Omit<Suggestion, 'intent' | 'intent_title'> & { readonly intent: IntentId | undefined }
type Assisted = NonNullable<Awaited<ReturnType<HttpDeps['assist']>>>
