import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import { createSqliteStore } from '../../src/store/index.ts'
import { connect } from '../../src/store/sqlite/connection.ts'
import { storeOn } from '../../src/store/sqlite/sqlite-store.ts'
import { aMessage } from '../support/builders.ts'
import { commit, exchange, hear, take } from './contract/stage.ts'

let folder = ''
let file = ''
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouhou-file-'))
  file = join(folder, 'a.db')
})
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child)
  await rm(folder, { recursive: true })
})

describe('opening', () => {
  test('every commit is on disk before it is acknowledged: WAL, FULL, foreign keys', () => {
    const connection = connect({ file })
    const pragma = (name: string) => connection.db.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('busy_timeout')).toBeLessThanOrEqual(100)
    connection.close()
  })

  test('the folder is made, and closing leaves no log behind', async () => {
    const deep = join(folder, 'data/shop/a.db')
    const store = createSqliteStore({ file: deep })
    await hear(store)
    await store.close()
    expect(existsSync(deep)).toBe(true)
    expect(existsSync(`${deep}-wal`)).toBe(false)
  })

  test('closing twice is closing once', async () => {
    const store = createSqliteStore({ file })
    await store.close()
    await store.close()
  })

  test('a call that waits for its commit is finished by closing', async () => {
    const store = createSqliteStore({ file })
    const accepted = store.accept([aMessage()], 1_000)
    await store.close()
    expect(await accepted).toHaveLength(1)
  })

  test('a closed store says so', async () => {
    const store = createSqliteStore({ file })
    await store.close()
    const late = store.accept([aMessage()], 1_000)
    await expect(late).rejects.toMatchObject({ code: 'store_busy' })
  })

  test('a store in memory works without a file', async () => {
    const store = createSqliteStore({ file: ':memory:' })
    expect((await hear(store)).duplicate).toBe(false)
    await store.close()
  })

  test('a file from a newer version is refused and left alone', async () => {
    await createSqliteStore({ file }).close()
    const db = new Database(file)
    db.pragma('user_version = 99')
    db.close()
    expect(() => createSqliteStore({ file })).toThrow(
      expect.objectContaining({
        code: 'config_invalid',
        message: expect.stringMatching(/a\.db.*newer version.*schema 99/),
      }),
    )
    // The refusal let go of the lock.
    expect(() => createSqliteStore({ file })).toThrow(/newer version/)
  })

  test('what is no database is refused', async () => {
    await writeFile(file, 'name,price\n'.repeat(100))
    expect(() => createSqliteStore({ file })).toThrow(/not a database/)
  })
})

describe('one writer', () => {
  test('a second store on the same file is refused, also under another name', async () => {
    const store = createSqliteStore({ file })
    const alias = join(folder, 'alias.db')
    await symlink(file, alias)
    for (const name of [file, alias]) {
      expect(() => createSqliteStore({ file: name })).toThrow(
        expect.objectContaining({
          code: 'store_busy',
          message: `${file} is in use by process ${process.pid}. One gateway owns a SQLite file: stop that process, or give this one a file of its own.`,
        }),
      )
    }
    await store.close()
    await createSqliteStore({ file }).close()
  })

  test('a second process is refused while the first lives', async () => {
    const store = createSqliteStore({ file })
    // Refused attempts must not loosen the lock of the process that has it.
    for (let n = 0; n < 2; n++) {
      expect(() => createSqliteStore({ file })).toThrow(/in use/)
      const { lines } = start(file)
      expect(await lines.next()).toMatchObject({
        value: expect.stringContaining(`${file} is in use by process ${process.pid}.`),
      })
    }
    await store.close()
  })

  test('the lock dies with its process, even by kill -9', async () => {
    const { child, lines } = start(file)
    expect(await lines.next()).toMatchObject({ value: 'open' })
    expect(() => createSqliteStore({ file })).toThrow(`in use by process ${child.pid}.`)
    await kill(child)
    const store = createSqliteStore({ file })
    expect((await hear(store)).duplicate).toBe(false)
    await store.close()
  })

  test('kill -9 under load loses nothing that was acknowledged', async () => {
    for (let round = 0; round < 3; round++) {
      const { child, lines } = start(file, 'load')
      const acknowledged: string[] = []
      for await (const line of lines) {
        if (line !== 'open') acknowledged.push(line)
        if (acknowledged.length === 300) child.kill('SIGKILL')
      }
      const store = createSqliteStore({ file })
      expect(acknowledged.length).toBeGreaterThanOrEqual(300)
      const receipts = await store.accept(
        acknowledged.map((externalId) => aMessage({ externalId })),
        1_000,
      )
      expect(receipts.filter(({ duplicate }) => !duplicate)).toEqual([])
      await store.close()
      const db = new Database(file)
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
    }
  })
})

