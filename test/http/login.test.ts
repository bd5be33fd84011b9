import { afterEach, beforeEach, expect, test } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import { bearerFor, cookieOf, type Edge, get, openEdge, password, post } from './support.ts'

let edge: Edge
beforeEach(async () => {
  edge = await openEdge()
})
afterEach(() => edge.close())

const login = (body: unknown, headers: Record<string, string> = {}) =>
  post(`${edge.url}/api/login`, { body, headers })
const right = { username: 'lin', password }

test('a login answers with a token and sets a cookie that scripts and other sites cannot use', async () => {
  const { status, headers, body } = await login(right)
  expect(status).toBe(200)
  expect(body).toEqual({
    token: expect.stringMatching(/^[\w-]{22}$/),
    agent: { id: 'lin', name: '小林', role: 'agent' },
  })
  expect(headers.getSetCookie()).toEqual([
    `shouhou_session=${body.token}; Max-Age=43200; Path=/; HttpOnly; SameSite=Lax`,
  ])
})

test('behind a proxy that ends TLS the cookie is for TLS only', async () => {
  const proxied = await openEdge(() => ({ config: { webDir: 'nowhere', trustProxy: true } }))
  const answer = await post(`${proxied.url}/api/login`, {
    body: right,
    headers: { 'x-forwarded-proto': 'https' },
  })
  expect(answer.headers.getSetCookie()[0]).toContain('; Secure')
  await proxied.close()
})

test.each([
  ['one proxy', true],
  ['one proxy, by number', 1],
] as const)(
  'behind %s nobody dodges the limit with a header of their own',
  async (_, trustProxy) => {
    const proxied = await openEdge(() => ({ config: { webDir: 'nowhere', trustProxy } }))
    const attempt = (i: number, from: string) =>
      post(`${proxied.url}/api/login`, {
        body: { username: `guess-${i}`, password: 'wrong' },
        headers: { 'x-forwarded-for': `10.1.2.${i}, ${from}` },
      })
    for (let i = 0; i < 20; i++) expect((await attempt(i, '198.51.100.7')).status).toBe(401)
    expect((await attempt(20, '198.51.100.7')).status).toBe(429)
    expect((await attempt(21, '198.51.100.8')).status).toBe(401)
    await proxied.close()
  },
  20_000,
)

test('the token is not kept, only its hash', async () => {
  const { body } = await login(right)
  expect(await edge.store.people.session(body.token)).toBeUndefined()
})

