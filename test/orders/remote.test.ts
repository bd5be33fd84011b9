import { createSecretKey } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { gatherFacts } from '../../src/gateway/facts.ts'
import { createRemoteOrders } from '../../src/orders/index.ts'
import { signatureHeader, signatureOf, timestampHeader } from '../../src/orders/signature.ts'
import { anOrder, aShopServer, json, type ShopServer } from './shop-server.ts'

const secret = createSecretKey('what both sides know', 'utf8')
let shop: ShopServer
let now = Date.parse('2026-11-25T12:00:00+08:00')
beforeEach(async () => {
  // The breaker looks at this clock and the cache at `now`.
  vi.useFakeTimers({ now, toFake: ['Date'] })
  shop = await aShopServer('/shop')
})
afterEach(async () => {
  await shop.close()
  vi.useRealTimers()
})

const pass = (ms: number) => {
  now += ms
  vi.setSystemTime(now)
}
const open = (more: { url?: string; timeoutMs?: number } = {}) =>
  createRemoteOrders({ url: shop.url, secret, now: () => now, ...more })

describe('asking', () => {
  test('a buyer’s orders come newest first, with all that is told of them', async () => {
    const older = anOrder({ order_no: 'A1', placed_at: '2026-11-01T10:00:00+08:00' })
    const full = anOrder({
      paid_at: '2026-11-20T10:01:00+08:00',
      promised_ship_at: '2026-11-22T10:00:00+08:00',
      shipped_at: '2026-11-21T01:00:00Z',
      delivered_at: null,
      items: [{ product_id: 7, title: '茶杯', quantity: 2, price: '6.25', colour: 'ignored' }],
      parcels: [
        {
          courier: '中通',
          tracking_no: '75880001',
          events: [
            { at: '2026-11-22T10:00:00+08:00', text: '已到达' },
            { at: '2026-11-21T10:00:00+08:00', text: '已揽收' },
          ],
        },
      ],
      after_sale: {
        kind: 'refund_only',
        state: 'refunding',
        applied_at: '2026-11-23T10:00:00+08:00',
        updated_at: '2026-11-24T10:00:00+08:00',
        amount: '12.50',
      },
    })
    shop.answer(json({ orders: [older, full] }))
    const [first, second] = await open().ofBuyer('tb-1')
    expect(second?.orderNo).toBe('A1')
    expect(first).toEqual({
      orderNo: '4532239827909130090',
      buyerId: 'tb-1',
      state: 'shipped',
      placedAt: Date.parse('2026-11-20T10:00:00+08:00'),
      paidAt: Date.parse('2026-11-20T10:01:00+08:00'),
      promisedShipAt: Date.parse('2026-11-22T10:00:00+08:00'),
      shippedAt: Date.parse('2026-11-21T09:00:00+08:00'),
      amount: { minor: 1_250, currency: 'CNY' },
      items: [
        {
          productId: '7',
          title: '茶杯',
          sku: '',
          quantity: 2,
          price: { minor: 625, currency: 'CNY' },
        },
      ],
      parcels: [
        {
          courier: '中通',
          trackingNo: '75880001',
          events: [
            { at: Date.parse('2026-11-21T10:00:00+08:00'), text: '已揽收' },
            { at: Date.parse('2026-11-22T10:00:00+08:00'), text: '已到达' },
          ],
        },
      ],
      afterSale: {
        kind: 'refund_only',
        state: 'refunding',
        appliedAt: Date.parse('2026-11-23T10:00:00+08:00'),
        updatedAt: Date.parse('2026-11-24T10:00:00+08:00'),
        amount: { minor: 1_250, currency: 'CNY' },
      },
    })
  })

  test('questions are signed over time, method and target, and escape what they name', async () => {
    const seen: (string | string[] | undefined)[] = []
    shop.answer((request, response) => {
      seen.push(request.headers[timestampHeader], request.headers[signatureHeader])
      json({ orders: [] })(request, response)
    })
    await open().ofBuyer('小花 & co/1')
    const target = '/shop/orders?buyer=%E5%B0%8F%E8%8A%B1%20%26%20co%2F1'
    expect(shop.asked).toEqual([`GET ${target}`])
    const timestamp = String(Math.floor(now / 1_000))
    const body = Buffer.alloc(0)
    const signature = signatureOf(secret, { timestamp, method: 'GET', target, body })
    expect(seen).toEqual([timestamp, signature])
  })

  test('one order is asked for as it was typed, without its spaces', async () => {
    const orders = open()
    shop.answer(json(anOrder({ order_no: '45322398', phone_tail: '2107' })))
    const told = { buyerId: 'tb-1', phoneTail: '2107' }
    expect(await orders.byNumber('４５３２ 2398')).toMatchObject(told)
    shop.answer(json(anOrder({ order_no: '261118430735' })))
    await orders.byNumber('261118—430735')
    expect(shop.asked).toEqual(['GET /shop/orders/45322398', 'GET /shop/orders/261118-430735'])
  })

  test('an order that is not there is not known', async () => {
    shop.answer(json({ error: 'no' }, 404))
    expect(await open().byNumber('4532239827909130090')).toBeUndefined()
  })

  test.each(['..', '', 'a/b', '订单 号？', 'x'.repeat(65)])(
    'what cannot be a number (%j) is not asked for',
    async (text) => {
      expect(await open().byNumber(text)).toBeUndefined()
      expect(shop.asked).toEqual([])
    },
  )

  test('the goods', async () => {
    shop.answer(
      json({ products: [{ product_id: 'P1', title: '茶杯', category: 'cup', price: '9.90' }] }),
    )
    expect(await open().products()).toEqual([
      {
        productId: 'P1',
        title: '茶杯',
        category: 'cup',
        skus: [],
        aliases: [],
        price: { minor: 990, currency: 'CNY' },
      },
    ])
  })
})

