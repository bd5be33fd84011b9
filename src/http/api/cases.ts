import { z } from 'zod'
import type { Person } from '../../desk/index.ts'
import type { TicketId } from '../../model/ids.ts'
import { outcomeKinds } from '../../model/outcome.ts'
import { isWithin, type Shop } from '../../model/people.ts'
import { isSeen } from '../../model/reason.ts'
import {
  levels,
  planGoals,
  problemClasses,
  stages,
  type Ticket,
  type TicketChange,
} from '../../model/ticket.ts'
import type { CaseChange, CaseView } from '../../model/wire/case.ts'
import type { AgentReply } from '../../model/wire/reply.ts'
import type { Agent } from '../../store/index.ts'
import { requireAgent } from '../auth.ts'
import { findConversation } from '../conversation-detail.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { findColleague } from '../find-colleague.ts'
import { admitWords, override } from '../words-out.ts'
import { conversationParams } from './conversations.ts'
import { caseView, ticket as ticketSchema } from './schemas/case.ts'
import { errorAnswers, toneRefusal } from './schemas/error.ts'

const params = z.object({ id: z.string().max(200) })

const listQuery = z.strictObject({
  open: z.enum(['true', 'false']).optional().describe('true：还没有了结的；false：已经了结的'),
  awaiting: z.literal('me').optional().describe('只要有方案在等你表决的'),
  number: z.string().max(40).optional().describe('售后单号，如 SH261122-9F3K2M'),
  before: z.coerce.number().int().optional().describe('只要在这之前登记的（毫秒）'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const comment = z.string().trim().max(1_000).optional()

const change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stage'),
    to: z.enum(stages),
    comment,
    reply: z.string().trim().min(1).optional().describe('同时发给顾客的话；提出方案和驳回时必填'),
  }),
  z.strictObject({ kind: z.literal('note'), text: z.string().trim().min(1).max(2_000) }),
  z.strictObject({
    kind: z.literal('level'),
    to: z.literal(levels),
    because: z.string().trim().max(500),
  }),
  z.strictObject({
    kind: z.literal('classify'),
    problemClass: z.enum(problemClasses).optional(),
    symptom: z.string().trim().max(60).optional(),
    rootCause: z.string().trim().max(60).optional(),
    batch: z.string().trim().max(60).optional(),
    outcome: z
      .strictObject({
        kind: z.enum(outcomeKinds),
        amount: z
          .strictObject({ minor: z.int().min(1).max(99_999_999), currency: z.literal('CNY') })
          .optional()
          .describe('多少钱，按分'),
      })
      .nullish()
      .describe('最后怎么办的；null 撤回'),
  }),
  z.strictObject({
    kind: z.literal('plan'),
    goal: z.enum(planGoals),
    text: z.string().trim().min(1).max(1_000),
  }),
  z.strictObject({
    kind: z.literal('vote'),
    verdict: z.enum(['agree', 'refuse']),
    comment,
    on: z.int().optional(),
  }),
  /** To a login, or to nobody. */
  z.strictObject({ kind: z.literal('assign'), to: z.string().max(64).nullable() }),
  z.strictObject({ kind: z.literal('contacted'), how: z.string().trim().min(1).max(200) }),
])

const changeRequest = z.strictObject({
  client_id: z.string().min(1).max(100).describe('客户端自己取的编号，重复提交只算一次'),
  change,
  override: override.optional().describe('语气提醒（422 tone）以后照发的理由'),
})

