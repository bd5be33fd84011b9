import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSqliteStore } from '../../src/store/index.ts'
import { migrations } from '../../src/store/sqlite/migrations.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouhou-rounds-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A conversation whose first round an agent closed, and whose second waits for a person. */
function before(file: string): void {
  const done = migrations.findIndex((step) => step.includes('CREATE TABLE rounds'))
  const db = new Database(file)
  for (const step of migrations.slice(0, done)) db.exec(step)
  db.pragma(`user_version = ${done}`)
  const state = JSON.stringify({ phase: { kind: 'awaitingAgent', handoff: { reason: 'safety' } } })
  db.prepare(
    `INSERT INTO conversations (key, id, channel, account, external_id, customer_id, version, round,
       ticket_count, phase, state, seq, last_at, last_text)
     VALUES (1, 'c_1', 'web', 'demo', 'x', 'wang', 5, 2, 1, 'awaitingAgent', ?, 1, 1, '')`,
  ).run(state)
  const line = db.prepare(
    `INSERT INTO messages (position, seq, conversation, turn, at, author, parts, channel, account,
       external_id, received_at, id, agent, status)
     VALUES (:n, :n, 1, :turn, :at, :author, '[]', 'web', 'demo', :external, :heard, :id, :agent, :status)`,
  )
  const said = (n: number, turn: number, author: string, at: number) => {
    const isHeard = author === 'customer'
    line.run({
      n,
      turn,
      at,
      author,
      external: isHeard ? `e${n}` : null,
      heard: isHeard ? at : null,
      id: isHeard ? null : `l${n}`,
      agent: author === 'agent' ? 'lin' : null,
      status: isHeard ? null : 'sent',
    })
  }
  const turn = db.prepare(
    'INSERT INTO turns (conversation, turn, id, at, trigger, decision) VALUES (1, ?, ?, ?, ?, ?)',
  )
  const decided = (n: number, at: number, trigger: string, decision: object) =>
    turn.run(n, `t${n}`, at, trigger, JSON.stringify(decision))
  said(1, 1, 'customer', 1_000)
  said(2, 1, 'bot', 1_100)
  decided(1, 1_100, 'customerSaid', { kind: 'handoff', rung: 'wants_human', intent: 'damaged' })
  decided(2, 2_000, 'agentTook', { kind: 'silent', rung: 'agent_command' })
  said(3, 3, 'agent', 3_000)
  decided(3, 3_000, 'agentReplied', { kind: 'silent', rung: 'agent_command' })
  decided(4, 4_000, 'agentResolved', { kind: 'silent', rung: 'agent_command' })
  said(4, 5, 'customer', 9_000)
  said(5, 5, 'bot', 9_100)
  decided(5, 9_100, 'customerSaid', { kind: 'handoff', rung: 'safety', intent: 'safety_incident' })
  db.exec(`INSERT INTO tickets (id, conversation, opened_at, body, channel, account, customer_id)
    VALUES ('k', 1, 1500, '{"id":"k","stage":"done","status":"complete","updatedAt":3500,
      "severity":{"level":2},"owner":{"agent":"lin"},"slots":[{"state":{"kind":"filled"}}],
      "clocks":[{"id":"reply","level":2,"title":"回复","startedAt":1500,"dueAt":5000,
        "state":{"kind":"met","at":3000}}]}', 'web', 'demo', 'wang')`)
  db.close()
}

test('what was before is counted as far as it was kept', async () => {
  const file = join(folder, 'a.db')
  before(file)
  const store = createSqliteStore({ file })
  const at = 30 * 86_400_000
  const slice = await store.figures.slice({ from: 0, to: at, at })
  expect(slice.rounds).toMatchObject({
    begun: 2,
    own: 2,
    handed: 2,
    closed: 1,
    reopened: 1,
    waited: 2,
    answered: 1,
  })
  expect(slice.responses).toEqual([{ agent: 'lin', ms: 1_900 }])
  expect(slice.waits).toEqual([900])
  expect(slice.reasons).toEqual([
    { reason: null, count: 1 },
    { reason: 'safety', count: 1 },
  ])
  expect(slice.intents.map(({ intent }) => intent)).toEqual(['damaged', 'safety_incident'])
  expect(slice.chats).toEqual([{ agent: 'lin', count: 1 }])
  expect(slice.cases).toMatchObject({ asked: 1, complete: 1, decided: 1, routine: 1 })
  expect(slice.closedBy).toEqual([{ agent: 'lin', count: 1 }])
  expect(slice.clocks).toMatchObject([{ clock: 'reply', kept: 1, late: 0 }])
  await store.close()
})
