import { describe, expect, test } from 'vitest'
import { conversationId as idOf, orderNo } from '../../../src/model/ids.ts'
import type { Order } from '../../../src/model/order.ts'
import type { OrderSnapshot } from '../../../src/model/ticket.ts'
import type { OrderChange, ParcelNews } from '../../../src/store/index.ts'
import { aTicket, aTurn } from '../../support/builders.ts'
import { hear, type OpenStore, stageOn } from './stage.ts'

const anOrder = (key: string, more: Partial<Order> = {}): Order => ({
  orderNo: orderNo(key),
  buyerId: 'tb-1',
  state: 'paid',
  placedAt: 1_000,
  amount: { minor: 1_250, currency: 'CNY' },
  items: [{ productId: 'P1', title: '茶杯', sku: '白色', quantity: 1 }],
  parcels: [],
  ...more,
})

const snapshotOf = ({ orderNo, state, amount, items, placedAt }: Order): OrderSnapshot => ({
  at: 1,
  orderNo,
  state,
  amount,
  items,
  placedAt,
})

const keeping = (order: Order): OrderChange => ({ key: order.orderNo, decide: () => order })

export function orderContract(open: OpenStore): void {
  const stage = stageOn(open)
  const keep = (...orders: readonly Order[]) => stage.store.orders.rewrite(orders.map(keeping), 9)

  test('who has shown to know an order is remembered, by the last of them', async () => {
    const { orderClaims } = stage.store
    expect(await orderClaims.find('v_1', 0)).toBeUndefined()
    await orderClaims.claim('v_1', 'A1', 1)
    await orderClaims.claim('v_2', 'A1', 1)
    await orderClaims.claim('v_1', 'A2', 2)
    await stage.reopen()
    const { find } = stage.store.orderClaims
    expect([await find('v_1', 0), await find('v_2', 0)]).toEqual(['A2', 'A1'])
    expect([await find('v_1', 2), await find('v_2', 2)], 'shown too long ago').toEqual([
      'A2',
      undefined,
    ])
  })

  test('who showed to know an order is found by it, the last first, whenever that was', async () => {
    const { orderClaims } = stage.store
    await orderClaims.claim('v_1', 'A1', 1)
    await orderClaims.claim('v_2', 'A1', 3)
    await orderClaims.claim('v_3', 'A2', 2)
    expect(await orderClaims.customers('A1', 9)).toEqual(['v_2', 'v_1'])
    expect(await orderClaims.customers('A1', 1)).toEqual(['v_2'])
    expect(await orderClaims.customers('A', 9)).toEqual([])
  })

  test('tickets of an order are those of its shop, and of the conversation', async () => {
    const open = async (door: { channel: string; account: string }, order: string) => {
      const { conversationId } = await hear(stage.store, { ...door, conversation: `c-${order}` })
      await stage.store.runTurn({
        conversationId,
        at: 2_000,
        handle: async (work) => ({
          kind: 'commit',
          turn: aTurn(work, {
            tickets: [aTicket(work, { number: order, order: snapshotOf(anOrder(order)) })],
          }),
        }),
      })
      return conversationId
    }
    const here = { channel: 'web', account: 'demo' }
    await open(here, 'A1')
    const own = await open(here, 'A2')
    await open({ channel: 'web', account: 'other' }, 'A1')
    const asked = { ...here, orderNo: 'A1', conversation: own }
    const found = await stage.store.orderClaims.tickets(asked)
    expect(found.map(({ account, number }) => [account, number])).toEqual([
      ['demo', 'A1'],
      ['demo', 'A2'],
    ])
    const silent = { ...asked, conversation: idOf('c_none') }
    expect(await stage.store.orderClaims.tickets(silent)).toHaveLength(1)
  })

  describe('orders', () => {
    test('an order is found by its number and its buyer, also after a restart', async () => {
      expect(await stage.store.orders.any()).toBe(false)
      await keep(anOrder('A1'), anOrder('A2', { placedAt: 2_000 }), anOrder('B1', { buyerId: 'b' }))
      await stage.reopen()
      const { orders } = stage.store
      expect(await orders.any()).toBe(true)
      expect(await orders.find('A1')).toEqual(anOrder('A1'))
      expect(await orders.find('nothing')).toBeUndefined()
      expect((await orders.ofBuyer('tb-1', 10)).map((order) => order.orderNo)).toEqual(['A2', 'A1'])
      expect(await orders.ofBuyer('tb-1', 1)).toHaveLength(1)
      expect(await orders.ofBuyer('nobody', 10)).toEqual([])
    })

    test('a change sees what is known, also what the change before it made', async () => {
      const seen: (string | undefined)[] = []
      const change = (next: Order | undefined): OrderChange => ({
        key: 'A1',
        decide: (known) => {
          seen.push(known?.state)
          return next
        },
      })
      const { orders } = stage.store
      await orders.rewrite([change(anOrder('A1')), change(undefined)], 1)
      await orders.rewrite([change(anOrder('A1', { state: 'shipped', buyerId: 'new' }))], 2)
      expect(seen).toEqual([undefined, 'paid', 'paid'])
      expect(await orders.find('A1')).toMatchObject({ state: 'shipped' })
      expect(await orders.ofBuyer('tb-1', 10)).toEqual([])
      expect(await orders.ofBuyer('new', 10)).toHaveLength(1)
    })

    test('one change that fails takes all others back', async () => {
      const throwing: OrderChange = {
        key: 'A2',
        decide: () => {
          throw new Error('no')
        },
      }
      const { orders } = stage.store
      await expect(orders.rewrite([keeping(anOrder('A1')), throwing], 1)).rejects.toThrow('no')
      expect(await orders.find('A1')).toBeUndefined()
      expect(await orders.products(10)).toEqual([])
    })

    test('an order without a buyer is nobody’s', async () => {
      await keep(anOrder('A1', { buyerId: '' }))
      expect(await stage.store.orders.ofBuyer('', 10)).toEqual([])
      expect(await stage.store.orders.find('A1')).toMatchObject({ buyerId: '' })
    })

    test('the goods are named as they were sold last', async () => {
      const price = { minor: 990, currency: 'CNY' } as const
      const cup = { productId: 'P1', title: '茶杯', quantity: 1 }
      await keep(
        anOrder('A2', { placedAt: 5_000, items: [{ ...cup, sku: '黑色', title: '茶杯（新）' }] }),
        anOrder('A1', { items: [{ ...cup, sku: '白色', price }] }),
        anOrder('A0', { placedAt: 10, items: [{ ...cup, sku: '白色', title: '旧名' }] }),
        anOrder('A3', {
          placedAt: 9,
          items: [{ productId: 'P2', title: '壶', sku: '', quantity: 1 }],
        }),
      )
      expect(await stage.store.orders.products(10)).toEqual([
        { productId: 'P1', title: '茶杯（新）', category: '', skus: ['黑色', '白色'], aliases: [] },
        { productId: 'P2', title: '壶', category: '', skus: [], aliases: [] },
      ])
    })
  })

  describe('parcels', () => {
    const news = (more: Partial<ParcelNews> = {}): ParcelNews => ({
      key: 'SF1',
      events: [],
      ...more,
    })
    const collected = { at: 1_000, text: '已揽收' }
    const signed = { at: 5_000, text: '已签收' }

    test('events join by time and text, whatever order they come in', async () => {
      const { parcels } = stage.store
      expect(await parcels.record([news({ events: [signed] })], 9)).toBe(1)
      expect(await parcels.record([news({ events: [collected, signed] })], 9)).toBe(1)
      expect(await parcels.record([news({ events: [collected, signed] })], 9)).toBe(0)
      await stage.reopen()
      expect(await stage.store.parcels.find(['SF1', 'none'])).toEqual([
        { key: 'SF1', events: [collected, signed], lastEventAt: 5_000 },
      ])
    })

    test('a state lasts since it was first told, and an older one does not come back', async () => {
      const { parcels } = stage.store
      const stateNow = async () => {
        const [parcel] = await parcels.find(['SF1'])
        return [parcel?.state, parcel?.stateSince]
      }
      await parcels.record([news({ state: 'delivered', events: [signed] })], 9_000)
      const thanks = { at: 6_000, text: '感谢使用' }
      await parcels.record([news({ state: 'delivered', events: [signed, thanks] })], 9_000)
      expect(await stateNow()).toEqual(['delivered', 5_000])
      await parcels.record([news({ state: 'collected', events: [collected] })], 9_000)
      expect(await stateNow()).toEqual(['delivered', 5_000])
      await parcels.record([news({ events: [{ at: 7_000, text: '客户来电' }] })], 9_000)
      expect(await stateNow()).toEqual(['delivered', 5_000])
      await parcels.record([news({ state: 'returning' })], 9_000)
      expect(await stateNow()).toEqual(['returning', 9_000])
    })

    test('two couriers’ parcels of one number are kept apart, and apart from nobody’s', async () => {
      const { parcels } = stage.store
      await parcels.record([news({ courier: 'zto', state: 'delivered', events: [signed] })], 9)
      expect(await parcels.record([news({ courier: 'yto', events: [signed] })], 9)).toBe(1)
      expect(await parcels.record([news({ state: 'collected', events: [collected] })], 9)).toBe(1)
      await stage.reopen()
      expect(await stage.store.parcels.find(['SF1'])).toEqual([
        {
          key: 'SF1',
          state: 'collected',
          stateSince: 1_000,
          toldAt: 1_000,
          lastEventAt: 1_000,
          events: [collected],
        },
        { key: 'SF1', courier: 'yto', lastEventAt: 5_000, events: [signed] },
        {
          key: 'SF1',
          courier: 'zto',
          state: 'delivered',
          stateSince: 5_000,
          toldAt: 5_000,
          lastEventAt: 5_000,
          events: [signed],
        },
      ])
    })

    test('what was told without a courier is not quiet once its courier tells', async () => {
      const { parcels } = stage.store
      const quiet = async () => (await parcels.quiet(9_000, 10)).map(({ courier }) => courier)
      await parcels.record([news({ events: [collected] })], 9)
      expect(await quiet()).toEqual([undefined])
      await parcels.record([news({ courier: 'zto', state: 'delivered', events: [signed] })], 9)
      expect(await quiet()).toEqual([])
    })

    test('orders are found by the numbers of their parcels as they are now', async () => {
      const parcel = (courier: string, trackingNo: string) => ({ courier, trackingNo, events: [] })
      await keep(
        anOrder('A1', { parcels: [parcel('中通', '75-1'), parcel('顺丰', 'sf 2')] }),
        anOrder('A2', { parcels: [parcel('圆通', '751')] }),
      )
      const claims = () => stage.store.parcels.claims(['751', 'SF2', 'none'])
      expect(await claims()).toEqual([
        { key: '751', order: 'A1', courier: '中通' },
        { key: '751', order: 'A2', courier: '圆通' },
        { key: 'SF2', order: 'A1', courier: '顺丰' },
      ])
      await keep(anOrder('A1', { parcels: [parcel('顺丰速运', 'SF2')] }))
      expect(await claims()).toEqual([
        { key: '751', order: 'A2', courier: '圆通' },
        { key: 'SF2', order: 'A1', courier: '顺丰速运' },
      ])
    })

    test('the quietest of those on their way come first', async () => {
      const at = (key: string, time: number, more: Partial<ParcelNews> = {}) =>
        news({ key, events: [{ at: time, text: '到达' }], ...more })
      const { parcels } = stage.store
      await parcels.record(
        [
          at('late', 3_000, { state: 'in_transit' }),
          at('quiet', 1_000),
          at('there', 500, { state: 'delivered' }),
          at('back', 500, { state: 'returned' }),
          news({ key: 'silent', state: 'collected' }),
          at('fresh', 8_000),
        ],
        9_000,
      )
      const quiet = async (before: number, limit = 10) =>
        (await parcels.quiet(before, limit)).map(({ key }) => key)
      expect(await quiet(8_000)).toEqual(['quiet', 'late'])
      expect(await quiet(8_001, 3)).toEqual(['quiet', 'late', 'fresh'])
      expect(await quiet(8_000, 1)).toEqual(['quiet'])
    })
  })
}
