import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  type Checked,
  type EditDetail,
  type EditRow,
  type FoundLine,
  largestFile,
  type PlaybookFiles,
  type PlaybookText,
  type SaveEvent,
  type StoryText,
  type Tried,
  type Vocabulary,
  type WithExample,
} from '../../model/wire/authoring.ts'
import { requireRight } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { answerOf } from '../errors.ts'
import { languageOf } from '../language.ts'
import { errorAnswers } from './schemas/error.ts'

/** Twenty files that are changed at once, of which a few may be as large as the loader takes. */
const mostDrafts = 20
const bodyLimit = 8 * largestFile

const file = z.string().min(1).max(120).describe('如 replies/damaged.yaml')
const draft = z.strictObject({
  file,
  text: z
    .string()
    // More than the loader takes: it says so in words.
    .max(2 * largestFile)
    .nullable()
    .describe('null：没有这个文件'),
})
const drafts = z.array(draft).max(mostDrafts).default([])
const line = z.string().trim().min(1).max(500)

const draftToSave = draft.extend({
  base: z.string().max(64).nullable().describe('读出来时的 hash；null：原来没有这个文件'),
})
const toSave = z.strictObject({ drafts: z.array(draftToSave).min(1).max(mostDrafts) })
const toUndo = z.strictObject({
  settled: z
    .array(draftToSave)
    .max(mostDrafts)
    .default([])
    .describe('后来有人改了同样地方的文件，撤销以后要的样子'),
})
const toTry = z.strictObject({
  drafts,
  buyer: z.string().max(100).optional(),
  at: z.int().min(0).max(8e15).optional(),
  lines: z.array(line).min(1).max(30),
})
const toTell = toTry.extend({ title: line, keep: z.boolean().default(false) })
const toAdd = z.strictObject({ drafts, intent: z.string().min(1).max(80), text: line })
/** The answers' shapes are those of `model/wire/authoring.ts`, which the page reads them by. */
const answers = <Answer>() => z.looseObject({}) as unknown as z.ZodType<Answer>

const editParams = z.object({ id: z.coerce.number().int().min(1) })
const historyQuery = z.strictObject({
  file: file.optional(),
  before: z.coerce.number().int().min(1).optional(),
})

