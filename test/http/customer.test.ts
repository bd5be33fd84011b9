import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import { conversationIdOf } from '../../src/store/index.ts'
import { anOrder } from '../support/dialogue/world.ts'
import { bearerFor, cookieOf, type Edge, get, openEdge, png, post, visit } from './support.ts'

const buyers = [{ buyerId: 'B1', name: '小周', phoneTail: '1234', hint: '杯子碎了' }]

let edge: Edge
beforeAll(async () => {
  edge = await openEdge(() => ({
    config: { webDir: 'nowhere', demo: { shop: 'demo', buyers, logins: [] } },
  }))
})
afterAll(() => edge.close())

const session = (body: unknown, headers: Record<string, string> = {}) =>
  post(`${edge.url}/api/customer/session`, { body, headers })

async function upload(bytes: Buffer, cookie: string, more: { name?: string; query?: string } = {}) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), more.name ?? '照片.png')
  const answer = await fetch(`${edge.url}/api/customer/media${more.query ?? ''}`, {
    method: 'POST',
    headers: { cookie },
    body: form,
  })
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes.
  return { status: answer.status, body: (await answer.json()) as any }
}

test('a new browser becomes somebody, and stays that', async () => {
  const first = await session({ shop: 'demo' })
  expect(first.status).toBe(200)
  expect(first.body).toEqual({
    shop: { id: 'demo', name: '小满家居' },
    customer: { id: expect.stringMatching(/^v_[0-9a-f]{32}$/), name: null },
    demoBuyers: [{ id: 'B1', name: '小周', hint: '杯子碎了' }],
  })
  const [set = ''] = first.headers.getSetCookie()
  expect(set).toMatch(/^shouhou_visitor_demo=v1\./)
  expect(set).toMatch(/; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  const again = await session({ shop: 'demo' }, { cookie: set.split(';')[0] ?? '' })
  expect(again.body.customer).toEqual(first.body.customer)
})

test('in the demo shop one may be any of its buyers, and nobody else', async () => {
  const { body } = await session({ shop: 'demo', buyer: 'B1' })
  expect(body.customer).toEqual({ id: 'B1', name: '小周' })
  expect((await session({ shop: 'demo', buyer: 'B2' })).status).toBe(404)
  expect((await session({ shop: 'other', buyer: 'B1' })).status).toBe(404)
  expect((await session({ shop: 'other' })).body.demoBuyers).toEqual([])
})

test.each([
  [{ shop: 'nowhere' }, 404],
  [{}, 400],
  [{ shop: 'demo', id: 'B1' }, 400],
  [{ shop: {} }, 400],
])('a session for %j answers %i', async (body, status) => {
  expect((await session(body)).status).toBe(status)
})

test('a forged visitor is nobody', async () => {
  const cookie = await visit(edge)
  const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect((await upload(png, forged)).status).toBe(401)
  const elsewhere = cookie.replace('visitor_demo', 'visitor_other')
  expect((await upload(png, elsewhere)).status).toBe(401)
})

test('an uploaded picture is shown to its visitor and to agents, and to nobody else', async () => {
  const cookie = await visit(edge)
  const { status, body } = await upload(png, cookie)
  expect(status).toBe(200)
  expect(body).toEqual({
    media: expect.stringMatching(/^m_[0-9a-f]{32}$/),
    mime: 'image/png',
    bytes: png.length,
  })
  const url = `${edge.url}/media/${body.media}`
  const own = await fetch(url, { headers: { cookie } })
  expect(own.status).toBe(200)
  expect(own.headers.get('content-type')).toBe('image/webp')
  expect(own.headers.get('x-content-type-options')).toBe('nosniff')
  expect(own.headers.get('content-disposition')).toBe(
    `inline; filename="__.webp"; filename*=UTF-8''${encodeURIComponent('照片.webp')}`,
  )
  expect(own.headers.get('content-security-policy')).toContain('sandbox')
  expect((await get(url, await bearerFor(edge))).status).toBe(200)
  for (const headers of [
    {},
    { cookie: await visit(edge) },
    { cookie: await visit(edge, { shop: 'other' }) },
  ]) {
    const answer = await get(url, headers as Record<string, string>)
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  }
})

test('a browser in two shops uploads to the one it names, or was in last', async () => {
  const demo = await visit(edge)
  edge.pass(1_000)
  const both = `${demo}; ${await visit(edge, { shop: 'other' })}`
  const last = await upload(png, both)
  const named = await upload(png, both, { query: '?shop=demo' })
  expect((await get(`${edge.url}/media/${last.body.media}`, { cookie: demo })).status).toBe(404)
  expect((await get(`${edge.url}/media/${named.body.media}`, { cookie: demo })).status).toBe(200)
})

test.each([
  ['HTML', '<!doctype html><script>alert(1)</script>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['nothing', ''],
])('%s is no media, whatever its name', async (_, text) => {
  const { status, body } = await upload(Buffer.from(text), await visit(edge), { name: 'a.png' })
  expect([status, body.code]).toEqual([400, 'bad_request'])
})

test('a picture over 10 MiB is too large', async () => {
  const large = Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)])
  const { status, body } = await upload(large, await visit(edge))
  expect([status, body.code]).toEqual([413, 'too_large'])
})

