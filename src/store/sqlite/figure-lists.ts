import type { HandoffReason } from '../../model/conversation.ts'
import type { Figures, ListAsked, Listed } from '../figures.ts'
import type { Connection } from './connection.ts'
import { hourMs, isDoor, tableOf } from './figure-sets.ts'
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
  function found({ from, where, moment, order }: Found, values: Values): Listed {
    const isRounds = from === 'rounds'
    const total = db
      .prepare<[Values], number>(`SELECT count(*) FROM ${from} WHERE ${where}`)
      .pluck()
      .get(values)
    const rows = db
      .prepare<[Values], FoundRow>(
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
      .all(values)
    return { total: total ?? 0, rows: rows.map(rowOf) }
  }

  return {
    list(asked: ListAsked): Listed {
      const { table, moment, where } = tableOf(asked.figure)
      const spans = asked.spans.map(
        (_, index) => `${moment} >= :from${index} AND ${moment} < :to${index}`,
      )
      const wheres = [`(${spans.join(' OR ') || '0'})`, isDoor, `(${where})`, ...narrowed(asked)]
      const bounds = asked.spans.flatMap(({ from, to }, index) => [
        [`from${index}`, from],
        [`to${index}`, to],
      ])
      return found(
        {
          from: table,
          where: wheres.join(' AND '),
          moment,
          order: `${moment} DESC, conversation DESC`,
        },
        { ...valuesOf(asked), ...Object.fromEntries(bounds) },
      )
    },
    promises({ overdue, ...asked }: PromisesAsked): Listed {
      const due = overdue ? 'due_at < :at' : `due_at >= :at AND due_at < :at + ${hourMs}`
      return found(
        {
          from: 'clock_facts',
          where: `held = 1 AND state IN ('running', 'warned', 'breached') AND ${due} AND ${isDoor}`,
          moment: 'due_at',
          order: 'due_at, conversation',
        },
        valuesOf(asked),
      )
    },
  }
}

/** Of a figure's rows, those that are asked for. */
function narrowed({ figure, channel, reason, intent, agent, stage, clock, level }: ListAsked) {
  const isOfRounds = tableOf(figure).table === 'rounds'
  const spoke = `EXISTS (SELECT 1 FROM round_agents s WHERE s.conversation = rounds.conversation
    AND s.round = rounds.round AND s.agent = :agent)`
  return [
    ...(channel === undefined ? [] : ['channel = :only']),
    ...(reason === undefined ? [] : ['reason IS :reason']),
    ...(intent === undefined
      ? []
      : ['EXISTS (SELECT 1 FROM json_each(intents) WHERE value = :intent)']),
    ...(agent === undefined ? [] : [isOfRounds ? spoke : 'owner = :agent']),
    ...(stage === undefined ? [] : ['stage = :stage']),
    ...(clock === undefined ? [] : ['clock = :clock']),
    ...(level === undefined ? [] : ['level = :level']),
  ]
}

function valuesOf(asked: Partial<ListAsked> & Pick<ListAsked, 'at' | 'skip' | 'limit'>): Values {
  const { at, skip, limit, door } = asked
  return {
    at,
    skip,
    limit,
    channel: door?.channel ?? null,
    account: door?.account ?? null,
    only: asked.channel ?? null,
    reason: asked.reason ?? null,
    intent: asked.intent ?? null,
    agent: asked.agent ?? null,
    stage: asked.stage ?? null,
    clock: asked.clock ?? null,
    level: asked.level ?? null,
  }
}

const rowOf = (row: FoundRow): Listed['rows'][number] => ({
  at: row.found_at,
  summary: summaryOf(row),
  ...(row.reason !== null && { reason: row.reason }),
  intents: row.intents === null ? [] : intentsOf({ intents: row.intents }),
})
