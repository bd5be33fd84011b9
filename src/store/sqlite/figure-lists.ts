import { setImmediate as breath } from 'node:timers/promises'
import type { HandoffReason } from '../../model/conversation.ts'
import type { Figures, ListAsked, Listed, ListedRow, Span } from '../figures.ts'
import type { Connection } from './connection.ts'
import { doorsOf, endOfCase, hourMs, isDoor, tableOf } from './figure-sets.ts'
import { intentsOf } from './rounds.ts'
import { type SummaryRow, summaryColumns, summaryOf } from './rows.ts'

type PromisesAsked = Parameters<Figures['promises']>[0]

interface FoundRow extends SummaryRow {
  readonly found_at: number
  readonly reason: HandoffReason | null
  readonly intents: string | null
}

type Values = Readonly<Record<string, string | number | null>>

/** Which rows, of which table, in which order. */
interface Found {
  readonly from: string
  readonly where: string
  readonly moment: string
  readonly order: string
}

/** The lists behind the numbers. */
export function prepareFigureLists({ db }: Connection) {
  function prepare({ from, where, moment, order }: Found) {
    const isRounds = from === 'rounds'
    const count = db
      .prepare<[Values], number>(`SELECT count(*) FROM ${from} WHERE ${where}`)
      .pluck()
    const page = db.prepare<[Values], FoundRow>(
      `WITH found AS (
         SELECT conversation, ${moment} AS found_at,
           ${isRounds ? 'reason, intents' : 'NULL AS reason, NULL AS intents'}
         FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT :limit OFFSET :skip
       )
       SELECT found_at, reason, intents, ${summaryColumns} FROM found
       JOIN conversations ON conversations.key = found.conversation ORDER BY ${
         order.endsWith('DESC') ? 'found_at DESC, key DESC' : 'found_at, key'
       }`,
    )
    return {
      count: (values: Values) => count.get(values) ?? 0,
      page: (values: Values) => page.all(values).map(rowOf),
    }
  }

  return {
    async list(asked: ListAsked): Promise<Listed> {
      const { table, moment, where } = tableOf(asked.figure)
      const { skip, limit } = asked
      const span = `${moment} >= :from AND ${moment} < :to`
      const found = prepare({
        from: table,
        where: [span, isDoor, `(${where})`, ...narrowed(asked)].join(' AND '),
        moment,
        order: `${moment} DESC, conversation DESC`,
      })
      let total = 0
      const rows: ListedRow[] = []
      for (const { from, to } of newestFirst(asked.spans)) {
        const values = { ...valuesOf(asked), from, to }
        const here = found.count(values)
        const rest = { skip: Math.max(0, skip - total), limit: limit - rows.length }
        if (rest.skip < here && rest.limit > 0) rows.push(...found.page({ ...values, ...rest }))
        total += here
        await breath()
      }
      return { total, rows }
    },
    promises({ overdue, ...asked }: PromisesAsked): Listed {
      const due = overdue ? 'due_at < :at' : `due_at >= :at AND due_at < :at + ${hourMs}`
      const found = prepare({
        from: 'clock_facts',
        where: `held = 1 AND state IN ('running', 'warned', 'breached') AND ${due} AND ${isDoor}`,
        moment: 'due_at',
        order: 'due_at, conversation',
      })
      const values = valuesOf(asked)
      return { total: found.count(values), rows: found.page(values) }
    },
  }
}

const dayMs = 24 * hourMs

/** The same time in pieces of a day at most, whatever pieces it came in. */
function newestFirst(spans: readonly Span[]): readonly Span[] {
  const pieces: Span[] = []
  let covered = Number.NEGATIVE_INFINITY
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from))
    for (let at = Math.max(from, covered); at < to; at = covered) {
      covered = Math.min(to, at + dayMs)
      pieces.push({ from: at, to: covered })
    }
  return pieces.reverse()
}

/** Of a figure's rows, those that are asked for. */
function narrowed(asked: ListAsked): readonly string[] {
  const { table } = tableOf(asked.figure)
  const isAsked = (name: keyof typeof conditions) => asked[name] !== undefined
  const conditions = {
    channel: 'channel = :only',
    reason: 'reason IS :reason',
    intent: table === 'rounds' ? askedFor : 'intent IS :intent',
    agent:
      table === 'rounds' ? spoke : table === 'case_facts' ? 'owner = :agent' : 'agent = :agent',
    stage: 'stage = :stage',
    clock: 'clock = :clock',
    level: 'level = :level',
    outcome: `${endOfCase} IS :outcome`,
    source: 'source = :source',
    because: 'EXISTS (SELECT 1 FROM json_each(reasons) WHERE value = :because)',
    score: 'score = :score',
  } as const
  return (Object.keys(conditions) as (keyof typeof conditions)[])
    .filter(isAsked)
    .map((name) => conditions[name])
}

const askedFor = 'EXISTS (SELECT 1 FROM json_each(intents) WHERE value = :intent)'
const spoke = `EXISTS (SELECT 1 FROM round_agents s WHERE s.conversation = rounds.conversation
  AND s.round = rounds.round AND s.agent = :agent)`

function valuesOf(asked: Partial<ListAsked> & Pick<ListAsked, 'at' | 'skip' | 'limit'>): Values {
  const { at, skip, limit, doors } = asked
  return {
    at,
    skip,
    limit,
    doors: doorsOf(doors),
    only: asked.channel ?? null,
    reason: asked.reason ?? null,
    intent: asked.intent ?? null,
    agent: asked.agent ?? null,
    stage: asked.stage ?? null,
    clock: asked.clock ?? null,
    level: asked.level ?? null,
    outcome: asked.outcome ?? null,
    source: asked.source ?? null,
    because: asked.because ?? null,
    score: asked.score ?? null,
  }
}

const rowOf = (row: FoundRow): Listed['rows'][number] => ({
  at: row.found_at,
  summary: summaryOf(row),
  ...(row.reason !== null && { reason: row.reason }),
  intents: row.intents === null ? [] : intentsOf({ intents: row.intents }),
})
