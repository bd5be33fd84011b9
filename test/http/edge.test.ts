import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAttempts } from '../../src/http/attempts.ts'
import { rangeOf } from '../../src/http/byte-range.ts'
import { answerOf } from '../../src/http/errors.ts'
import { createHttp } from '../../src/http/index.ts'
import { hashPassword, isPassword, nobodysHash } from '../../src/http/passwords.ts'
import { errorCodes, GatewayError } from '../../src/model/errors.ts'
import { bearerFor, type Edge, get, openEdge, post } from './support.ts'

let edge: Edge
beforeAll(async () => {
  edge = await openEdge()
})
afterAll(() => edge.close())

test('the probes answer', async () => {
  expect((await get(`${edge.url}/healthz`)).body).toEqual({ status: 'alive' })
  expect(await get(`${edge.url}/readyz`)).toMatchObject({ status: 200, body: { status: 'ready' } })
  const metrics = await get(`${edge.url}/metrics`)
  expect(metrics.body).toBe('up 1\n')
  expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4')
})

test('a refused playbook degrades, a missing one or a full disk is not ready', async () => {
  const bad = { revision: 'abc', loaded_at: 1, refused: { at: 2, text: '第 3 行' } }
  edge.setPlaybook(bad)
  expect(await get(`${edge.url}/readyz`)).toMatchObject({
    status: 200,
    body: { status: 'degraded' },
  })
  edge.setPlaybook({ revision: '', loaded_at: 0, refused: null })
  expect((await get(`${edge.url}/readyz`)).status).toBe(503)
  edge.setPlaybook({ revision: 'abc', loaded_at: 1, refused: null })
  const full = await openEdge(({ store }) => ({
    store: { ...store, probe: () => Promise.reject(new GatewayError('store_full', '满了')) },
  }))
  expect(await get(`${full.url}/readyz`)).toMatchObject({
    status: 503,
    body: { store: 'store_full' },
  })
  expect((await get(`${full.url}/healthz`)).status).toBe(200)
  await full.close()
})

test('what is not there is told to people as a page with a way on, to programs as JSON', async () => {
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8'
  const page = await get(`${edge.url}/nope`, { accept })
  expect(page.status).toBe(404)
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.body).toContain('<a href="/console">')
  const english = await get(`${edge.url}/nope`, { accept, 'accept-language': 'en' })
  expect(english.body).toContain('No such page')
  expect(await get(`${edge.url}/nope`, { accept: '*/*' })).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
})

test('pages that are not built say so', async () => {
  const page = await get(`${edge.url}/`)
  expect(page.status).toBe(503)
  expect(page.body).toContain('npm run build')
  expect((await get(`${edge.url}/console/x`, { 'accept-language': 'en' })).body).toContain(
    'not built',
  )
})