/** Where operators write the playbook. Whoever may read the console may look; few may write. */
export function addAuthoring(app: App, { deps, sessions }: Edge, closing: AbortSignal) {
  const { authoring } = deps
  const reading = { onRequest: allow('read') }
  const writing = { onRequest: allow('playbook'), bodyLimit }
  const described = <Answer>(summary: string) => ({
    tags: ['playbook'],
    summary,
    response: { 200: answers<Answer>(), ...errorAnswers },
  })

  function allow(right: 'read' | 'playbook') {
    // Before the body: nobody else makes us read megabytes.
    return async (request: FastifyRequest) => void (await requireRight(request, sessions, right))
  }

  const byWhom = async (request: FastifyRequest, reply: FastifyReply) => {
    const { id, name } = await requireRight(request, sessions, 'playbook')
    return {
      who: { login: id, name },
      language: languageOf(request.headers),
      signal: AbortSignal.any([closing, goneSignal(reply)]),
    }
  }

  app.get(
    '/api/playbook/files',
    {
      ...reading,
      schema: described<PlaybookFiles>('知识库的文件、剧本的数量、可以扮演的演示买家'),
    },
    () => authoring.files(),
  )
  app.get(
    '/api/playbook/file',
    {
      ...reading,
      schema: {
        ...described<PlaybookText>('一个文件的内容'),
        querystring: z.strictObject({ file }),
      },
    },
    ({ query }) => authoring.read(query.file),
  )
  app.get(
    '/api/playbook/search',
    {
      ...reading,
      schema: {
        ...described<{ lines: readonly FoundLine[] }>('含有这些字的行'),
        querystring: z.strictObject({ q: z.string().trim().min(1).max(100) }),
      },
    },
    async ({ query }) => ({ lines: await authoring.search(query.q) }),
  )
  app.get(
    '/api/playbook/vocabulary',
    { ...reading, schema: described<Vocabulary>('能写什么：JSON Schema、编号、变量') },
    () => authoring.vocabulary(),
  )
  app.get(
    '/api/playbook/history',
    {
      ...reading,
      schema: {
        ...described<{ edits: readonly EditRow[] }>('谁在什么时候改了哪些文件，新的在前'),
        querystring: historyQuery,
      },
    },
    async ({ query: { file: of, before } }) => ({
      edits: await authoring.history({
        ...(of === undefined ? {} : { file: of }),
        ...(before === undefined ? {} : { before }),
      }),
    }),
  )
  app.get(
    '/api/playbook/history/:id',
    {
      ...reading,
      schema: {
        ...described<EditDetail>('一次修改：每个文件的差异'),
        params: editParams,
      },
    },
    ({ params }) => authoring.edit(params.id),
  )
  app.post(
    '/api/playbook/check',
    {
      ...writing,
      schema: { ...described<Checked>('检查还没保存的改动'), body: z.strictObject({ drafts }) },
    },
    (request, reply) =>
      authoring.check(request.body.drafts, {
        language: languageOf(request.headers),
        signal: goneSignal(reply),
      }),
  )
  app.post(
    '/api/playbook/save',
    {
      ...writing,
      schema: {
        ...described<unknown>('保存：检查 → 剧本 → 生效；一行一个 JSON，边做边答'),
        body: toSave,
      },
    },
    async (request, reply) =>
      stream(request, reply, authoring.save(request.body.drafts, await byWhom(request, reply))),
  )
  app.post(
    '/api/playbook/history/:id/undo',
    {
      ...writing,
      schema: {
        ...described<unknown>('撤销一次修改（一起保存的文件一起撤销），和保存走一样的路'),
        params: editParams,
        body: toUndo,
      },
    },
    async (request, reply) => {
      const by = { ...(await byWhom(request, reply)), ...request.body }
      return stream(request, reply, authoring.undo(request.params.id, by))
    },
  )
  app.post(
    '/api/playbook/try',
    {
      ...writing,
      schema: { ...described<Tried>('拿还没保存的改动对话，看全部推理过程'), body: toTry },
    },
    (request) => {
      const { buyer, at, ...rest } = request.body
      return authoring.try({ ...rest, ...given({ buyer, at }) }, languageOf(request.headers))
    },
  )
  app.post(
    '/api/playbook/story',
    {
      ...writing,
      schema: {
        ...described<StoryText | Extract<Tried, { kind: 'refused' }>>(
          '把一段对话写成剧本；keep 为真就存起来',
        ),
        body: toTell,
      },
    },
    (request) => {
      const { buyer, at, ...rest } = request.body
      return authoring.story({ ...rest, ...given({ buyer, at }) }, languageOf(request.headers))
    },
  )
  app.post(
    '/api/playbook/example',
    {
      ...writing,
      schema: { ...described<WithExample>('给一个意图加一句例句：只多一行，不保存'), body: toAdd },
    },
    (request) => authoring.addExample(request.body.drafts, request.body),
  )
}

const given = ({ buyer, at }: { buyer: string | undefined; at: number | undefined }) => ({
  ...(buyer === undefined ? {} : { buyer }),
  ...(at === undefined ? {} : { at }),
})

/** Whoever does not listen any more does not want it saved. */
const goneSignal = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}

const stream = (request: FastifyRequest, reply: FastifyReply, events: AsyncGenerator<SaveEvent>) =>
  reply
    .type('application/x-ndjson; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(Readable.from(asLines(request, events)))

/** By the time something goes wrong the answer has begun: it is told as its last line. */
async function* asLines(request: FastifyRequest, events: AsyncGenerator<SaveEvent>) {
  try {
    for await (const event of events) yield `${JSON.stringify(event)}\n`
  } catch (error) {
    const { status, body } = answerOf(error, languageOf(request.headers))
    if (status >= 500) request.log.error({ err: error }, 'playbook not saved')
    yield `${JSON.stringify({ kind: 'broken', message: body.message } satisfies SaveEvent)}\n`
  }
}
