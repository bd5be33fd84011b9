import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { handoffReasons } from '../../model/conversation.ts'
import { type Cell, csvOf } from '../../model/csv.ts'
import { agentId } from '../../model/ids.ts'
import { outcomeKinds } from '../../model/outcome.ts'
import type { OverviewList, OverviewRow } from '../../model/overview.ts'
import { isWithin } from '../../model/people.ts'
import { ratingReasons } from '../../model/rating.ts'
import { levels, stages } from '../../model/ticket.ts'
import type { ListOf } from '../../overview/index.ts'
import { figures, type Listed, type ShopDoor } from '../../store/index.ts'
import { requireRight } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { languageOf } from '../language.ts'
import { conversationRow } from '../views.ts'
import { xlsxOf } from '../xlsx.ts'
import { errorAnswers } from './schemas/error.ts'
import { overview, overviewList, overviewNow } from './schemas/overview.ts'

/** The 30th of February would be some day of March. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay)

/** `web/demo`; an account may hold a slash of its own. */
const shop = z
  .string()
  .max(200)
  .regex(/^[^/]+\/.+$/)

/** Written once or several times. */
const shops = z
  .union([shop, z.array(shop).min(1).max(100)])
  .optional()
  .describe('只看这几家店：渠道/账号，如 web/demo；几家就写几次')

/** A year and a day: beyond it nobody waits for an answer. */
const mostDays = 366
const dayMs = 86_400_000

const period = z.strictObject({
  from: day.optional().describe('从哪一天（店铺时区），默认今天'),
  to: day.optional().describe('到哪一天（含），默认和 from 同一天'),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostDays)
    .optional()
    .describe('到今天为止的几天，代替 from、to'),
  shop: shops,
})

const listQuery = period.extend({
  figure: z
    .enum([...figures, 'overdue', 'dueSoon'])
    .describe('哪个数；overdue、dueSoon 是现在的，不看日期'),
  reason: z.enum([...handoffReasons, 'null']).optional(),
  intent: z.string().max(64).optional(),
  agent: z.string().max(64).optional(),
  stage: z.enum(stages).optional(),
  clock: z.string().max(64).optional(),
  level: z.coerce.number().pipe(z.literal(levels)).optional(),
  outcome: z
    .enum([...outcomeKinds, 'rejected', 'null'])
    .optional()
    .describe('售后单的结果；null 是没有写'),
  source: z.string().max(200).optional().describe('答案在哪：文件:行:列'),
  because: z.enum(ratingReasons).optional().describe('为什么不满意'),
  score: z.coerce.number().int().min(1).max(5).optional(),
  duty: z.enum(['on', 'off']).optional().describe('值班日历里有人、没人的时间'),
  channel: z.string().max(64).optional(),
  weekday: z.coerce.number().int().min(0).max(6).optional().describe('0 是星期一'),
  hour: z.coerce.number().int().min(0).max(23).optional(),
})

interface Doors {
  readonly doors: readonly ShopDoor[]
}

