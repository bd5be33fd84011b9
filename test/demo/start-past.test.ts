import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPast } from '../../src/demo/index.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'
import { aMessage } from '../support/builders.ts'

let dir = ''
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shouhou-past-'))
  store = createSqliteStore({ file: ':memory:' })
})
afterEach(async () => {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
})

const start = () =>
  startPast({
    config: { dataDir: dir, timeZone: 'Asia/Shanghai' },
    store,
    log: pino({ level: 'silent' }),
    now: () => 1_000_000,
  })
const known = async () => (await store.read.conversations({ limit: 99 })).length

/** A past that was played to its end, and not taken in. */
async function played(): Promise<void> {
  const past = createSqliteStore({ file: ':memory:' })
  for (let n = 1; n <= 50; n += 1) {
    const [conversation, externalId] = [`past-${n}`, `m-${n}`]
    await past.accept([aMessage({ conversation, customer: { id: conversation }, externalId })], n)
  }
  await past.copyTo(join(dir, 'past.db'))
  await past.close()
  mkdirSync(join(dir, 'past-media'))
  writeFileSync(join(dir, 'past-media', 'm_past1234'), 'picture')
}

test('what a stop left of the past comes in at the next start', async () => {
  await played()
  await start().stop()
  expect(existsSync(join(dir, 'past.db'))).toBe(true)
  expect(await known()).toBeLessThan(50)
  const second = start()
  await expect.poll(known, { timeout: 20_000 }).toBe(50)
  await expect.poll(() => readdirSync(dir)).toEqual(['media'])
  expect(readdirSync(join(dir, 'media'))).toEqual(['m_past1234'])
  await second.stop()
})

test('a past that is stopped while it is played leaves nothing', async () => {
  mkdirSync(join(dir, 'past-media'))
  writeFileSync(join(dir, 'past.db.part'), 'half')
  await start().stop()
  expect(readdirSync(dir)).toEqual([])
  expect(await known()).toBe(0)
})
