import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AgentCommand } from '../../desk/index.ts'
import type { Conversation, Phase } from '../../model/conversation.ts'
import { GatewayError } from '../../model/errors.ts'
import type { AgentId, ConversationId, OutboxId } from '../../model/ids.ts'
import type { MessagePart } from '../../model/message.ts'
import { may, type Role } from '../../model/people.ts'
import type { Agent } from '../../store/index.ts'
import { agentFiles, sentFiles, shownPictures } from '../agent-files.ts'
import { requireRight } from '../auth.ts'
import { findConversation } from '../conversation-detail.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { findColleague } from '../find-colleague.ts'
import { sentOrder } from '../order-cards.ts'
import { conversationRow, ownerName } from '../views.ts'
import { admitWords, override } from '../words-out.ts'
import { conversationParams as params } from './conversations.ts'
import { conversationRow as rowSchema } from './schemas/conversation.ts'
import { errorAnswers, toneRefusal, typingRefusal, unresolvedRefusal } from './schemas/error.ts'

const nothing = z.strictObject({}).nullish()
const changed = { 200: z.object({ conversation: rowSchema }), ...errorAnswers }
const agentReply = z.strictObject({
  client_id: z.string().min(1).max(100),
  // How long it may be is the channel's to say.
  text: z.string().trim(),
  media: agentFiles,
  order: z.string().min(1).max(64).optional().describe('顾客自己的一个订单，作为卡片'),
  pictures: z.array(z.string().min(1).max(100)).max(3).default([]).describe('快捷回复的配图'),
  from: z
    .strictObject({ kind: z.enum(['quick', 'suggestion']), id: z.string().min(1).max(100) })
    .optional()
    .describe('这句话来自哪条快捷回复或推荐'),
  override: override.optional(),
  anyway: z.boolean().optional().describe('同事正在回复也照发'),
})
const draftParams = params.extend({ line: z.string(), verdict: z.enum(['send', 'discard']) })

const linesToSearch = 20

type Commanded = AgentCommand & {
  readonly role: Role
  readonly by: Agent
  /** As it was found. */
  readonly conversation: Conversation
}