/** Cases: reading, changing, taking away. */
export function addCases(app: App, edge: Edge) {
  const { deps, sessions } = edge
  const { store, cases } = deps

  const find = async (id: string, { shops }: Agent): Promise<Ticket> => {
    const found = await store.read.ticket(id as TicketId)
    if (found === undefined || !isWithin(shops, found)) throw new Refusal('not_found', noCase)
    return found
  }

  const view = async (ticket: Ticket, by: Person): Promise<CaseView> => {
    const { rootCauses, ...choices } = cases.choices()
    return {
      ticket,
      may: cases.mayDo(ticket, by),
      votes_wanted: cases.votesWanted(ticket),
      choices: { ...choices, root_causes: rootCauses },
      evidence: await deps.briefing.evidenceOf(ticket),
    }
  }

  const awaits = (ticket: Ticket, by: Person): boolean =>
    cases.mayDo(ticket, by).vote &&
    cases.votesWanted(ticket).includes(by.role) &&
    !ticket.votes.some(({ agent }) => agent === by.agent)

  app.get(
    '/api/cases',
    {
      schema: {
        tags: ['cases'],
        summary: '售后单，最新的在前',
        querystring: listQuery,
        response: { 200: z.object({ cases: z.array(ticketSchema) }), ...errorAnswers },
      },
    },
    async (request) => {
      const agent = await requireAgent(request, sessions)
      const by = personOf(agent)
      const { open, awaiting, number, before, limit } = request.query
      const found = await store.read.cases({
        limit: awaiting === undefined ? limit : mostVotedOn,
        shops: agent.shops,
        ...(awaiting !== undefined && { isPlanned: true, isOpen: true }),
        ...(open !== undefined && { isOpen: open === 'true' }),
        ...(number !== undefined && { number: number.toUpperCase() }),
        ...(before !== undefined && { openedBefore: before }),
      })
      if (awaiting === undefined) return { cases: [...found] }
      return { cases: found.filter((ticket) => awaits(ticket, by)).slice(0, limit) }
    },
  )

  app.get(
    '/api/cases/:id',
    {
      schema: {
        tags: ['cases'],
        summary: '一张售后单，以及你现在可以对它做什么',
        params,
        response: { 200: caseView, ...errorAnswers },
      },
    },
    async (request) => {
      const agent = await requireAgent(request, sessions)
      return view(await find(request.params.id, agent), personOf(agent))
    },
  )

  app.post(
    '/api/cases/:id/changes',
    {
      schema: {
        tags: ['cases'],
        summary: '改一张售后单：阶段、备注、级别、分类、方案、表决、负责人、已联系',
        params,
        body: changeRequest,
        response: { 200: caseView, 422: toneRefusal, ...errorAnswers },
      },
    },
    async (request) => {
      const agent = await requireAgent(request, sessions)
      const by = personOf(agent)
      const ticket = await find(request.params.id, agent)
      const { client_id, change } = request.body
      const wanted = await withName(change, ticket)
      const override = await admitReply(ticket, wanted, agent, request.body.override)
      const changed = await cases.change({
        ticket: ticket.id,
        change: wanted,
        by,
        commandKey: client_id,
        ...(override && { override }),
      })
      return view(changed, by)
    },
  )

  app.get(
    '/api/cases/:id/export',
    {
      schema: {
        tags: ['cases'],
        summary: '带走一张售后单：json 或 zip（含原图、对话、哈希）',
        params,
        querystring: z.strictObject({ format: z.enum(['json', 'zip']).default('json') }),
      },
    },
    async (request, reply) => {
      const agent = await requireAgent(request, sessions)
      const file = await cases.fileOf(await find(request.params.id, agent))
      const { format } = request.query
      reply.header('content-disposition', `attachment; filename="${file.ticket.number}.${format}"`)
      if (format === 'json') return reply.send(file)
      return reply.type('application/zip').send(await cases.zipOf(file))
    },
  )

  app.post(
    '/api/conversations/:id/alerts/clear',
    {
      schema: {
        tags: ['cases'],
        summary: '看过了一条提醒',
        params: conversationParams,
        body: z.strictObject({ alert: z.string().min(1).max(200) }),
        response: { 200: z.strictObject({}), ...errorAnswers },
      },
    },
    async (request) => {
      const by = await requireAgent(request, sessions)
      const { id: agent, name } = by
      const { id: conversationId } = request.params
      await findConversation(conversationId, { store, by })
      await cases.clearAlert({ conversationId, alert: request.body.alert, agent, name })
      return {}
    },
  )

  /** What the customer has to hear is said with it, and read by the tone guard first. */
  async function admitReply(
    { conversationId }: Ticket,
    wanted: TicketChange,
    by: Agent,
    override: AgentReply['override'],
  ) {
    if (wanted.kind !== 'stage') return undefined
    const { to, reply: words } = wanted
    if (words === undefined || !isSeen(words)) {
      if (words === undefined && to !== 'proposed' && to !== 'rejected') return undefined
      throw new Refusal('bad_request', needsWords, { path: 'change.reply' })
    }
    const { conversation } = await findConversation(conversationId, { store, by })
    const { id: agent, role } = by
    return admitWords({ words, conversation, agent, role, override, path: 'change.reply' }, deps)
  }

  /** A case is given to a login; its name is ours to know. */
  async function withName(wanted: CaseChange, shop: Shop) {
    if (wanted.kind !== 'assign') return wanted
    if (wanted.to === null) return { kind: 'assign' } as const
    const to = await findColleague(wanted.to, { store, path: 'change.to', shop })
    return { kind: 'assign', to } as const
  }
}

/** Who of those that are read has to vote is known of each alone. */
const mostVotedOn = 500

const personOf = ({ id, name, role }: Agent): Person => ({ kind: 'agent', agent: id, name, role })

const noCase = { zh: '没有这张售后单', en: 'No such case' }

const needsWords = {
  zh: '请写上发给顾客的话：顾客要听到方案或结果',
  en: 'Write what the customer is told: the plan, or the outcome',
}