test('built pages, their assets, and nothing above them', async () => {
  const { webDir } = edge.deps.config
  for (const face of ['widget', 'console']) {
    mkdirSync(join(webDir, face, 'assets'), { recursive: true })
    writeFileSync(join(webDir, face, 'index.html'), `<title>${face}</title><script src="x">`)
    writeFileSync(join(webDir, face, 'assets', 'main-abc.js'), `// ${face}`)
  }
  writeFileSync(join(webDir, 'secret.txt'), 'secret')
  expect((await get(`${edge.url}/`)).body).toBe('<title>widget</title><script src="x">')
  const nonces = new Set<string>()
  for (const path of ['/console', '/console/', '/console/c/1/2', '/console?x=1']) {
    const page = await get(edge.url + path)
    const [, nonce = ''] =
      /^<title>console<\/title><script nonce="([^"]{20,})" data-guest src="x">$/.exec(
        String(page.body),
      ) ?? []
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`)
    expect(policy).not.toContain('unsafe-inline')
    nonces.add(nonce)
  }
  expect(nonces.size, 'a number of its own with every answer').toBe(4)
  const policyOf = async (face: string) => {
    const { headers } = await get(`${edge.url}/assets/${face}/main-abc.js`)
    return headers.get('cross-origin-resource-policy')
  }
  expect(await policyOf('widget'), 'a style sheet by link, from the shop’s site').toBe(
    'cross-origin',
  )
  expect(await policyOf('console')).toBe('same-origin')
  const asset = await get(`${edge.url}/assets/console/main-abc.js`)
  expect(asset.body).toBe('// console')
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await get(`${edge.url}/`)).headers.get('cache-control')).toBe('no-cache')
  expect((await get(`${edge.url}/console`)).headers.get('link'), 'a guest asks nothing').toBeNull()
  const { authorization } = await bearerFor(edge)
  const cookie = `shouhou_session=${authorization.replace('Bearer ', '')}`
  const known = await get(`${edge.url}/console`, { cookie })
  expect(known.headers.get('link')).toContain('</api/me>; rel=preload')
  expect(known.body).not.toContain('data-guest')
  await post(`${edge.url}/api/logout`, { headers: { cookie } })
  const over = await get(`${edge.url}/console`, { cookie })
  expect(over.headers.get('link'), 'it would keep a refusal for who logs in there').toBeNull()
  expect(over.body).toContain('data-guest')
  for (const path of [
    '/assets/console/none.js',
    '/assets/',
    '/assets/console/',
    '/assets/widget/..%2f..%2fsecret.txt',
    '/assets/widget/%2e%2e/%2e%2e/secret.txt',
    '/secret.txt',
    '/assets/other/main-abc.js',
  ])
    expect([path, (await get(edge.url + path)).status]).toEqual([path, 404])
})

test('what was made small goes small to whoever can read it', async () => {
  const { webDir } = edge.deps.config
  const assets = join(webDir, 'console', 'assets')
  mkdirSync(assets, { recursive: true })
  const code = `// ${'one line '.repeat(100)}`
  writeFileSync(join(assets, 'main-abc.js'), code)
  writeFileSync(join(assets, 'main-abc.js.br'), brotliCompressSync(code))
  writeFileSync(join(assets, 'main-abc.js.gz'), gzipSync(code))
  const asked = async (accepted: string) => {
    const url = `${edge.url}/assets/console/main-abc.js`
    const answer = await fetch(url, { headers: { 'accept-encoding': accepted } })
    expect(await answer.text()).toBe(code)
    expect(answer.headers.get('vary')).toContain('accept-encoding')
    expect(answer.headers.get('content-type')).toContain('javascript')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    return answer.headers.get('content-encoding')
  }
  expect(await asked('gzip, deflate, br')).toBe('br')
  expect(await asked('gzip, deflate'), 'a browser over plain http').toBe('gzip')
  expect(await asked('identity')).toBeNull()
})

test('headers give nothing away and forbid inline scripts', async () => {
  const { headers } = await get(`${edge.url}/`)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("object-src 'none'")
  expect(policy).toContain("base-uri 'none'")
  expect(policy).not.toContain('unsafe')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('server')).toBeNull()
  expect(headers.get('x-powered-by')).toBeNull()
})

test('the API describes itself', async () => {
  const { status, body } = await get(`${edge.url}/docs/json`)
  expect(status).toBe(200)
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/channels/{channel}/{account}',
      '/channels/bridge/{account}/outbox',
      '/api/login',
      '/api/conversations/{id}/reply',
      '/api/conversations/{id}/take',
      '/api/customer/media',
    ]),
  )
  const reply = body.paths['/api/conversations/{id}/reply'].post.requestBody
  const { properties } = reply.content['application/json'].schema
  expect(Object.keys(properties)).toEqual([
    'client_id',
    'text',
    'media',
    'order',
    'pictures',
    'from',
    'override',
    'anyway',
  ])
  const page = await get(`${edge.url}/docs`)
  expect([page.status, page.headers.get('content-security-policy')]).toEqual([
    200,
    expect.stringContaining("script-src 'self'"),
  ])
})

