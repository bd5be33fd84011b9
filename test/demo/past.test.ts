import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConfig, projectRoot } from '../../src/config.ts'
import { playPast } from '../../src/demo/play.ts'
import { createMediaFiles } from '../../src/media/index.ts'
import { loadShopPlaybook, makeUp, openShop, openTrainer } from '../../src/mind.ts'
import { createDemoOrders } from '../../src/orders/index.ts'
import { createSqliteStore, type Store } from '../../src/store/index.ts'

const dayMs = 86_400_000
const todayAt = Date.parse('2026-11-26T00:00:00+08:00')
const at = todayAt + 15 * 3_600_000

let dir = ''
let store: Store

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'shouhou-past-'))
  const config = createConfig({ DATA_DIR: dir })
  const shop = openShop(config, () => at)
  const loaded = await loadShopPlaybook(config, shop)
  if (!loaded.ok) throw new Error('the playbook is broken')
  const { playbook } = loaded
  const mind = await makeUp({ config, playbook, shop, trainer: openTrainer(config) })
  store = createSqliteStore({ file: ':memory:' })
  await playPast({
    config,
    mind,
    openOrders: (now) => createDemoOrders({ dir: join(projectRoot, 'data/demo'), now }),
    store,
    files: createMediaFiles({ dir: join(dir, 'media') }),
    todayAt,
    at,
    days: 6,
    perDay: 8,
    log: pino({ level: 'silent' }),
  })
}, 180_000)
afterAll(async () => {
  await store.close()
  rmSync(dir, { recursive: true, force: true })
})

test('every day has chats, with and without people, and none is of a time to come', async () => {
  for (let back = 6; back > 0; back -= 1) {
    const from = todayAt - back * dayMs
    const { rounds } = await store.figures.slice({ from, to: from + dayMs, at })
    expect(rounds.begun).toBeGreaterThan(2)
  }
  const { rounds, cases } = await store.figures.slice({ from: 0, to: at, at })
  const { begun, own, handed, filed, steppedIn, running, resolved, unfinished } = rounds
  expect(begun).toBeGreaterThan(40)
  expect(handed + filed + steppedIn + running + resolved + unfinished).toBe(own)
  expect(Math.min(handed, filed, resolved, cases.complete)).toBeGreaterThan(0)
  const later = await store.figures.slice({ from: at, to: at + dayMs, at })
  expect(later.rounds.begun).toBe(0)
})

test('nobody is left waiting, no case open, no alert unseen, and all are told from the living', async () => {
  const waiting = await store.read.conversations({ phase: 'awaitingAgent', limit: 9 })
  const held = await store.read.conversations({ phase: 'withAgent', limit: 9 })
  const alerted = await store.read.conversations({ alerted: true, limit: 9 })
  const cases = await store.read.cases({ isOpen: true, limit: 9 })
  expect([waiting, held, alerted, cases]).toEqual([[], [], [], []])
  const all = await store.read.conversations({ limit: 500 })
  expect(all.every(({ conversation }) => conversation.externalId.startsWith('past-'))).toBe(true)
})

test('customers said what they think, some cases have an outcome, agents took suggestions', async () => {
  const { ratings, surveys, outcomes, suggestions } = await store.figures.slice({
    from: 0,
    to: at,
    at,
  })
  expect(ratings.length).toBeGreaterThan(0)
  expect(surveys.surveyTold).toBeGreaterThan(0)
  expect(surveys.surveyAsked).toBeGreaterThan(surveys.surveyTold)
  expect(outcomes.some(({ outcome }) => outcome !== null && outcome !== 'rejected')).toBe(true)
  const taken = suggestions.map((row) => row.suggestedSame + row.suggestedChanged)
  expect(Math.max(...taken)).toBeGreaterThan(0)
})
