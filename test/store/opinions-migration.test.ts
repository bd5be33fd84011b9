import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSqliteStore } from '../../src/store/index.ts'
import { migrations } from '../../src/store/sqlite/migrations.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouhou-opinions-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A chat that lin answered in time, with a survey and a case that is done. */
function before(file: string): void {
  const done = migrations.findIndex((step) => step.includes('CREATE TABLE survey_asks'))
  const db = new Database(file)
  for (const step of migrations.slice(0, done)) db.exec(step)
  db.pragma(`user_version = ${done}`)
  db.exec(`INSERT INTO conversations (key, id, channel, account, external_id, customer_id, version,
      round, ticket_count, phase, state, seq, last_at, last_text)
    VALUES (1, 'c_1', 'web', 'demo', 'x', 'wang', 5, 1, 1, 'answering', '{}', 1, 1, '');
    INSERT INTO messages (position, seq, conversation, turn, at, author, parts, channel, account,
      id, agent, status)
    VALUES (1, 1, 1, 1, 2000, 'agent', '[]', 'web', 'demo', 'l1', 'lin', 'sent');
    INSERT INTO reply_clocks VALUES (1000, 1, 'web', 'demo', 5000, 2000);
    INSERT INTO surveys VALUES (1, 1, 4000, 'lin', '小林', 4, '[]', '');
    INSERT INTO tickets (id, conversation, opened_at, body, channel, account, customer_id)
    VALUES ('k', 1, 1500, '{"id":"k","stage":"done","status":"complete","updatedAt":3500,
      "severity":{"level":2},"slots":[],"clocks":[]}', 'web', 'demo', 'wang')`)
  db.close()
}

test('who answered, what was said and how a case ended are counted as far as they were kept', async () => {
  const file = join(folder, 'a.db')
  before(file)
  const store = createSqliteStore({ file })
  const slice = await store.figures.slice({ from: 0, to: 9_000, at: 9_000 })
  expect(slice.repliesBy).toEqual([{ agent: 'lin', met: 1, late: 0 }])
  expect(slice.surveys).toMatchObject({ surveyAsked: 1, surveyTold: 1 })
  expect(slice.scores).toEqual([{ score: 4, agent: 'lin', count: 1 }])
  expect(slice.outcomes).toEqual([{ outcome: null, count: 1, priced: 0, minor: 0 }])
  expect(slice.settling).toEqual([2_000])
  await store.close()
})
