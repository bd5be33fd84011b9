import { GatewayError } from '../../model/errors.ts'
import type { AgentId, ConversationId } from '../../model/ids.ts'
import type { Why } from '../../model/message.ts'
import type { RatingReason, SurveyMark, Verdict } from '../../model/rating.ts'
import type { IntentRatings, LineRating, Ratings, Survey } from '../ratings.ts'
import type { Connection } from './connection.ts'
import type { Lines } from './lines.ts'
import { type ConversationRow, entryOf, type MessageRow, parse } from './rows.ts'

interface RatingRow {
  readonly conversation_id: ConversationId
  readonly line: string
  readonly at: number
  readonly verdict: Verdict
  readonly reasons: string
  readonly intent: string | null
  readonly rung: string
  readonly source: string | null
}

interface SurveyRow {
  readonly conversation_id: ConversationId
  readonly round: number
  readonly at: number
  readonly agent: AgentId | null
  readonly agent_name: string | null
  readonly score: number | null
  readonly marks: string
  readonly words: string
}

export function createRatings({ db, write }: Connection, lines: Lines): Ratings {
  const conversation = db.prepare<[string], ConversationRow>(
    'SELECT * FROM conversations WHERE id = ?',
  )
  const find = db.prepare<[string, ConversationId], MessageRow>(
    `SELECT * FROM messages WHERE id = ? AND author = 'bot' AND status = 'sent'
       AND conversation = (SELECT key FROM conversations WHERE id = ?)`,
  )
  const save = db.prepare(
    `INSERT INTO ratings (line, conversation, position, at, verdict, reasons, intent, rung, source)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (line) DO UPDATE SET at = excluded.at, verdict = excluded.verdict,
       reasons = excluded.reasons`,
  )
  const drop = db.prepare(
    `DELETE FROM ratings WHERE line = ?
       AND conversation = (SELECT key FROM conversations WHERE id = ?)`,
  )
  const select = `SELECT ratings.*, conversations.id AS conversation_id
    FROM ratings JOIN conversations ON conversations.key = ratings.conversation`
  const ofConversation = db.prepare<[string], RatingRow>(
    `${select} WHERE conversations.id = ? ORDER BY position`,
  )
  const list = db.prepare<[object], RatingRow>(
    `${select} WHERE at < :before AND (:verdict IS NULL OR verdict = :verdict)
     ORDER BY at DESC, line LIMIT :limit`,
  )
  const byIntent = db.prepare<[number, number], { intent: string | null; up: number; n: number }>(
    `SELECT intent, sum(verdict = 'up') AS up, count(*) AS n FROM ratings
     WHERE at >= ? AND at < ? GROUP BY intent ORDER BY n DESC, intent`,
  )
  const ask = db.prepare(
    `INSERT OR IGNORE INTO survey_asks (at, conversation, round)
     SELECT :at, key, :round FROM conversations WHERE id = :conversationId`,
  )
  const saveSurvey = db.prepare(
    `INSERT OR IGNORE INTO surveys (conversation, round, at, agent, agent_name, score, marks, words)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const selectSurvey = `SELECT surveys.*, conversations.id AS conversation_id
    FROM surveys JOIN conversations ON conversations.key = surveys.conversation`
  const survey = db.prepare<[string, number], SurveyRow>(
    `${selectSurvey} WHERE conversations.id = ? AND surveys.round = ?`,
  )
  const surveys = db.prepare<[number, number], SurveyRow>(
    `${selectSurvey} WHERE at < ? ORDER BY at DESC, conversation LIMIT ?`,
  )

  return {
    async rate({ conversationId, line, at, verdict, reasons }, allow) {
      write(() => {
        const row = find.get(line, conversationId)
        if (row?.why == null) throw new GatewayError('not_found', `no line ${line} to be rated`)
        allow?.(entryOf(row, conversationId))
        const { intent, rung, source } = parse<Why>(row.why)
        save.run(
          line,
          row.conversation,
          row.position,
          at,
          verdict,
          JSON.stringify(reasons),
          intent ?? null,
          rung,
          source ?? null,
        )
      })
    },
    async takeBack({ conversationId, line }) {
      write(() => drop.run(line, conversationId))
    },
    ofConversation: async (id) => ofConversation.all(id).map(ratingOf),
    list: async ({ verdict = null, before = Number.MAX_SAFE_INTEGER, limit }) =>
      list.all({ verdict, before, limit }).map(ratingOf),
    byIntent: async ({ from, to }) =>
      byIntent.all(from, to).map(
        ({ intent, up, n }): IntentRatings => ({
          ...(intent !== null && { intent }),
          up,
          down: n - up,
        }),
      ),
    async noteSurveyAsked({ at, conversationId, round }) {
      write(() => ask.run({ at, conversationId, round }))
    },
    async keepSurvey({ conversationId, round, at, agent, answer }, note) {
      return write(() => {
        const row = conversation.get(conversationId)
        if (!row) throw new GatewayError('not_found', `no conversation ${conversationId}`)
        const { changes } = saveSurvey.run(
          row.key,
          round,
          at,
          agent?.id ?? null,
          agent?.name ?? null,
          answer?.score ?? null,
          JSON.stringify(answer?.marks ?? []),
          answer?.words ?? '',
        )
        ask.run({ at, conversationId, round })
        if (changes === 1 && note !== undefined) lines.note(row, note, at)
        return changes === 1
      })
    },
    async survey(id, round) {
      const row = survey.get(id, round)
      return row && surveyOf(row)
    },
    surveys: async ({ limit, before = Number.MAX_SAFE_INTEGER }) =>
      surveys.all(before, limit).map(surveyOf),
  }
}

const ratingOf = (row: RatingRow): LineRating => ({
  conversationId: row.conversation_id,
  line: row.line,
  at: row.at,
  verdict: row.verdict,
  reasons: parse<RatingReason[]>(row.reasons),
  rung: row.rung,
  ...(row.intent !== null && { intent: row.intent }),
  ...(row.source !== null && { source: row.source }),
})

const surveyOf = (row: SurveyRow): Survey => ({
  conversationId: row.conversation_id,
  round: row.round,
  at: row.at,
  ...(row.agent !== null && { agent: { id: row.agent, name: row.agent_name ?? '' } }),
  ...(row.score !== null && {
    answer: { score: row.score, marks: parse<SurveyMark[]>(row.marks), words: row.words },
  }),
})