const page = listQuery.extend({
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** As many rows as a spreadsheet opens without a wait. */
const mostRows = 5_000

/** The shop in numbers, and the conversations behind each of them. */
export function addOverview(app: App, { deps, sessions }: Edge) {
  const { statistics } = deps
  const all = deps.accounts.map(({ channel, account }) => `${channel.name}/${account}`)

  /** Any of the shops that somebody sees; all of them where none is named. */
  async function asking<Query extends { readonly shop?: string | readonly string[] | undefined }>(
    request: FastifyRequest,
    { shop, ...query }: Query,
  ) {
    const by = await requireRight(request, sessions, 'overview')
    const sees = (shop: string) => isWithin(by.shops, shopOf(shop))
    const theirs = all.filter(sees)
    const named = shop === undefined ? theirs : [shop].flat()
    if (!named.every(sees)) throw new Refusal('not_found')
    return { query: { ...query, doors: named.map(shopOf) }, theirs }
  }

  const shopOf = (text: string): ShopDoor => {
    const [channel = '', ...account] = text.split('/')
    return { channel, account: account.join('/') }
  }

  const periodOf = ({ doors, ...asked }: Doors & Omit<z.infer<typeof period>, 'shop'>) => {
    const today = statistics.today()
    const { from = dayBefore(today, (asked.days ?? 1) - 1) } = asked
    const { to = asked.from ?? today } = asked
    const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
    if (days < 1) throw new Refusal('bad_request', wrongWayRound, { path: 'to' })
    if (days > mostDays) throw new Refusal('bad_request', tooLong, { path: 'from' })
    return { from, to, doors }
  }

  const listed = async ({
    figure,
    reason,
    agent,
    outcome,
    ...query
  }: Doors & Omit<z.infer<typeof page>, 'shop'>): Promise<Listed> => {
    const { skip, limit, doors } = query
    if (figure === 'overdue' || figure === 'dueSoon') {
      const overdue = figure === 'overdue'
      return statistics.promises({ doors, skip, limit, overdue })
    }
    const { intent, stage, clock, level, channel, weekday, hour, duty } = query
    const { source, because, score } = query
    const asked: ListOf = {
      ...periodOf(query),
      figure,
      skip,
      limit,
      weekday,
      hour,
      duty,
      ...(reason !== undefined && { reason: reason === 'null' ? null : reason }),
      ...(agent !== undefined && { agent: agentId(agent) }),
      ...(intent !== undefined && { intent }),
      ...(stage !== undefined && { stage }),
      ...(clock !== undefined && { clock }),
      ...(level !== undefined && { level }),
      ...(channel !== undefined && { channel }),
      ...(outcome !== undefined && { outcome: outcome === 'null' ? null : outcome }),
      ...(source !== undefined && { source }),
      ...(because !== undefined && { because }),
      ...(score !== undefined && { score }),
    }
    return statistics.list(asked)
  }

  const rowOf = ({ at, reason, intents, summary }: Listed['rows'][number]): OverviewRow => ({
    at,
    reason: reason ?? null,
    intents: intents.flatMap((id) => statistics.intentTitle(id) ?? []),
    conversation: conversationRow(summary),
  })

  app.get(
    '/api/overview',
    {
      schema: {
        tags: ['overview'],
        summary: '一段时间的数字：每个数数的是什么、分母是什么，见 docs/overview.md',
        querystring: period,
        response: { 200: overview, ...errorAnswers },
      },
    },
    async (request) => {
      const { query, theirs } = await asking(request, request.query)
      const asked = periodOf(query)
      return {
        ...(await statistics.period(asked)),
        shops: theirs,
        levels: [...deps.cases.choices().levels],
      }
    },
  )

  app.get(
    '/api/overview/now',
    {
      schema: {
        tags: ['overview'],
        summary: '此刻：排队、接待、时限，和今天到现在',
        querystring: z.strictObject({ shop: shops }),
        response: { 200: overviewNow, ...errorAnswers },
      },
    },
    async (request) => {
      const { query } = await asking(request, request.query)
      return statistics.now(query.doors)
    },
  )

  app.get(
    '/api/overview/conversations',
    {
      schema: {
        tags: ['overview'],
        summary: '一个数背后的会话，最近的在前',
        querystring: page,
        response: { 200: overviewList, ...errorAnswers },
      },
    },
    async (request): Promise<OverviewList> => {
      const { query } = await asking(request, request.query)
      const { total, rows } = await listed(query)
      return { total, rows: rows.map(rowOf) }
    },
  )

  app.get(
    '/api/overview/conversations.csv',
    {
      schema: {
        tags: ['overview'],
        summary: `同一张清单，CSV 表格，最多 ${mostRows} 行`,
        querystring: listQuery,
      },
    },
    async (request, reply) => {
      const { query } = await asking(request, request.query)
      const rows = await tableOf(query, languageOf(request.headers))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${query.figure}.csv"`)
        .send(csvOf(rows))
    },
  )

  app.get(
    '/api/overview/conversations.xlsx',
    {
      schema: {
        tags: ['overview'],
        summary: `同一张清单，XLSX 表格，最多 ${mostRows} 行`,
        querystring: listQuery,
      },
    },
    async (request, reply) => {
      const { query } = await asking(request, request.query)
      const rows = await tableOf(query, languageOf(request.headers))
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename="${query.figure}.xlsx"`)
        .send(await xlsxOf(rows))
    },
  )

  async function tableOf(
    query: Doors & Omit<z.infer<typeof listQuery>, 'shop'>,
    language: keyof typeof columns,
  ): Promise<readonly (readonly Cell[])[]> {
    const { rows } = await listed({ ...query, skip: 0, limit: mostRows })
    const time = new Intl.DateTimeFormat('sv-SE', {
      timeZone: deps.timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const lines = rows
      .map(rowOf)
      .map(({ at, reason, intents, conversation }): Cell[] => [
        time.format(at),
        conversation.customer.name ?? conversation.customer.id,
        `${conversation.channel}/${conversation.account}`,
        intents.join('、'),
        reason,
        conversation.phase,
        conversation.last_text,
        conversation.id,
      ])
    return [columns[language], ...lines]
  }
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10)

const columns = {
  zh: ['时间', '顾客', '店铺', '问了什么', '转人工原因', '现在', '最后一句', '会话'],
  en: ['time', 'customer', 'shop', 'asked for', 'handover reason', 'now', 'last words', 'chat'],
}

const wrongWayRound = {
  zh: '结束的日期在开始的日期之前',
  en: 'The last day is before the first',
}
const tooLong = { zh: '最多看一年', en: 'A year at most' }
