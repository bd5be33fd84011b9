import type { AgentId } from '../../model/ids.ts'
import { type Level, levels } from '../../model/ticket.ts'
import {
  type CaseFigure,
  type ClockCount,
  caseFigures,
  clockFigures,
  type Figures,
  type FiguresAsked,
  type IntentCount,
  type Present,
  type ReplyCount,
  type RoundFigure,
  replyFigures,
  roundFigures,
  type Slice,
} from '../figures.ts'
import type { Connection } from './connection.ts'
import { prepareFigureLists } from './figure-lists.ts'
import {
  type Bound,
  countsOf,
  doorsOf,
  hourMs,
  isDoor,
  none,
  tableOf,
  within,
} from './figure-sets.ts'
import { prepareOpinions } from './figures-opinions.ts'

const tenMinutesMs = 10 * 60_000

export function createFigures(connection: Connection): Figures {
  const slice = prepareSlice(connection)
  const present = preparePresent(connection)
  const lists = prepareFigureLists(connection)
  return {
    slice: async (asked) => slice(asked),
    list: lists.list,
    present: async (asked) => present({ from: 0, to: asked.at, ...asked }),
    promises: async (asked) => lists.promises(asked),
  }
}

const boundOf = ({ from, to, at, doors }: FiguresAsked): Bound => ({
  from,
  to,
  at,
  doors: doorsOf(doors),
})

function prepareSlice({ db }: Connection): (asked: FiguresAsked) => Slice {
  const all = <Row>(sql: string) => db.prepare<[Bound], Row>(sql)
  const rounds = all<Record<RoundFigure, number>>(
    `SELECT ${countsOf(roundFigures)} FROM rounds WHERE ${within('began_at')}`,
  )
  const hours = all<Slice['hours'][number]>(
    `SELECT CAST((began_at - :from) / ${hourMs} AS INTEGER) AS hour, count(*) AS count
     FROM rounds WHERE ${within('began_at')} GROUP BY 1`,
  )
  const waited = all<{ agent: AgentId | null; taken: number | null; response: number | null }>(
    `SELECT agent, taken_at - handed_at AS taken, person_at - handed_at AS response
     FROM rounds WHERE ${within('began_at')} AND ${tableOf('waited').where}`,
  )
  const reasons = all<Slice['reasons'][number]>(
    `SELECT reason, count(*) AS count FROM rounds
     WHERE ${within('began_at')} AND ${tableOf('waited').where} GROUP BY 1`,
  )
  const intents = all<IntentCount>(
    `SELECT value AS intent, count(*) AS count, sum(${tableOf('waited').where}) AS handed,
       sum(${tableOf('missed').where}) AS missed
     FROM rounds, json_each(intents) WHERE ${within('began_at')} GROUP BY 1`,
  )
  const chats = all<Slice['chats'][number]>(
    `SELECT spoke.agent, count(*) AS count FROM rounds CROSS JOIN round_agents AS spoke
       USING (conversation, round) WHERE ${within('began_at')} GROUP BY 1`,
  )
  const cases = all<Record<CaseFigure, number>>(
    `SELECT ${countsOf(caseFigures)} FROM case_facts WHERE ${within('opened_at')}`,
  )
  const stages = all<Slice['stages'][number]>(
    `SELECT stage, count(*) AS count FROM case_facts WHERE ${within('opened_at')} GROUP BY 1`,
  )
  const closedBy = all<Slice['closedBy'][number]>(
    `SELECT owner AS agent, count(*) AS count FROM case_facts
     WHERE ${within('closed_at')} AND ${tableOf('caseClosed').where} GROUP BY 1`,
  )
  const [kept, late, pending] = clockFigures.map((figure) => tableOf(figure).where)
  const clocks = all<ClockCount>(
    `SELECT clock, level, title, sum(${kept}) AS kept, sum(${late}) AS late,
       sum(${pending}) AS pending
     FROM clock_facts WHERE ${within('started_at')} GROUP BY 1, 2, 3`,
  )
  const [, met, tooLate, open] = replyFigures.map((figure) => tableOf(figure).where)
  const replies = all<ReplyCount>(
    `SELECT channel, count(*) AS owed, ifnull(sum(${met}), 0) AS met, sum(${tooLate}) AS late,
       sum(${open}) AS pending
     FROM reply_clocks WHERE ${within('since')} GROUP BY 1`,
  )
  const repliesBy = all<Slice['repliesBy'][number]>(
    `SELECT agent, ifnull(sum(${met}), 0) AS met, sum(${tooLate}) AS late
     FROM reply_clocks WHERE agent IS NOT NULL AND ${within('since')} GROUP BY 1`,
  )
  const opinions = prepareOpinions(all)

  return (asked) => {
    const bound = boundOf(asked)
    const calls = waited.all(bound)
    return {
      rounds: rounds.get(bound) ?? none(roundFigures),
      hours: hours.all(bound),
      responses: calls.flatMap(({ agent, response }) =>
        response === null ? [] : [{ agent, ms: response }],
      ),
      waits: calls.flatMap(({ taken }) => taken ?? []),
      reasons: reasons.all(bound),
      intents: intents.all(bound),
      chats: chats.all(bound),
      cases: cases.get(bound) ?? none(caseFigures),
      stages: stages.all(bound),
      closedBy: closedBy.all(bound),
      clocks: clocks.all(bound),
      replies: replies.all(bound),
      repliesBy: repliesBy.all(bound),
      ...opinions(bound),
    }
  }
}

function preparePresent({ db }: Connection): (asked: FiguresAsked) => Present {
  const waiting = db.prepare<[Bound], { level: Level | null; since: number }>(
    `SELECT case_level AS level, waiting_since AS since FROM conversations
     WHERE phase = 'awaitingAgent' AND ${isDoor}`,
  )
  const withAgents = db.prepare<[Bound], { withAgents: number; unanswered: number }>(
    `SELECT count(*) AS withAgents, count(waiting_since) AS unanswered
     FROM conversations WHERE phase = 'withAgent' AND ${isDoor}`,
  )
  const withBot = db
    .prepare<[Bound], number>(
      `SELECT count(*) FROM conversations WHERE waiting_since IS NULL
         AND last_at > :at - ${tenMinutesMs} AND phase IN ('answering', 'collecting') AND ${isDoor}`,
    )
    .pluck()
  const promises = db.prepare<[Bound], { overdue: number; dueSoon: number }>(
    `SELECT ifnull(sum(due_at < :at), 0) AS overdue, ifnull(sum(due_at >= :at), 0) AS dueSoon
     FROM clock_facts WHERE held = 1 AND state IN ('running', 'warned', 'breached')
       AND due_at < :at + ${hourMs} AND ${isDoor}`,
  )
  return (asked) => {
    const bound = boundOf(asked)
    return {
      waiting: byLevel(waiting.all(bound)),
      ...(withAgents.get(bound) ?? { withAgents: 0, unanswered: 0 }),
      withBot: withBot.get(bound) ?? 0,
      ...(promises.get(bound) ?? { overdue: 0, dueSoon: 0 }),
    }
  }
}

const byLevel = (
  waiting: readonly { readonly level: Level | null; readonly since: number }[],
): Present['waiting'] =>
  [null, ...levels].flatMap((level) => {
    const sinces = waiting.filter((each) => each.level === level).map(({ since }) => since)
    return sinces.length === 0 ? [] : [{ level, count: sinces.length, since: Math.min(...sinces) }]
  })
