import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Place } from '../../src/web/widget/place.ts'

const chinese = { 'accept-language': 'zh-CN' }

const box = new Map<string, string>()

beforeEach(() => {
  box.clear()
  vi.resetModules()
  vi.stubGlobal('navigator', { language: 'zh-CN' })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => box.get(key) ?? null,
    setItem: (key: string, value: string) => box.set(key, value),
  })
})
afterEach(() => vi.unstubAllGlobals())

/** A page of the shop's site is loaded, and greeted by the counter as `answered`. */
async function load(token: string | undefined, answered: string) {
  vi.resetModules()
  const place = { shop: 'demo', base: 'https://kefu.example', token } as Place
  vi.stubGlobal('shouhouPlace', place)
  vi.stubGlobal('fetch', async () => Response.json({ token: answered }))
  const server = await import('../../src/web/widget/server.ts')
  const before = server.asVisitor()
  await server.openSession({ shop: 'demo' })
  return { before, after: server.asVisitor() }
}

test('a visitor of nobody’s is kept for the shop’s other pages, also where data-token is empty', async () => {
  expect(await load(undefined, 'visitor')).toMatchObject({ before: {} })
  for (const token of [undefined, ''])
    expect(await load(token, 'visitor')).toMatchObject({
      before: { authorization: 'Bearer visitor' },
    })
})

test('who logs out at the shop takes their chat along', async () => {
  await load(undefined, 'visitor')
  expect(await load('buyer', 'buyer-renewed')).toEqual({
    before: { ...chinese, authorization: 'Bearer buyer' },
    after: { ...chinese, authorization: 'Bearer buyer-renewed' },
  })
  expect([...box.values()]).toEqual(['visitor'])
  expect((await load(undefined, 'visitor')).before).toEqual({
    ...chinese,
    authorization: 'Bearer visitor',
  })
})

test('an answer that somebody else’s login has overtaken makes nobody of the page', async () => {
  const { place, server, answers } = await aPage('lin')
  const first = server.openSession({ shop: 'demo' })
  place.token = 'zhou'
  server.identify()
  answers[0]?.({ token: 'lin-renewed' })
  await expect(first).rejects.toThrow('overtaken')
  expect(server.asVisitor()).toEqual({ ...chinese, authorization: 'Bearer zhou' })
})

test('a greeting from before an order was claimed is about nobody any more', async () => {
  const { server, answers } = await aPage(undefined)
  const greeting = server.openSession({ shop: 'demo' })
  const claim = server.enter('claim', {})
  answers[1]?.({ token: 'buyer' })
  await claim
  answers[0]?.({ token: 'visitor' })
  await expect(greeting).rejects.toThrow('overtaken')
  expect(server.asVisitor()).toEqual({ ...chinese, authorization: 'Bearer buyer' })
})

test('a token that is refused is told, and whoever it was before goes on', async () => {
  box.set('shouhou:token:demo', 'visitor')
  const said: unknown[] = []
  vi.stubGlobal('console', { warn: (text: string) => said.push(text) })
  vi.stubGlobal('dispatchEvent', (event: CustomEvent) => said.push([event.type, event.detail]))
  const { place, server, answers } = await aPage('old')
  const session = server.openSession({ shop: 'demo' })
  answers[0]?.({ token: 'somebody-new', refused: 'expired' })
  await expect.poll(() => answers).toHaveLength(2)
  answers[1]?.({ token: 'visitor' })
  await session
  expect(said).toEqual(['AfterSale: data-token expired', ['aftersale:token', 'expired']])
  expect(place.token).toBeUndefined()
  expect(server.asVisitor()).toEqual({ ...chinese, authorization: 'Bearer visitor' })
  expect([...box.values()]).toEqual(['visitor'])
})

/** A page of the shop's site whose counter answers when the test says so. */
async function aPage(token: string | undefined) {
  vi.resetModules()
  const place = { shop: 'demo', base: 'https://kefu.example', token } as Place
  const answers: ((session: object) => void)[] = []
  vi.stubGlobal('shouhouPlace', place)
  vi.stubGlobal(
    'fetch',
    () =>
      new Promise((resolve) => {
        answers.push((session) => resolve(Response.json(session)))
      }),
  )
  return { place, answers, server: await import('../../src/web/widget/server.ts') }
}