describe('what is wrong is said with its field', () => {
  const faultOf = async (body: unknown) => {
    shop.answer(json(body))
    return open()
      .ofBuyer('tb-1')
      .then(
        () => 'no fault',
        (error: Error) => error.message,
      )
  }

  test.each<[string, unknown, string]>([
    [
      'a number that lost its digits',
      `{"orders":[${JSON.stringify(anOrder()).replace('"4532239827909130090"', '4532239827909130090')}]}`,
      'orders[0].order_no 是超过 2^53 的 JSON 数字，末尾几位已经丢了；请改成带引号的字符串',
    ],
    [
      'money as a number',
      { orders: [anOrder({ amount: 12.5 })] },
      'orders[0].amount 必须是字符串，单位元',
    ],
    [
      'money without fen',
      { orders: [anOrder({ amount: '12.5' })] },
      'orders[0].amount 必须是两位小数的元',
    ],
    [
      'a time without a zone',
      { orders: [anOrder({ placed_at: '2026-11-20 10:00' })] },
      'orders[0].placed_at 必须是带时区的 ISO 8601',
    ],
    ['an unknown state', { orders: [anOrder({ state: 'lost' })] }, 'orders[0].state'],
    ['no goods', { orders: [anOrder({ items: [] })] }, 'orders[0].items 至少一件商品'],
    [
      'something missing',
      { orders: [anOrder({ buyer_id: undefined })] },
      'orders[0].buyer_id 缺少，或不是字符串',
    ],
    [
      'another buyer’s order',
      { orders: [anOrder({ buyer_id: 'tb-2' })] },
      '给了别的买家的订单 4532239827909130090',
    ],
    ['a list', [], '/orders?buyer=tb-1'],
  ])('%s', async (_, body, sentence) => {
    expect(await faultOf(body)).toContain(sentence)
  })

  test('an order that was not asked for', async () => {
    shop.answer(json(anOrder()))
    await expect(open().byNumber('A0001')).rejects.toThrow(
      '订单系统对 /orders/A0001 给了另一个订单 4532239827909130090',
    )
  })

  test('a short number is taken for its digits', async () => {
    shop.answer(json({ orders: [anOrder({ order_no: 318811567705 })] }))
    expect((await open().ofBuyer('tb-1'))[0]?.orderNo).toBe('318811567705')
  })
})

