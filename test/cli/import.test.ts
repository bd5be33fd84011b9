import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { createSqliteStore } from '../../src/store/index.ts'
import { shouhou } from './run-command.ts'

const dir = mkdtempSync(join(tmpdir(), 'shouhou-import-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
vi.setConfig({ testTimeout: 30_000 })

const env = { DATA_DIR: join(dir, 'data'), DEMO: 'off', LOCALE: 'zh-CN' }
const file = join(dir, '订单.csv')
const heading = '订单编号,买家会员名,订单状态,实付金额,下单时间,商品标题'
const good = 'A0001,tb-1,已发货,12.50,2025-11-20 10:00,茶杯'
const write = (...rows: readonly string[]) => writeFileSync(file, [heading, ...rows].join('\n'))
const run = (...args: readonly string[]) => shouhou(['import', ...args], { env })

test('a table is imported into the store of a stopped counter', async () => {
  write(good)
  expect(await run('orders', file, '--dry-run')).toMatchObject({
    code: 0,
    out: expect.stringContaining('试算，什么也没有存。1 行，读到 1 个订单：新增 1 行'),
  })
  expect(await run('orders', file)).toEqual({
    code: 0,
    out: '订单.csv：1 行，读到 1 个订单：新增 1 行，更新 0 行，没变 0 行，拒绝 0 行\n',
    err: '',
  })
  const store = createSqliteStore({ file: join(env.DATA_DIR, 'shouhou.db') })
  expect(await store.orders.find('A0001')).toMatchObject({ buyerId: 'tb-1' })
  await store.close()
})

test('a refused row ends with 1, and the others are imported', async () => {
  write(good, '4.5E+18,tb-1,已发货,1,2025-11-20 10:00,茶杯')
  const { code, out } = await run('orders', file, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    rows: 2,
    refused: 1,
    refusals: [{ row: 3, column: 'A' }],
  })
})

test('a running counter keeps its store, and the way around is named', async () => {
  const store = createSqliteStore({ file: join(env.DATA_DIR, 'shouhou.db') })
  const { code, err } = await run('orders', file)
  await store.close()
  expect(code).toBe(2)
  expect(err).toContain('正被运行中的售后客服台使用')
  expect(err).toContain('POST /api/orders/import')
})

test('orders that are not the ones in use are said to be so', async () => {
  write(good)
  const demo = await shouhou(['import', 'orders', file], { env: { ...env, DEMO: 'on' } })
  expect(demo.out).toContain('DEMO=on：机器人现在用演示订单')
  const own = { ORDERS_URL: 'http://127.0.0.1:9', ORDERS_SECRET: 'what both sides know' }
  const remote = await shouhou(['import', 'orders', file], { env: { ...env, ...own } })
  expect(remote.out).toContain('设了 ORDERS_URL')
})

test.each([[[]], [['orders']], [['buyers', 'x.csv']], [['orders', 'a.csv', 'b.csv']]])(
  'import %j says how it is written',
  async (args) => {
    expect(await run(...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining('import orders 订单.csv [--dry-run]'),
    })
  },
)

test('a file that is not there ends with 2', async () => {
  expect(await run('orders', join(dir, 'none.csv'))).toMatchObject({
    code: 2,
    err: 'none.csv: 没有这个文件；请检查路径\n',
  })
})
