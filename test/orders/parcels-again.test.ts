import { describe, expect, test } from 'vitest'
import { createImportedOrders, withTracking } from '../../src/orders/index.ts'
import { aFile, csv } from './files.ts'
import { countsOf, heading, importing, now, row, store, told } from './importing.ts'

const shipped = (number: string, courier: string, trackingNo: string) => [
  ...row(number),
  courier,
  trackingNo,
]
const parcelTable = (...rows: readonly (readonly string[])[]) =>
  importing(aFile(csv([[...heading, '物流公司', '运单号'], ...rows])))
const parcels = async (key = 'A0001') =>
  (await store.orders.find(key))?.parcels.map(
    ({ courier, trackingNo }) => `${courier} ${trackingNo}`,
  )
const orders = () => withTracking(createImportedOrders(store.orders), store.parcels)

describe('importing an order again', () => {
  test('with another parcel keeps both, and says so', async () => {
    await parcelTable(shipped('A0001', '中通', '7588000111222'), shipped('A0002', '', ''))
    const report = await parcelTable(
      shipped('A0001', '顺丰', 'SF1234567890123'),
      shipped('A0002', '顺丰', 'SF1234567890124'),
    )
    expect(countsOf(report)).toMatchObject({ updated: 2 })
    expect(report.notes).toEqual([
      '更新了 1 个订单的包裹：新的运单号加上，先前的也留着（A0001 加 SF1234567890123）；先前的写错了，就把它写在「作废运单号」列里再导一次',
    ])
    expect(await parcels()).toEqual(['中通 7588000111222', '顺丰 SF1234567890123'])
    expect(await parcels('A0002')).toEqual(['顺丰 SF1234567890124'])
  })

  test('with many more parcels names a few', async () => {
    const numbers = Array.from({ length: 5 }, (_, n) => `A000${n}`)
    await parcelTable(...numbers.map((number) => shipped(number, '中通', `75880001112${number}`)))
    const report = await parcelTable(
      ...numbers.map((number) => shipped(number, '中通', `75880009999${number}`)),
    )
    expect(report.notes).toEqual([
      '更新了 5 个订单的包裹：新的运单号加上，先前的也留着（A0000 加 75880009999A0000、A0001 加 75880009999A0001、A0002 加 75880009999A0002、…）；先前的写错了，就把它写在「作废运单号」列里再导一次',
    ])
  })

  test('with the same parcel, however it is written, updates it', async () => {
    await parcelTable(shipped('A0001', '', '7588-0001-11222'))
    const report = await parcelTable(shipped('A0001', '中通', '7588000111222'))
    expect(countsOf(report)).toMatchObject({ updated: 1 })
    expect(report.notes).toEqual([])
    expect(await parcels()).toEqual(['中通 7588-0001-11222'])
    await parcelTable(shipped('A0001', '', '7588000111222'))
    expect(await parcels()).toEqual(['中通 7588-0001-11222'])
  })

  test('from an older table, with fewer parcels, changes nothing', async () => {
    await parcelTable(shipped('A0001', '中通', '7588000111222'))
    await parcelTable(shipped('A0001', '中通', '7588000111222,7588000111333'))
    const report = await parcelTable(shipped('A0001', '中通', '7588000111222'))
    expect(countsOf(report)).toMatchObject({ updated: 0, unchanged: 1 })
    expect(await parcels()).toHaveLength(2)
  })

  test('from a table of before it was shipped changes nothing', async () => {
    await parcelTable(shipped('A0001', '中通', '7588000111222'))
    const report = await importing(aFile(csv([heading, row('A0001', 'tb-1', '待发货', '12.50')])))
    expect(countsOf(report)).toMatchObject({ unchanged: 1 })
    expect(report.notes).toEqual(['1 行比已有的旧，没有改动'])
    expect(await store.orders.find('A0001')).toMatchObject({ state: 'shipped' })
  })

  test('does not take back that it was delivered', async () => {
    const delivered = [...row('A0001'), '2026-11-24 10:00']
    await importing(aFile(csv([[...heading, '签收时间'], delivered])))
    await parcelTable(shipped('A0001', '中通', '7588000111222'))
    expect(await store.orders.find('A0001')).toMatchObject({
      state: 'delivered',
      deliveredAt: Date.parse('2026-11-24T10:00:00+08:00'),
      parcels: [{ trackingNo: '7588000111222' }],
    })
  })
})