/** What agents do to a conversation. Each is one turn; a second owner is refused by name. */
export function addCommands(app: App, edge: Edge) {
  const { deps, lookers } = edge
  const { desk, store } = deps

  async function command(request: FastifyRequest, id: ConversationId): Promise<Commanded> {
    const by = await requireRight(request, edge.sessions, 'answer')
    const { id: agent, name, role } = by
    const { conversation } = await findConversation(id, { store, by })
    const mayOverrule = may(role, 'overrule')
    return { conversationId: id, agent, name, role, mayOverrule, by, conversation }
  }

  async function outcome({ conversationId, by }: Pick<Commanded, 'conversationId' | 'by'>) {
    return { conversation: conversationRow(await findConversation(conversationId, { store, by })) }
  }

  const simple = {
    take: { summary: '接手', run: desk.take },
    return: { summary: '交还机器人', run: desk.returnToBot },
    resolve: { summary: '标记已解决', run: desk.resolve },
  }
  for (const [name, { summary, run }] of Object.entries(simple)) {
    app.post(
      `/api/conversations/:id/${name}`,
      { schema: { tags: ['conversations'], summary, params, body: nothing, response: changed } },
      async (request) => {
        const { id } = request.params
        const asked = await command(request, id)
        await namingOwner(() => run(asked), asked)
        return outcome(asked)
      },
    )
  }

  app.post(
    '/api/conversations/:id/give',
    {
      schema: {
        tags: ['conversations'],
        summary: '转给同事，连同手上的售后单',
        params,
        body: z.strictObject({ to: z.string().max(64).describe('同事的账号') }),
        response: changed,
      },
    },
    async (request) => {
      const { id } = request.params
      const asked = await command(request, id)
      const wanted = { path: 'to', right: 'answer', shop: asked.conversation } as const
      const to = await findColleague(request.body.to, { store, ...wanted })
      await namingOwner(() => desk.give({ ...asked, to }), asked)
      return outcome(asked)
    },
  )

  app.post(
    '/api/conversations/:id/help',
    {
      schema: {
        tags: ['conversations'],
        summary: '机器人怎么帮人工：assist 给建议，off 不出建议；在机器人手里的先接手',
        params,
        body: z.strictObject({ mode: z.enum(['assist', 'off']) }),
        response: changed,
      },
    },
    async (request) => {
      const asked = await command(request, request.params.id)
      await namingOwner(() => desk.switchHelp({ ...asked, mode: request.body.mode }), asked)
      return outcome(asked)
    },
  )

  app.post(
    '/api/conversations/:id/reply',
    {
      schema: {
        tags: ['conversations'],
        summary:
          '回复顾客；同一个 client_id 只算一次。语气不合适（422 tone）时不发，写明理由可以照发',
        params,
        body: agentReply,
        response: {
          200: z.object({ lines: z.array(z.string()), conversation: rowSchema }),
          409: typingRefusal,
          422: z.union([toneRefusal, unresolvedRefusal]),
          ...errorAnswers,
        },
      },
    },
    async (request) => {
      const { id } = request.params
      const { client_id, text, anyway, media, pictures, order, from } = request.body
      const asked = await command(request, id)
      const { conversation, role } = asked
      if (!anyway) refuseInterruption(conversation, asked.agent)
      const wanted = { words: text, override: request.body.override, path: 'text' }
      const { agent } = asked
      if (text === '' && media.length + pictures.length === 0 && order === undefined)
        throw new Refusal('bad_request', nothingSaid, { path: 'text' })
      const override =
        text === '' ? undefined : await admitWords({ ...wanted, conversation, agent, role }, deps)
      const commandKey = `reply:${asked.agent}:${client_id}`
      const shown = shownPictures({ pictures, conversation }, deps)
      const files = await sentFiles({ files: media, agent, conversation }, deps)
      const cards = order === undefined ? [] : [await sentOrder(order, conversation, deps)]
      const words = text === '' ? [] : [{ kind: 'text', text } as const]
      const parts = [...words, ...shown, ...files, ...cards]
      const said = { ...asked, commandKey, parts, ...(override && { override }) }
      await namingOwner(() => desk.reply(said), asked)
      lookers.said(agent, id)
      await noteHelp(asked, { from, text }).catch((error: unknown) =>
        // It was said: what is counted of it must not make it look as if not.
        request.log.error({ err: error }, 'help not counted'),
      )
      return { lines: await linesSaid(asked, parts), ...(await outcome(asked)) }
    },
  )

  app.post(
    '/api/conversations/:id/drafts/:line/:verdict',
    {
      schema: {
        tags: ['conversations'],
        summary: '草稿：send 发出，discard 丢弃',
        params: draftParams,
        body: nothing,
        response: changed,
      },
    },
    async (request) => {
      const { id, line, verdict } = request.params
      const asked = await command(request, id)
      if (!line.startsWith(`${id}:`)) throw new Refusal('not_found')
      if (verdict === 'send') refuseInterruption(asked.conversation, asked.agent)
      const draft = line as OutboxId
      const settle = verdict === 'send' ? 'release' : 'discard'
      await namingOwner(() => desk.settleDraft({ ...asked, draft, verdict: settle }), asked)
      return outcome(asked)
    },
  )

  async function noteHelp(
    { conversationId, agent }: AgentCommand,
    { from, text }: Pick<z.infer<typeof agentReply>, 'from' | 'text'>,
  ) {
    // What is tried again later must not take away what is being written by then.
    const drafts = await store.desk.unsent(agent)
    const draft = drafts.find((each) => each.conversationId === conversationId)
    if (draft?.reply.trim() === text)
      await store.desk.saveUnsent(agent, { conversationId, reply: '' }, deps.now())
    if (from?.kind === 'quick') await store.help.countQuick(agent, from.id, deps.now())
    if (from?.kind === 'suggestion')
      await store.help.noteTaken({ conversationId, id: from.id, text, agent })
  }

  /** Two would answer one customer at once; whose the conversation is need not stand back. */
  function refuseInterruption({ id, phase }: Conversation, agent: AgentId) {
    if (ownsIt(phase, agent)) return
    const typing = lookers.at(id).typing.find((each) => each.as === 'reply' && each.id !== agent)
    if (typing === undefined) return
    const said = { zh: `${typing.name}正在回复`, en: `${typing.name} is writing a reply` }
    const { as: _, ...colleague } = typing
    throw new Refusal('conflict', said, { detail: { typing: colleague } })
  }

  /** The newest line in which this agent said this; also for a repeated command. */
  async function linesSaid({ conversationId, agent }: AgentCommand, parts: readonly MessagePart[]) {
    const wanted = JSON.stringify(parts)
    const lines = await store.read.transcript(conversationId, { limit: linesToSearch })
    const said = lines.findLast(
      ({ author, parts }) =>
        author.kind === 'agent' && author.agent === agent && JSON.stringify(parts) === wanted,
    )
    return said ? [said.id] : []
  }

  /** The desk's own words are Chinese; whose the conversation is must be told in any language. */
  async function namingOwner(run: () => Promise<void>, { conversationId, agent, by }: Commanded) {
    try {
      await run()
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'conflict') throw error
      const { phase } = (await findConversation(conversationId, { store, by })).conversation
      const owner = ownerName(phase)
      if (owner === null || ownsIt(phase, agent)) throw error
      const said = { zh: `${owner} 正在处理这个会话`, en: `${owner} has this conversation` }
      throw new Refusal('conflict', said, { cause: error })
    }
  }
}

const ownsIt = (phase: Phase, agent: AgentId) =>
  phase.kind === 'withAgent' && phase.by.kind === 'agent' && phase.by.agent === agent

const nothingSaid = { zh: '写点什么，或者附上文件', en: 'Write something, or attach a file' }