describe('a full disk', () => {
  test('refuses new messages, answers questions, and works again once there is room', async () => {
    const connection = connect({ file })
    const { db } = connection
    const store = storeOn(connection)
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 10}`)
    const text = '杯子碎了'.repeat(200)
    let kept = 0
    const fill = async () => {
      for (;;) {
        await hear(store, { text })
        kept++
      }
    }
    await expect(fill()).rejects.toMatchObject({ code: 'store_full' })
    expect(kept).toBeGreaterThan(0)
    expect((await store.read.counts()).unread).toBe(kept)
    await expect(
      take(store, 1_000, commit({ says: [text, text, text, text, text, text] })),
    ).rejects.toMatchObject({ code: 'store_full' })

    db.pragma('max_page_count = 1000000')
    expect((await hear(store, { text })).duplicate).toBe(false)
    const { works } = await take(store, 1_000)
    expect(works[0]?.unread).toHaveLength(kept + 1)
    await store.close()
  })

  test('fails every call of the flush that did not fit, and only those', async () => {
    const connection = connect({ file })
    const { db } = connection
    const store = storeOn(connection)
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 3}`)
    const text = '杯子碎了'.repeat(500)
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => hear(store, { text })),
    )
    const kept = results.filter(({ status }) => status === 'fulfilled').length
    expect(kept).toBeLessThan(20)
    expect((await store.read.counts()).unread).toBe(kept)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'store_full' })
    }
    await store.close()
  })
})

describe('work per call is bounded', () => {
  test('no statement of a running store scans a table or sorts one', async () => {
    const connection = connect({ file })
    const statements = new Set<string>()
    const { db } = connection
    const prepare = db.prepare.bind(db)
    db.prepare = ((sql: string) => {
      statements.add(sql)
      return prepare(sql)
    }) as typeof db.prepare
    const store = storeOn(connection)
    await exchange(store, 1_000, { says: ['好'] })
    for (const filter of [{}, { phase: 'answering' }, { channel: 'a', account: 'b' }] as const) {
      await store.read.conversations({ ...filter, limit: 10 })
    }
    // Tables of a few rows, and what is read whole because it must be.
    const small = /^SCAN (tallies|agents|presence|counter|playbook_files|quick_uses)$/
    const isSlow = (detail: string, sql: string) =>
      (/^SCAN \w+$/.test(detail) && !small.test(detail)) ||
      (detail.includes('TEMP B-TREE') && /FROM (messages|conversations|turns)/.test(sql))
    // The search reads so many of the latest rows and no more.
    const isBounded = (sql: string) => /FROM \(\s*SELECT [^()]* LIMIT \d+\s*\)/.test(sql)
    const slow = [...statements].flatMap((sql) => {
      if (isBounded(sql)) return []
      const values = Array.from(sql.matchAll(/\?/g), () => 0)
      const names = Object.fromEntries(Array.from(sql.matchAll(/:(\w+)/g), (m) => [m[1], 0]))
      const plan = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(
        ...(values.length > 0 ? values : [names]),
      )
      return plan
        .map(({ detail }) => detail)
        .filter((detail) => isSlow(detail, sql))
        .map((detail) => `${detail} <- ${sql}`)
    })
    expect(statements.size).toBeGreaterThan(30)
    expect(slow).toEqual([])
    await store.close()
  })

  test('notes that name somebody are looked for among those that name people', async () => {
    const connection = connect({ file })
    const store = storeOn(connection)
    const { db } = connection
    const prepare = db.prepare.bind(db)
    const plans: string[] = []
    db.prepare = ((sql: string) => {
      const names = Object.fromEntries(Array.from(sql.matchAll(/:(\w+)/g), (m) => [m[1], 0]))
      const plan = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(names)
      plans.push(...plan.map(({ detail }) => detail))
      return prepare(sql)
    }) as typeof db.prepare
    const asked = { agent: agentId('chen'), limit: 50, isMentioned: true } as const
    await store.desk.recentNotes(asked)
    await store.desk.recentNotes({ ...asked, before: 9 })
    expect(plans.filter((detail) => detail.includes('messages'))).toEqual([
      'SCAN messages USING INDEX notes_naming',
      'SEARCH messages USING INDEX notes_naming (position<?)',
    ])
    await store.close()
  })
})

function start(path: string, ...more: string[]) {
  const script = join(import.meta.dirname, 'hold-store.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, path, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
