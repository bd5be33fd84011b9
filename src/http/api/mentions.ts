import { z } from 'zod'
import { isWithin, may } from '../../model/people.ts'
import { requireRight } from '../auth.ts'
import { findConversation } from '../conversation-detail.ts'
import type { App, Edge } from '../edge.ts'
import { soundsOf } from '../sounds.ts'
import { line } from '../views.ts'
import { conversationParams as params } from './conversations.ts'
import { errorAnswers } from './schemas/error.ts'
import { namedColleague, noteFound, unseenMention } from './schemas/note.ts'

const tags = ['conversations']
const notesQuery = z.strictObject({
  mentioned: z.literal('me').optional().describe('只要提到我的'),
  before: z.coerce.number().int().optional().describe('只要这个 position 之前的'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Notes of all chats, whom they name, and what of it somebody has not seen. */
export function addMentions(app: App, { deps, sessions }: Edge) {
  const { store } = deps

  app.get(
    '/api/notes',
    {
      schema: {
        tags,
        summary: '所有会话的备注，最新的在前',
        querystring: notesQuery,
        response: { 200: z.object({ notes: z.array(noteFound) }), ...errorAnswers },
      },
    },
    async (request) => {
      const { id: agent, shops } = await requireRight(request, sessions, 'read')
      const { mentioned, before, limit } = request.query
      const found = await store.desk.recentNotes({
        agent,
        shops,
        limit,
        ...(mentioned !== undefined && { isMentioned: true }),
        ...(before !== undefined && { before }),
      })
      const notes = found.map(({ entry, channel, customer, isUnseen }) => ({
        line: line(entry),
        customer: { id: customer.id, name: customer.name ?? null },
        channel,
        unseen: isUnseen,
      }))
      return { notes }
    },
  )

  app.get(
    '/api/mentions',
    {
      schema: {
        tags,
        summary: '哪些备注提到我、我还没看',
        response: { 200: z.object({ mentions: z.array(unseenMention) }), ...errorAnswers },
      },
    },
    async (request) => {
      const { id, shops } = await requireRight(request, sessions, 'read')
      const unseen = await store.desk.unseenMentions(id, shops)
      return {
        mentions: unseen.map(({ id, conversationId: conversation }) => ({
          line: id,
          conversation,
        })),
      }
    },
  )

  app.post(
    '/api/conversations/:id/mentions/seen',
    {
      schema: {
        tags,
        summary: '这个会话里提到我的，我看过了',
        params,
        body: z.strictObject({}).nullish(),
        response: { 200: z.object({}), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireRight(request, sessions, 'read')
      const { id } = request.params
      await findConversation(id, { store, by })
      await store.desk.seeMentions(by.id, id)
      return {}
    },
  )

  app.get(
    '/api/conversations/:id/colleagues',
    {
      schema: {
        tags,
        summary: '备注里可以 @ 的同事，能用拼音首字母找',
        params,
        response: { 200: z.object({ colleagues: z.array(namedColleague) }), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireRight(request, sessions, 'read')
      const { conversation } = await findConversation(request.params.id, { store, by })
      const colleagues = (await store.people.agents())
        .filter(({ id, disabled }) => id !== by.id && !disabled)
        .filter(({ role, shops }) => may(role, 'read') && isWithin(shops, conversation))
        .map(({ id, name, role }) => ({ id, name, role, ...soundsOf(name) }))
      return { colleagues }
    },
  )
}
