import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSqliteStore } from '../../src/store/index.ts'
import { migrations } from '../../src/store/sqlite/migrations.ts'
import { aMessage } from '../support/builders.ts'
import { shouhou } from './run-command.ts'

vi.setConfig({ testTimeout: 60_000 })

let dir = ''
let database = ''
let file = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shouhou-dry-'))
  database = join(dir, 'data/shouhou.db')
  file = join(dir, '订单.csv')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const heading = '订单编号,买家会员名,订单状态,实付金额,下单时间,商品标题'
const row = (number: string, amount = '12.50') =>
  `${number},tb-1,已发货,${amount},2025-11-20 10:00,茶杯`
const write = (...rows: readonly string[]) => writeFileSync(file, [heading, ...rows].join('\n'))
const run = (...more: readonly string[]) =>
  shouhou(['import', 'orders', file, ...more], {
    env: { DATA_DIR: join(dir, 'data'), DEMO: 'off', LOCALE: 'zh-CN' },
  })

test('a rehearsal beside a running counter tells against its orders, and disturbs neither', async () => {
  write(row('A0001'), row('A0002'))
  expect((await run()).code).toBe(0)
  const counter = createSqliteStore({ file: database })
  write(row('A0001', '13.00'), row('A0002'), row('A0003'))
  expect(await run('--dry-run')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining(
      '试算，什么也没有存。3 行，读到 3 个订单：新增 1 行，更新 1 行，没变 1 行，拒绝 0 行',
    ),
  })
  expect(await counter.orders.find('A0001')).toMatchObject({ amount: { minor: 1_250 } })
  expect(await counter.orders.find('A0003')).toBeUndefined()
  // The counter is still the one writer, and still writes.
  expect(await counter.accept([aMessage()], 1_000)).toHaveLength(1)
  expect((await run()).err).toContain('正被运行中的售后客服台使用')
  await counter.close()
  expect(existsSync(`${database}-wal`)).toBe(false)
  expect(await run()).toMatchObject({
    out: expect.stringContaining('新增 1 行，更新 1 行，没变 1 行'),
  })
})

test('what the counter kept a moment ago, and has not tidied up, is seen', async () => {
  write(row('A0001'))
  await run()
  const counter = createSqliteStore({ file: database })
  const known = await counter.orders.find('A0001')
  await counter.orders.rewrite(
    [{ key: 'A0001', decide: () => known && { ...known, amount: { minor: 1, currency: 'CNY' } } }],
    1,
  )
  expect((await run('--dry-run')).out).toContain('更新 1')
  await counter.close()
})

test('before the first start there is nothing to compare with, and none is made', async () => {
  write(row('A0001'))
  expect((await run('--dry-run')).out).toContain('新增 1')
  expect(existsSync(database)).toBe(false)
})

test('a file of an older version is read as it is, and left so', async () => {
  await createSqliteStore({ file: database }).close()
  rmSync(database)
  const db = new Database(database)
  for (const step of migrations.slice(0, 2)) db.exec(step)
  db.pragma('user_version = 2')
  db.close()
  const before = readFileSync(database)
  write(row('A0001'))
  expect((await run('--dry-run')).out).toContain('新增 1')
  expect(readFileSync(database).equals(before)).toBe(true)
})

test('a file of a newer version is refused', async () => {
  await createSqliteStore({ file: database }).close()
  const db = new Database(database)
  db.pragma('user_version = 99')
  db.close()
  write(row('A0001'))
  expect(await run('--dry-run')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/newer version.*schema 99/),
  })
})
