import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Place } from '../../src/web/widget/place.ts'

const box = new Map<string, string>()

beforeEach(() => {
  box.clear()
  vi.resetModules()
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
    before: { authorization: 'Bearer buyer' },
    after: { authorization: 'Bearer buyer-renewed' },
  })
  expect([...box.values()]).toEqual(['visitor'])
  expect((await load(undefined, 'visitor')).before).toEqual({ authorization: 'Bearer visitor' })
})
