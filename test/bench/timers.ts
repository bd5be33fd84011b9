import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { createConfig } from '../../src/config.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { loadShopPlaybook, openShop } from '../../src/mind.ts'
import { emptyMemory } from '../../src/model/conversation.ts'
import type { Playbook } from '../../src/playbook/index.ts'
import { createSqliteStore, type Store, type TurnReport } from '../../src/store/index.ts'
import type { Bench, Row } from './bench.ts'
import { quantile } from './measure.ts'

const pending = 1_000_000
const seconds = 20
const rates = [100, 500, 1_000]
/** Between the start of the gateway and the first timer. */
const headStartMs = 2_000

/** A million clocks that wait, and some of them due: how late they fire, and each exactly once. */
export const timers: Bench = async () => {
  const playbook = await shipped()
  const rows: Row[] = []
  for (const rate of rates) rows.push(await measure(playbook, rate))
  return [
    {
      title: `${pending.toLocaleString('en')} pending clocks; due for ${seconds} s, ms late when committed`,
      rows,
    },
  ]
}

const shipped = async (): Promise<Playbook> => {
  const config = createConfig({})
  const loaded = await loadShopPlaybook(config, openShop(config, Date.now))
  if (!loaded.ok) throw new Error('the shipped playbook has faults')
  return loaded.playbook
}

const measure = async (playbook: Playbook, rate: number): Promise<Row> => {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-bench-'))
  const file = join(dir, 'shouhou.db')
  try {
    await (await createSqliteStore({ file })).close()
    const due = fillIn(file, rate)
    const fired = await run(file, playbook, due)
    const late = Float64Array.from(fired.flatMap(({ lateMs }) => lateMs)).sort()
    return {
      'due a second': rate,
      due: due.size,
      fired: fired.length,
      twice: fired.length - new Set(fired.map(({ id }) => id)).size,
      p50: quantile(late, 0.5),
      p99: quantile(late, 0.99),
      max: late.at(-1) ?? 0,
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Conversations that wait for a person under the marketplace's clock; by id, when each is due. */
const fillIn = (file: string, rate: number): ReadonlyMap<string, number> => {
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  const conversation = db.prepare(
    `INSERT INTO conversations (key, id, channel, account, external_id, customer_id, version, round,
       ticket_count, phase, state, seq, last_at, last_text, waiting_since, due_at, bound)
     VALUES (?, ?, 'bench', 'demo', ?, ?, 1, 1, 0, 'awaitingAgent', ?, ?, ?, '', ?, ?, 1)`,
  )
  const timer = db.prepare(
    `INSERT INTO timers (id, conversation, name, subject, due_at, started_by)
     VALUES (?, ?, 'reply_clock', 'warn', ?, 1)`,
  )
  const dueIds = new Map<string, number>()
  const count = rate * seconds
  db.transaction(() => {
    // Filling takes a while: the first is due some time after the gateway has started.
    const start = Date.now() + estimateMs
    for (let n = 1; n <= pending; n += 1) {
      const isDue = n <= count
      const dueAt = isDue ? start + Math.floor(((n - 1) * 1_000) / rate) : start + 86_400_000 + n
      const id = `c_${n.toString(16).padStart(16, '0')}`
      if (isDue) dueIds.set(id, dueAt)
      const since = dueAt - 100_000
      const state = stateAt(since, dueAt)
      conversation.run(n, id, `chat-${n}`, `buyer-${n}`, state, n, since, since, dueAt)
      timer.run(`${id}:1:t0`, n, dueAt)
    }
    db.prepare('UPDATE counter SET seq = ?').run(pending)
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  const lateMs = Date.now() + headStartMs - ([...dueIds.values()][0] ?? 0)
  if (lateMs > 0) shift(db, dueIds, lateMs)
  db.close()
  return dueIds
}

const estimateMs = 120_000

/** Filling took longer than thought: the clocks that are due move on together. */
const shift = (db: Database.Database, due: Map<string, number>, ms: number): void => {
  db.prepare('UPDATE timers SET due_at = due_at + ?').run(ms)
  db.prepare('UPDATE conversations SET due_at = due_at + ?').run(ms)
  for (const [id, at] of due) due.set(id, at + ms)
}

const stateAt = (since: number, warnAt: number): string =>
  JSON.stringify({
    phase: {
      kind: 'awaitingAgent',
      handoff: {
        reason: 'customer_request',
        because: '顾客说「人工」，要人工',
        at: since,
        summary: [],
        evidence: { have: [], missing: [] },
      },
    },
    memory: { ...emptyMemory, owed: { since, warnAt, dueAt: warnAt + 80_000 } },
  })

interface Fired {
  readonly id: string
  readonly lateMs: number
}

const run = async (
  file: string,
  playbook: Playbook,
  due: ReadonlyMap<string, number>,
): Promise<readonly Fired[]> => {
  const store = await createSqliteStore({ file })
  const fired: Fired[] = []
  const watched: Store = {
    ...store,
    takeTurns: async (options) => {
      const reports = await store.takeTurns(options)
      for (const report of reports) fired.push(...firedBy(report, due))
      return reports
    },
  }
  const gateway = createGateway({
    store: watched,
    accounts: [],
    mind: () => ({ playbook, understand: () => Promise.reject(new Error('nobody speaks')) }),
    orders: undefined,
    keepFile: async () => ({ kind: 'refused', reason: 'none', retryable: false }),
    timeZone: 'Asia/Shanghai',
    burstWindowMs: 0,
    log: pino({ level: 'silent' }),
    now: Date.now,
    fetch,
    observe: { accepted: () => {}, turn: () => {}, delivery: () => {} },
  })
  const last = Math.max(...due.values())
  await sleep(Math.max(0, Math.min(...due.values()) - headStartMs - Date.now()))
  gateway.start()
  // Twice the time that is left, for those that fire late, or twice.
  while (Date.now() < last + 5_000) await sleep(200)
  await gateway.stop(10_000)
  await store.close()
  return fired
}

const firedBy = (report: TurnReport, due: ReadonlyMap<string, number>): readonly Fired[] => {
  if (report.kind !== 'committed') return []
  const id = report.conversationId
  const dueAt = due.get(id)
  return dueAt === undefined ? [] : [{ id, lateMs: Date.now() - dueAt }]
}