describe('a number that was mistyped', () => {
  const voiding = (...rows: readonly (readonly string[])[]) =>
    importing(aFile(csv([['订单编号', '物流公司', '运单号', '作废运单号'], ...rows])))

  test('is taken out by its column, and the right one put in', async () => {
    await parcelTable(shipped('A0001', '中通', '7588000111999'))
    const report = await voiding(['A0001', '中通', '7588000111222', '7588-000-111999'])
    expect(countsOf(report)).toMatchObject({ updated: 1 })
    expect(report.notes).toEqual(['1 个订单的运单号作废了（A0001 去掉 7588000111999）'])
    expect(await parcels()).toEqual(['中通 7588000111222'])
  })

  test('leaves the other parcels of its order, and other orders', async () => {
    await parcelTable(
      shipped('A0001', '中通', '7588000111222,7588000111999'),
      shipped('A0002', '中通', '7588000111999'),
    )
    await voiding(['A0001', '', '', '7588000111999'])
    expect(await parcels()).toEqual(['中通 7588000111222'])
    expect(await parcels('A0002')).toEqual(['中通 7588000111999'])
  })

  test('is taken out once: the same file again changes nothing', async () => {
    await parcelTable(shipped('A0001', '中通', '7588000111999'))
    const again = () => voiding(['A0001', '中通', '7588000111222', '7588000111999'])
    await again()
    expect(countsOf(await again())).toMatchObject({ updated: 0, unchanged: 1 })
  })

  test('keeps an order open no longer, once the others have arrived', async () => {
    await parcelTable(shipped('A0001', '中通', '7588000111222,7588000111999'))
    const signed = { at: Date.parse('2026-11-24T10:00:00+08:00'), text: '已签收' }
    await store.parcels.record(
      [{ key: '7588000111222', state: 'delivered', events: [signed] }],
      now,
    )
    expect(await orders().byNumber('A0001')).toMatchObject({ state: 'shipped' })
    await voiding(['A0001', '', '', '7588000111999'])
    expect(await orders().byNumber('A0001')).toMatchObject({ state: 'delivered' })
  })

  test('comes back by being imported again, with what couriers told of it', async () => {
    const first = shipped('A0001', '中通', '7588000111222')
    await parcelTable(first)
    const moving = { at: Date.parse('2026-11-24T10:00:00+08:00'), text: '运输中' }
    await store.parcels.record([{ key: '7588000111222', events: [moving] }], now)
    await voiding(['A0001', '', '', '7588000111222'])
    expect(await orders().byNumber('A0001')).toMatchObject({ parcels: [] })
    await parcelTable(first)
    expect(await orders().byNumber('A0001')).toMatchObject({ parcels: [{ events: [moving] }] })
  })

  test('is not both a parcel and none', async () => {
    await parcelTable(shipped('A0001', '中通', '7588000111222'))
    const report = await voiding(['A0001', '中通', '7588000111222', '7588000111222'])
    expect(told(report)).toEqual(['2 「7588000111222」既是运单号又是作废运单号；请去掉一处'])
    expect(await parcels()).toEqual(['中通 7588000111222'])
  })
})

test('what couriers told since stays, whatever older table is imported', async () => {
  const first = shipped('A0001', '中通', '7588000111222')
  await parcelTable(first)
  const signed = { at: Date.parse('2026-11-24T10:00:00+08:00'), text: '已签收' }
  await store.parcels.record([{ key: '7588000111222', state: 'delivered', events: [signed] }], now)
  const delivered = { state: 'delivered', parcels: [{ events: [signed] }] }
  expect(await orders().byNumber('A0001')).toMatchObject(delivered)
  await parcelTable(first)
  expect(await orders().byNumber('A0001')).toMatchObject(delivered)
  await importing(aFile(csv([heading, row('A0001', 'tb-1', '待发货')])))
  expect(await orders().byNumber('A0001')).toMatchObject(delivered)
  await parcelTable(shipped('A0001', '顺丰', 'SF1234567890123'))
  expect(await orders().byNumber('A0001')).toMatchObject({
    state: 'shipped',
    parcels: [{ events: [signed] }, { trackingNo: 'SF1234567890123', events: [] }],
  })
})