test('cookie and bearer both say who one is', async () => {
  const answer = await fetch(`${edge.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(right),
  })
  const cookie = cookieOf(answer)
  const { token } = (await answer.json()) as { token: string }
  for (const headers of [{ cookie }, { authorization: `Bearer ${token}` }])
    expect((await get(`${edge.url}/api/me`, headers)).body).toEqual({
      id: 'lin',
      name: '小林',
      role: 'agent',
      time_zone: 'Asia/Shanghai',
    })
})

test('a wrong password and an unknown name get the same answer', async () => {
  const wrong = await login({ username: 'lin', password: 'wrong' })
  const unknown = await login({ username: 'nobody', password: 'wrong' })
  expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body])
  expect(wrong.status).toBe(401)
})

test('an unknown name takes as long as a known one', async () => {
  const timed = async (username: string) => {
    const started = performance.now()
    await login({ username, password: 'wrong' })
    return performance.now() - started
  }
  const [known, unknown] = [[] as number[], [] as number[]]
  for (let i = 0; i < 4; i++) {
    known.push(await timed('lin'))
    unknown.push(await timed('nobody'))
  }
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2)
})

test('five wrong passwords close an account for a quarter of an hour, even to the right one', async () => {
  for (let i = 0; i < 5; i++)
    expect((await login({ username: 'lin', password: 'wrong' })).status).toBe(401)
  const shut = await login(right)
  expect([shut.status, shut.body.code]).toEqual([429, 'too_many'])
  expect(Number(shut.headers.get('retry-after'))).toBeGreaterThan(800)
  expect((await login({ username: 'chen', password })).status).toBe(200)
  edge.pass(15 * 60_000 + 1_000)
  expect((await login(right)).status).toBe(200)
})

test('many attempts at once are counted too', async () => {
  const attempts = Array.from({ length: 12 }, (_, i) =>
    login({ username: 'lin', password: `guess ${i}` }),
  )
  const statuses = (await Promise.all(attempts)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
})

test.each([
  {},
  { username: 'lin' },
  { ...right, role: 'admin' },
  { username: ['lin'], password },
  { username: 'lin', password: 'x'.repeat(257) },
  'text',
  null,
])('%j is a bad request', async (body) => {
  expect((await login(body)).status).toBe(400)
})

test('a polluted body is refused', async () => {
  const answer = await fetch(`${edge.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"username":"lin","password":"${password}","__proto__":{"role":"admin"}}`,
  })
  expect(answer.status).toBe(400)
})

test('logging out ends the session', async () => {
  const headers = await bearerFor(edge)
  expect((await post(`${edge.url}/api/logout`, { headers })).status).toBe(200)
  expect((await get(`${edge.url}/api/me`, headers)).status).toBe(401)
})

test('a session ends after twelve hours, used or not', async () => {
  const headers = await bearerFor(edge)
  for (let hour = 0; hour < 11; hour++) {
    edge.pass(3_600_000)
    expect((await get(`${edge.url}/api/me`, headers)).status).toBe(200)
  }
  edge.pass(3_600_000 - 5_000)
  expect((await get(`${edge.url}/api/me`, headers)).status).toBe(200)
  edge.pass(6_000)
  expect((await get(`${edge.url}/api/me`, headers)).status).toBe(401)
})

test('whoever is disabled is out, and stays out', async () => {
  const headers = await bearerFor(edge)
  const agent = await edge.store.people.agent(agentId('lin'))
  if (!agent) throw new Error('no agent')
  await edge.store.people.saveAgent({ ...agent, disabled: true })
  expect((await get(`${edge.url}/api/me`, headers)).status).toBe(401)
  expect((await login(right)).status).toBe(401)
})

test('a login takes the place of the session before it', async () => {
  const headers = await bearerFor(edge)
  await login(right, headers)
  expect((await get(`${edge.url}/api/me`, headers)).status).toBe(401)
})

test.each([
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'cross-site', origin: 'OWN' }, 403],
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: 'OWN.evil.example' }, 403],
  [{ 'sec-fetch-site': 'same-origin' }, 200],
  [{ origin: 'OWN' }, 200],
  [{}, 200],
] as const)('a write with a cookie and %j answers %i', async (given, status) => {
  const { headers } = await login(right)
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const asked = Object.fromEntries(
    Object.entries({ ...given }).map(([name, value]) => [name, value.replace('OWN', edge.url)]),
  )
  expect((await post(`${edge.url}/api/logout`, { headers: { cookie, ...asked } })).status).toBe(
    status,
  )
})

test('demo logins are told in the demo shop only', async () => {
  expect((await get(`${edge.url}/api/demo`)).status).toBe(404)
  const logins = [{ username: 'lin', password, name: '小林', role: 'agent' }]
  const demo = await openEdge(() => ({
    config: { webDir: 'nowhere', demo: { shop: 'demo', buyers: [], logins } },
  }))
  expect((await get(`${demo.url}/api/demo`)).body).toEqual({ shop: 'demo', logins })
  await demo.close()
})

test('errors speak Chinese, or English when asked', async () => {
  const spoken = async (language?: string) =>
    (await get(`${edge.url}/api/me`, language ? { 'accept-language': language } : {})).body
  expect(await spoken()).toEqual({ code: 'not_logged_in', message: '请先登录' })
  expect(await spoken('zh-CN,zh;q=0.9,en;q=0.8')).toMatchObject({ message: '请先登录' })
  expect(await spoken('en-GB,en;q=0.9')).toMatchObject({ message: 'Please log in' })
  const headers = { 'accept-language': 'en' }
  const english = await post(`${edge.url}/api/login`, { body: { username: 'lin' }, headers })
  expect(english.body).toEqual({
    code: 'bad_request',
    message: expect.stringContaining('expected string'),
    path: 'password',
  })
  expect((await login({ username: 'lin' })).body.message).toMatch(/\p{Script=Han}/u)
})
