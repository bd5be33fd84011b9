import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerProtocol } from '../../src/model/wire/customer.ts'
import { openSocket } from './socket-client.ts'
import { type Edge, openEdge, png, post, shopSite, webSecret } from './support.ts'

let edge: Edge
const logged: string[] = []
beforeAll(async () => {
  const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(line) })
  edge = await openEdge(() => ({ log }))
})
afterAll(() => edge.close())

/** As a browser sends it from another site's page. */
const from = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site' })
const session = (shop: string, headers: Record<string, string>) =>
  post(`${edge.url}/api/customer/session`, { body: { shop }, headers })

async function token(): Promise<string> {
  const { body } = await session('demo', from(shopSite))
  return body.token
}

test('a page of the shop’s site gets a token and no cookie', async () => {
  const { status, body, headers } = await session('demo', from(shopSite))
  expect(status).toBe(200)
  expect(body.token).toMatch(/^v1\./)
  expect(headers.getSetCookie()).toEqual([])
  expect(headers.get('access-control-allow-origin')).toBe(shopSite)
  expect(headers.get('access-control-allow-credentials')).toBeNull()
  expect(headers.get('vary')).toMatch(/origin/i)
})

test('who comes back with the token is who they were', async () => {
  const first = await session('demo', from(shopSite))
  const again = await session('demo', {
    ...from(shopSite),
    authorization: `Bearer ${first.body.token}`,
  })
  expect(again.body.customer).toEqual(first.body.customer)
})

test('the counter’s own page gets its cookie and no token', async () => {
  const { body, headers } = await session('demo', { origin: edge.url })
  expect(body).not.toHaveProperty('token')
  expect(headers.getSetCookie()).toHaveLength(1)
  expect(headers.get('access-control-allow-origin')).toBeNull()
})

test.each([
  ['demo', 'https://evil.example'],
  ['demo', `${shopSite}.evil.example`],
  ['demo', 'null'],
])('of the shop %s a page of %s gets nothing', async (shop, origin) => {
  const { status, headers } = await session(shop, from(origin))
  expect(status).toBe(403)
  expect(headers.get('access-control-allow-origin')).toBeNull()
})

test('who set it up is told once which site was refused, and where to add it', async () => {
  const newSite = 'https://new.example'
  await session('demo', from(newSite))
  await session('demo', from(newSite))
  await session('demo', from(shopSite))
  await session('demo', { origin: edge.url })
  const of = (site: string) => logged.filter((line) => line.includes(`"origin":"${site}"`))
  expect(of(newSite)).toHaveLength(1)
  expect(of(newSite)[0]).toContain('CHANNEL_WEB_<SHOP>_ORIGINS')
  expect([...of(shopSite), ...of(edge.url)]).toEqual([])
})

test('a site speaks for its own shop alone', async () => {
  const { status, body } = await session('other', from(shopSite))
  expect(status).toBe(403)
  expect(body).not.toHaveProperty('token')
})

test('before it asks, the browser hears what it may send', async () => {
  const ask = (path: string, origin: string) =>
    fetch(`${edge.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
  const allowed = await ask('/api/customer/media', shopSite)
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
  for (const [path, origin] of [
    ['/api/customer/media', 'https://evil.example'],
    ['/api/conversations', shopSite],
    ['/api/login', shopSite],
  ] as const) {
    const { headers } = await ask(path, origin)
    expect(headers.get('access-control-allow-origin'), `${path} from ${origin}`).toBeNull()
  }
})

test('the websocket takes the token as its second subprotocol, and answers with the first', async () => {
  const { WebSocket } = await import('ws')
  const address = `${edge.url.replace(/^http/, 'ws')}/ws/customer?shop=demo`
  const socket = new WebSocket(address, [customerProtocol, await token()], { origin: shopSite })
  const answered = await new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket.protocol))
    socket.on('error', reject)
  })
  expect(answered).toBe(customerProtocol)
  socket.close()
  await expect(
    openSocket(address, { headers: { origin: shopSite } }),
    'a page without a token',
  ).rejects.toThrow('403')
})

test('a file is sent and seen with the token, and by nobody else', async () => {
  const authorization = `Bearer ${await token()}`
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(png)]), '杯口.png')
  const sent = await fetch(`${edge.url}/api/customer/media?shop=demo`, {
    method: 'POST',
    headers: { ...from(shopSite), authorization },
    body: form,
  })
  const { media } = (await sent.json()) as { media: string }
  const seen = (headers: Record<string, string>) => fetch(`${edge.url}/media/${media}`, { headers })
  const own = await seen({ ...from(shopSite), authorization })
  expect(own.headers.get('access-control-allow-origin')).toBe(shopSite)
  expect(own.status).not.toBe(404)
  expect((await seen({ ...from(shopSite), authorization: `Bearer ${await token()}` })).status).toBe(
    404,
  )
  expect((await seen(from(shopSite))).status).toBe(404)
})

test('what docs/web-chat.md tells a shop to sign is who its customer is', async () => {
  const docs = readFileSync(new URL('../../docs/web-chat.md', import.meta.url), 'utf8')
  const [, code = ''] = /```js\n([\s\S]+?)```/.exec(docs) ?? []
  const { visitorToken } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const signed = visitorToken({ id: 'buyer-7', name: '小周' }, webSecret)
  const { body } = await session('demo', { ...from(shopSite), authorization: `Bearer ${signed}` })
  expect(body.customer).toEqual({ id: 'buyer-7', name: '小周' })
  const forged = visitorToken({ id: 'buyer-7' }, `${webSecret}!`)
  const other = await session('demo', { ...from(shopSite), authorization: `Bearer ${forged}` })
  expect(other.body.customer.id).toMatch(/^v_/)
})
