import { afterEach, beforeEach, vi } from 'vitest'
import { importOrders } from '../../src/orders/index.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'
import { aFile, csv } from './files.ts'

// Many real files on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

export const now = Date.parse('2026-11-25T12:00:00+08:00')
/** What the files are imported into; a fresh one for each test. */
export let store: Store
beforeEach(() => {
  store = createSqliteStore({ file: ':memory:' })
})
afterEach(() => store.close())

type Options = Partial<Parameters<typeof importOrders>[0]>

export const importing = (file: string, more: Options = {}) =>
  importOrders({
    file,
    name: '订单.csv',
    records: store.orders,
    timeZone: 'Asia/Shanghai',
    now: () => now,
    locale: 'zh-CN',
    mode: 'kept',
    ...more,
  })

export const heading = ['订单编号', '买家会员名', '订单状态', '实付金额', '下单时间', '商品标题']
/** A row of one order; what is left out is as usual. */
export const row = (...cells: readonly string[]) => {
  const usual = ['4532239827909130090', 'tb-1', '已发货', '12.50', '2026-11-20 10:00', '茶杯']
  return usual.map((cell, at) => cells[at] ?? cell)
}
export const table = (...rows: readonly (readonly string[])[]) =>
  importing(aFile(csv([heading, ...rows])))

/** What became of the rows. */
export const countsOf = (report: Awaited<ReturnType<typeof importing>>) => {
  const { rows, imported, updated, unchanged, refused } = report
  return { rows, imported, updated, unchanged, refused }
}
/** What is wrong with which cell: `3C …`. */
export const told = (report: Awaited<ReturnType<typeof importing>>) =>
  report.refusals.map(({ row: at, column, message }) => `${at}${column ?? ''} ${message}`)
/** As the store has it. */
export const order = (number: string) => store.orders.find(number)
