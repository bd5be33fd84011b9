import type { HelpRecords, SuggestionTally } from '../help.ts'
import type { Connection } from './connection.ts'
import { isOfShops } from './shops.ts'

export function createHelpRecords({ db, write }: Connection): HelpRecords {
  const countQuick = db.prepare(
    `INSERT INTO quick_uses (id, agent, uses, last_at) VALUES (:id, :agent, 1, :at)
     ON CONFLICT (id, agent) DO UPDATE SET uses = uses + 1, last_at = :at`,
  )
  const quickUses = db.prepare<[string], { id: string; mine: number; all: number }>(
    `SELECT id, sum(uses) FILTER (WHERE agent = ?) AS mine, sum(uses) AS "all"
     FROM quick_uses GROUP BY id`,
  )
  const suggest = db.prepare(
    `INSERT INTO suggested (conversation, up_to, id, text, at, agent)
     SELECT key, :upTo, :id, :text, :at, :agent FROM conversations WHERE conversations.id = :conversationId
     ON CONFLICT DO NOTHING`,
  )
  const take = db.prepare(
    `UPDATE suggested SET agent = :agent, outcome = iif(text = :text, 'accepted', 'edited')
     WHERE id = :id AND outcome IS NULL AND (conversation, up_to) = (
       SELECT conversation, max(up_to) FROM suggested AS other
       JOIN conversations ON key = other.conversation
       WHERE conversations.id = :conversationId AND other.id = :id)`,
  )
  const tallies = db.prepare<[{ since: number; shops: string }], SuggestionTally>(
    `SELECT suggested.id, count(*) AS shown, count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
       count(*) FILTER (WHERE outcome = 'edited') AS edited
     FROM suggested JOIN conversations ON key = conversation
     WHERE at >= :since AND (:shops = '[]' OR ${isOfShops})
     GROUP BY suggested.id ORDER BY shown DESC, suggested.id`,
  )

  return {
    async countQuick(agent, id, at) {
      write(() => countQuick.run({ agent, id, at }))
    },
    quickUses: async (agent) =>
      new Map(quickUses.all(agent).map(({ id, mine, all }) => [id, { mine: mine ?? 0, all }])),
    async noteSuggested({ answers, ...where }) {
      write(() => {
        for (const answer of answers) suggest.run({ ...where, ...answer })
      })
    },
    async noteTaken(taken) {
      write(() => take.run(taken))
    },
    suggestions: async (since, shops) => tallies.all({ since, shops: JSON.stringify(shops) }),
  }
}