describe('a broken system', () => {
  const broken = {
    slow: () => {},
    '500': json('oops', 500),
    '401': json({ error: 'who?' }, 401),
    '404 for a list': json({}, 404),
    garbage: json('<html>maintenance</html>'),
    'half JSON': json('{"orders": [{"order_no": "45'),
    'half an answer': (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"orders":')
      response.destroy()
    },
    'a redirect': (_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    'a bad mark': json('{"orders": [], "__proto__": {"x": 1}}'),
  } as const satisfies Record<string, Parameters<ShopServer['answer']>[0]>

  test.each(Object.entries(broken))(
    'that answers with %s is left alone after five times and asked again later',
    async (_, answer) => {
      shop.answer(answer)
      const orders = open({ timeoutMs: 60 })
      for (let n = 0; n < 5; n++) await expect(orders.ofBuyer(`b${n}`)).rejects.toThrow(/订单系统/)
      expect(shop.asked).toHaveLength(5)
      const rest = '订单系统连续 5 次没有正常回应，10 秒内不再查询'
      await expect(orders.byNumber('A0001')).rejects.toThrow(rest)
      expect(shop.asked).toHaveLength(5)
      pass(10_001)
      await expect(orders.ofBuyer('b6')).rejects.toThrow(/订单系统/)
      await expect(orders.ofBuyer('b7')).rejects.toThrow(rest)
      shop.answer(json({ orders: [] }))
      pass(10_001)
      expect(await orders.ofBuyer('b8')).toEqual([])
      expect(await orders.ofBuyer('b9')).toEqual([])
    },
  )

  test('that cannot be reached says so', async () => {
    const { url } = shop
    await shop.close()
    await expect(open({ url }).ofBuyer('tb-1')).rejects.toThrow('订单系统没有回应：ECONNREFUSED')
    shop = await aShopServer()
  })

  test('one wrong order does not make the others wait', async () => {
    shop.answer(json({ orders: [anOrder({ amount: 1 })] }))
    const orders = open()
    for (let n = 0; n < 7; n++) await expect(orders.ofBuyer('tb-1')).rejects.toThrow('amount')
    expect(shop.asked).toHaveLength(7)
  })

  test('an answer that never ends is cut off', async () => {
    shop.answer((_, response) => {
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })
    await expect(open().ofBuyer('tb-1')).rejects.toThrow('回答超过 4 MiB')
  })

  test('is a fact for the bot: it says so and does not invent', async () => {
    shop.answer(json('oops', 500))
    const facts = await gatherFacts({
      orders: open(),
      buyerId: 'tb-1',
      quoted: ['A0001'],
      shop: {},
      pictures: {},
      earlier: [],
      desk: undefined,
    })
    expect(facts).toMatchObject({ orders: [], quoted: {} })
    expect(facts.ordersDown).toContain('回答了 500')
  })
})

describe('the cache', () => {
  test('who asks for the same thing at once waits for one answer', async () => {
    shop.answer(json({ orders: [anOrder()] }))
    const orders = open()
    const all = await Promise.all(Array.from({ length: 20 }, () => orders.ofBuyer('tb-1')))
    expect(all.every(([order]) => order?.buyerId === 'tb-1')).toBe(true)
    expect(shop.asked).toHaveLength(1)
  })

  test('an answer lives five seconds, a failure not at all', async () => {
    const orders = open()
    await orders.ofBuyer('tb-1')
    pass(4_999)
    await orders.ofBuyer('tb-1')
    expect(shop.asked).toHaveLength(1)
    pass(2)
    shop.answer(json('oops', 500))
    await expect(orders.ofBuyer('tb-1')).rejects.toThrow('500')
    shop.answer(json({ orders: [anOrder()] }))
    expect(await orders.ofBuyer('tb-1')).toHaveLength(1)
    expect(shop.asked).toHaveLength(3)
  })

  test('many buyers do not fill the memory', async () => {
    const orders = open()
    for (let n = 0; n < 1_010; n++) await orders.ofBuyer(`b${n}`)
    const before = shop.asked.length
    await orders.ofBuyer('b1009')
    await orders.ofBuyer('b0')
    expect(shop.asked).toHaveLength(before + 1)
  })
})