test('TRACE and other methods lead nowhere', async () => {
  for (const method of ['TRACE', 'PUT', 'DELETE', 'OPTIONS']) {
    const status = await new Promise((resolve, reject) => {
      request(`${edge.url}/api/me`, { method }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect([method, status]).toEqual([method, 404])
  }
})

test('a port that is taken can be followed by one that is free', async () => {
  const port = Number(new URL(edge.url).port)
  const http = await createHttp(edge.deps)
  await expect(http.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  const { url } = await http.listen({ host: '127.0.0.1', port: 0 })
  expect((await get(`${url}/healthz`)).status).toBe(200)
  await http.close()
})

test('who connects and says nothing does not keep it open', async () => {
  const http = await createHttp(edge.deps)
  const { url } = await http.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  const gone = new Promise((resolve) => socket.once('close', resolve))
  await new Promise((resolve) => socket.once('connect', resolve))
  // Another that is answered: by then the server knows of the first.
  await get(`${url}/healthz`)
  await http.close()
  await gone
}, 20_000)

test('what is no HTTP gets a plain refusal', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect(Number(new URL(edge.url).port), '127.0.0.1', () =>
      socket.write('HALLO\r\n\r\n'),
    )
    socket.on('data', (bytes) => {
      text += bytes.toString()
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('"code":"bad_request"')
})

test('every code has a status and a sentence in both languages', () => {
  for (const code of errorCodes) {
    const zh = answerOf(new GatewayError(code, 'only English'), 'zh')
    const en = answerOf(new GatewayError(code, '只有中文'), 'en')
    expect(zh.status).toBeGreaterThanOrEqual(400)
    expect(zh.body.message).toMatch(/\p{Script=Han}/u)
    expect(en.body.message).not.toMatch(/\p{Script=Han}/u)
  }
})

test('a password hash says how it was made and knows its password only', async () => {
  const hash = await hashPassword('密码 ①')
  expect(hash).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(hash).not.toBe(await hashPassword('密码 ①'))
  expect(await isPassword('密码 ①', hash)).toBe(true)
  expect(await isPassword('密码 1', hash)).toBe(true)
  expect(await isPassword('密码 2', hash)).toBe(false)
  expect(await isPassword('', nobodysHash)).toBe(false)
  for (const broken of ['', 'plain', 'md5$1$1$1$a$b', '$$$$$'])
    expect(await isPassword('x', broken)).toBe(false)
})

test('twenty failures close an address, and success forgives', () => {
  let at = 0
  const attempts = createAttempts({ now: () => at })
  for (let i = 0; i < 20; i++)
    expect(attempts.begin({ name: `n${i}`, address: 'a' }).kind).toBe('allowed')
  expect(attempts.begin({ name: 'm', address: 'a' })).toEqual({
    kind: 'refused',
    retryAfterMs: 15 * 60_000,
  })
  expect(attempts.begin({ name: 'm', address: 'b' }).kind).toBe('allowed')
  at += 15 * 60_000 + 1
  for (let i = 0; i < 30; i++) {
    const attempt = attempts.begin({ name: 'm', address: 'a' })
    expect(attempt.kind).toBe('allowed')
    if (attempt.kind === 'allowed') attempt.succeeded()
  }
})

test.each([
  ['bytes=0-', { start: 0, end: 9 }],
  ['bytes=3-4', { start: 3, end: 4 }],
  ['bytes=8-99', { start: 8, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-99', { start: 0, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=5-4', 'unsatisfiable'],
  ['bytes=-', undefined],
  ['bytes=a-b', undefined],
  ['lines=1-2', undefined],
  [undefined, undefined],
] as const)('of ten bytes %j is %j', (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range)
})

test('a name at its limit is not forgotten for ten thousand others', () => {
  const attempts = createAttempts({ now: () => 1_000 })
  for (let i = 0; i < 5; i += 1) attempts.begin({ name: 'm', address: `a${i}` })
  for (let i = 0; i < 10_100; i += 1) attempts.begin({ name: `n${i}`, address: `b${i}` })
  expect(attempts.waitMs({ name: 'm', address: 'c' })).toBeGreaterThan(0)
  expect(attempts.waitMs({ name: 'n10099', address: 'c' })).toBeUndefined()
})

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', true],
  ['2001:db8:1:2::1', '2001:0db8:0001:0002:0:0:0:9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::1', '2001:db8::1', false],
  ['10.0.0.1', '::ffff:10.0.0.1', true],
  ['10.0.0.1', '10.0.0.2', false],
])('%s and %s share their tries: %s', (one, other, shared) => {
  const attempts = createAttempts({ now: () => 1_000 })
  for (let i = 0; i < 20; i += 1) attempts.begin({ name: `n${i}`, address: one })
  expect(attempts.waitMs({ name: 'x', address: other }) !== undefined).toBe(shared)
})
