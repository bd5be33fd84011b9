import { z } from 'zod'
import { agentFiles, notedFiles, ownerOfUploads } from '../agent-files.ts'
import { requireRight } from '../auth.ts'
import { findConversation } from '../conversation-detail.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { findColleague } from '../find-colleague.ts'
import { takeFile } from '../take-file.ts'
import { agentsUploads, createUploadQuota } from '../upload-quota.ts'
import { line as lineView } from '../views.ts'
import { conversationParams as params } from './conversations.ts'
import { line } from './schemas/conversation.ts'
import { uploadedMedia } from './schemas/customer.ts'
import { errorAnswers } from './schemas/error.ts'

const note = z.strictObject({
  client_id: z.string().min(1).max(100).describe('客户端自己取的编号，重复提交只算一次'),
  text: z.string().trim().max(4_000).describe('有附件时可以是空的'),
  media: agentFiles,
  mentions: z.array(z.string().max(64)).max(50).default([]).describe('@ 到的同事的账号'),
})
const listQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100) })

/** What agents leave for each other, and the files that they upload for it or for a reply. */
export function addNotes(app: App, { deps, sessions, lookers }: Edge) {
  const { store, now } = deps
  const quota = createUploadQuota(deps, agentsUploads)

  app.post(
    '/api/conversations/:id/notes',
    {
      schema: {
        tags: ['conversations'],
        summary: '写一条备注：只给同事看，不发给顾客，也不算回复',
        params,
        body: note,
        response: { 200: z.object({ line }), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireRight(request, sessions, 'read')
      const { id: agent, name } = by
      const { id } = request.params
      const { client_id: key, text, media: files, mentions: logins } = request.body
      const { conversation } = await findConversation(id, { store, by })
      const media = await notedFiles({ files, agent, conversation }, deps)
      if (text === '' && media.length === 0)
        throw new Refusal('bad_request', empty, { path: 'text' })
      const parts = [...(text === '' ? [] : [{ kind: 'text', text } as const]), ...media]
      const named = { store, path: 'mentions', shop: conversation, instead: nameAnother }
      const others = [...new Set(logins)].filter((login) => login !== agent)
      const mentions = await Promise.all(others.map((login) => findColleague(login, named)))
      const added = { conversationId: id, key, agent, name, parts, mentions, at: now() }
      const entry = await store.desk.addNote(added)
      if (entry === undefined) throw new Refusal('not_found')
      lookers.said(agent, id)
      await store.desk.saveUnsent(agent, { conversationId: id, note: '' }, now())
      return { line: lineView(entry) }
    },
  )

  app.get(
    '/api/conversations/:id/notes',
    {
      schema: {
        tags: ['conversations'],
        summary: '一个会话的全部备注，最早的在前',
        params,
        querystring: listQuery,
        response: { 200: z.object({ notes: z.array(line) }), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireRight(request, sessions, 'read')
      const { id } = request.params
      await findConversation(id, { store, by })
      const notes = await store.desk.notes(id, request.query.limit)
      return { notes: notes.map(lineView) }
    },
  )

  app.post(
    '/api/agent/media',
    {
      schema: {
        tags: ['conversations'],
        summary: '上传一个文件（multipart），给备注或回复用：图片 10 MiB、视频 50 MiB 以内',
        consumes: ['multipart/form-data'],
        response: { 200: uploadedMedia, ...errorAnswers },
      },
    },
    async (request) => {
      const { id } = await requireRight(request, sessions, 'read')
      return takeFile(request, { owner: ownerOfUploads(id), quota }, deps)
    },
  )
}

const nameAnother = { zh: '请 @ 别的同事', en: 'name another colleague' }
const empty = { zh: '写点什么，或者附上文件', en: 'Write something, or attach a file' }