test('a visitor may send twenty files a day, and what was no file does not count', async () => {
  const cookie = await visit(edge)
  expect((await upload(Buffer.from('no media'), cookie)).status).toBe(400)
  for (let i = 0; i < 20; i++) expect((await upload(png, cookie)).status).toBe(200)
  const refused = await upload(png, cookie)
  expect([refused.status, refused.body]).toEqual([
    429,
    { code: 'too_many', message: '一天最多上传 20 个文件，请 24 小时后再试，或用文字说明' },
  ])
  expect((await upload(png, await visit(edge))).status).toBe(200)
  edge.pass(24 * 3_600_000)
  expect((await upload(png, cookie)).status).toBe(200)
})

test('a PDF is a download under its own name, whatever that holds', async () => {
  const cookie = await visit(edge)
  const { body } = await upload(Buffer.from('%PDF-1.7 and so on'), cookie, {
    name: '../../发票\u202e; x=.pdf',
  })
  const answer = await fetch(`${edge.url}/media/${body.media}`, { headers: { cookie } })
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="___ x_.pdf"; filename*=UTF-8''${encodeURIComponent('发票; x=.pdf')}`,
  )
})

test('a film can be read from the middle', async () => {
  const film = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypisom'),
    Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251)),
  ])
  const cookie = await visit(edge)
  const { body } = await upload(film, cookie)
  const range = async (range: string) => {
    const answer = await fetch(`${edge.url}/media/${body.media}`, { headers: { cookie, range } })
    return {
      status: answer.status,
      range: answer.headers.get('content-range'),
      bytes: Buffer.from(await answer.arrayBuffer()),
    }
  }
  const size = film.length
  expect(await range('bytes=0-1')).toEqual({
    status: 206,
    range: `bytes 0-1/${size}`,
    bytes: film.subarray(0, 2),
  })
  expect(await range('bytes=70000-140000')).toEqual({
    status: 206,
    range: `bytes 70000-140000/${size}`,
    bytes: film.subarray(70_000, 140_001),
  })
  expect((await range('bytes=-5')).bytes).toEqual(film.subarray(-5))
  expect((await range(`bytes=${size}-`)).status).toBe(416)
  expect((await range('bytes=1-2,5-6')).status).toBe(200)
})

test('a file that is still on its way or was refused says so', async () => {
  const conversationId = conversationIdOf({ channel: 'web', account: 'demo', conversation: 'x' })
  const record = { conversationId, url: 'https://cdn.example/1.jpg', at: 1 }
  await edge.store.media.save({
    ...record,
    id: 'm_wanted_1',
    status: 'wanted',
    attempts: 0,
    nextAt: 1,
  })
  await edge.store.media.save({
    ...record,
    id: 'm_refused_1',
    status: 'refused',
    reason: '取文件失败：404',
  })
  const agent = await bearerFor(edge)
  expect(await get(`${edge.url}/media/m_wanted_1`, agent)).toMatchObject({ status: 202 })
  expect(await get(`${edge.url}/media/m_refused_1`, agent)).toMatchObject({
    status: 410,
    body: { code: 'media_refused', message: '取文件失败：404' },
  })
  expect((await get(`${edge.url}/media/m_refused_1`)).status).toBe(404)
})

test('a file that is gone from the disk is not found, as JSON', async () => {
  const conversationId = conversationIdOf({ channel: 'web', account: 'demo', conversation: 'x' })
  const record = { conversationId, url: 'media:m_gone_12', at: 1, id: 'm_gone_12' }
  const inspection = { kind: 'unchecked' } as const
  const kept = { mime: 'video/mp4', bytes: 9, sha256: '0', inspection }
  await edge.store.media.save({ ...record, ...kept, status: 'kept' })
  const agent = await bearerFor(edge)
  for (const more of [{}, { range: 'bytes=1-2' }]) {
    const answer = await get(`${edge.url}/media/m_gone_12`, { ...agent, ...more })
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    expect(answer.headers.get('cache-control')).toBeNull()
  }
})

test.each(['..%2f..%2fpackage.json', 'M_UPPER_CASE', 'x', 'm_0000000000000000', '%00'])(
  'there is no media %s',
  async (id) => {
    expect((await get(`${edge.url}/media/${id}`, await bearerFor(edge))).status).toBe(404)
  },
)

test('an upload from another site is refused', async () => {
  const cookie = await visit(edge)
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(png)]), 'a.png')
  const answer = await fetch(`${edge.url}/api/customer/media`, {
    method: 'POST',
    headers: { cookie, origin: 'https://evil.example' },
    body: form,
  })
  expect(answer.status).toBe(403)
  expect(cookieOf(answer)).toBe('')
})

describe('the customer’s own orders and cases', () => {
  const order = anOrder({ orderNo: orderNo('2025001'), buyerId: 'B1', state: 'shipped' })

  test('are told to nobody else', async () => {
    const shop = await openEdge(() => ({
      config: { webDir: 'nowhere', demo: { shop: 'demo', buyers, logins: [] } },
      orders: {
        ofBuyer: async (id) => (id === 'B1' ? [order] : []),
        byNumber: async () => undefined,
      },
    }))
    const matters = (cookie: string) =>
      get(`${shop.url}/api/customer/matters?shop=demo`, { cookie })
    const mine = await matters(await visit(shop, { buyer: 'B1' }))
    expect(mine.body).toMatchObject({
      orders: [{ order_no: '2025001', state: 'shipped' }],
      orders_unknown: false,
      may_claim: false,
      cases: [],
    })
    const stranger = await matters(await visit(shop))
    expect(stranger.body).toEqual({
      orders: [],
      orders_unknown: false,
      may_claim: true,
      may_leave: false,
      cases: [],
    })
    expect((await matters('')).status).toBe(401)
    await shop.close()
  })

  test('come without the orders when their system does not answer', async () => {
    const shop = await openEdge(() => ({
      orders: { ofBuyer: () => Promise.reject(new Error('down')), byNumber: async () => undefined },
    }))
    const { status, body } = await get(`${shop.url}/api/customer/matters?shop=demo`, {
      cookie: await visit(shop),
    })
    expect({ status, body }).toEqual({
      status: 200,
      body: { orders: [], orders_unknown: true, may_claim: true, may_leave: false, cases: [] },
    })
    await shop.close()
  })
})
