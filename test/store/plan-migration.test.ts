import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TicketId } from '../../src/model/ids.ts'
import type { Stage } from '../../src/model/ticket.ts'
import { createSqliteStore } from '../../src/store/index.ts'
import { migrations } from '../../src/store/sqlite/migrations.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouhou-before-'))
})
afterEach(() => rm(folder, { recursive: true }))

const votes = [
  { at: 3, agent: 'zhao', name: '赵主管', role: 'supervisor', verdict: 'agree' },
  { at: 4, agent: 'gu', name: '顾法务', role: 'legal', verdict: 'agree', comment: '可以' },
]

/** The file as the version before votes were about a plan left it. */
function before(file: string, cases: Readonly<Record<string, Stage>>): void {
  const done = migrations.findIndex((step) => step.includes('$.plan'))
  const db = new Database(file)
  for (const step of migrations.slice(0, done)) db.exec(step)
  db.pragma(`user_version = ${done}`)
  db.exec(`
    INSERT INTO conversations (key, id, channel, account, external_id, customer_id, version, round,
      ticket_count, phase, state, seq, last_at, last_text)
    VALUES (1, 'c_1', 'web', 'demo', 'x', 'wang', 1, 1, 1, 'answering', '{}', 1, 1, '');`)
  for (const [id, stage] of Object.entries(cases)) {
    const body = {
      id,
      number: id,
      stage,
      severity: { level: 3, because: '图片重复', by: 'rules' },
      votes: id.startsWith('plain') ? [] : votes,
      trail: [],
    }
    db.prepare(
      `INSERT INTO tickets (id, conversation, opened_at, body, before, channel, account, customer_id)
       VALUES (?, 1, 5, ?, ?, 'web', 'demo', 'wang')`,
    ).run(id, JSON.stringify(body), JSON.stringify(body))
  }
  db.close()
}

test('votes that were about no plan are void, and what was decided by them stands', async () => {
  const file = join(folder, 'a.db')
  before(file, {
    open: 'under_review',
    again: 'reopened',
    offered: 'proposed',
    refused: 'rejected',
    plain: 'done',
  })
  const { read, close } = createSqliteStore({ file })
  const find = (id: string) => read.ticket(id as TicketId)
  for (const id of ['open', 'again']) {
    const ticket = await find(id)
    expect(ticket).toMatchObject({ votes: [], severity: { level: 3 } })
    expect(ticket?.plan).toBeUndefined()
  }
  const by = { kind: 'colleague' }
  expect(await find('offered')).toMatchObject({ votes, plan: { at: 4, by, goal: 'proposed' } })
  expect(await find('refused')).toMatchObject({ votes, plan: { at: 4, by, goal: 'rejected' } })
  expect((await find('plain'))?.plan).toBeUndefined()
  await close()
  // What an undone turn would give back is brought along.
  const db = new Database(file, { readonly: true })
  for (const { id, body, before: undone } of db
    .prepare<[], { id: string; body: string; before: string }>(
      'SELECT id, body, before FROM tickets',
    )
    .all()) {
    expect(JSON.parse(undone), id).toEqual(JSON.parse(body))
  }
  db.close()
})

test('an urgent case under review is held to the clocks of both levels', async () => {
  const file = join(folder, 'b.db')
  before(file, {})
  await createSqliteStore({ file }).close()
  const db = new Database(file)
  const clock = (level: number, dueAt: number) => ({
    id: `c${level}`,
    level,
    startedAt: 5,
    dueAt,
    state: { kind: 'running' },
  })
  const save = (review: object | undefined) => {
    const body = {
      number: 'SH-1',
      stage: 'opened',
      severity: { level: 1, because: '漏电', by: 'rules', review },
      clocks: [clock(1, 900), clock(3, 300), clock(2, 100)],
    }
    db.prepare(
      `INSERT OR REPLACE INTO tickets (id, conversation, opened_at, body, channel, account, customer_id)
       VALUES ('t', 1, 5, ?, 'web', 'demo', 'wang')`,
    ).run(JSON.stringify(body))
  }
  const promise = async () => {
    const { read, close } = createSqliteStore({ file })
    const [found] = await read.conversations({ limit: 1 })
    await close()
    return [found?.level, found?.promise?.id]
  }
  save({ because: '图', by: 'rules' })
  expect(await promise()).toEqual([1, 'c3'])
  save(undefined)
  expect(await promise()).toEqual([1, 'c1'])
  db.close()
})
