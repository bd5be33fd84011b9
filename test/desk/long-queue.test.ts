import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createRouter } from '../../src/desk/index.ts'
import type { Phase } from '../../src/model/conversation.ts'
import { agentId } from '../../src/model/ids.ts'
import { createSqliteStore } from '../../src/store/index.ts'
import { exchange } from '../store/contract/stage.ts'
import { awaitingAgent } from '../support/builders.ts'
import { aWorker, rulesOf } from './people.ts'

test('a long queue that nobody here can serve hides nobody, and is not searched all the time', async () => {
  const store = createSqliteStore({ file: ':memory:' })
  const at = 1_000_000
  const queue = async (name: string, account: string, since: number) =>
    exchange(
      store,
      since,
      { next: { phase: awaitingAgent(since) } },
      { conversation: name, account },
    )
  for (let n = 0; n < 201; n += 1) await queue(`other-${n}`, 'other', 1_000 + n)
  const mine = await queue('mine', 'demo', 500_000)
  const given: string[] = []
  let now = at
  const router = createRouter({
    store,
    roster: { workers: async () => [aWorker('lin', { skills: { shops: ['simulator/demo'] } })] },
    rules: () => rulesOf(),
    command: async ({ conversationId }) => {
      given.push(conversationId)
    },
    now: () => now,
    log: pino({ level: 'silent' }),
  })
  expect([await router.assign(), given]).toEqual([true, [mine]])
  // Still there: this command changed nothing.
  expect([await router.assign(), given.length]).toEqual([false, 1])
  expect(router.nextDueAt()).toBe(at + 15_000)
  now += 2_000
  expect([await router.assign(), given.length]).toEqual([true, 2])
  await store.close()
})

test('a place that is kept for an urgent one is kept from those far behind it too', async () => {
  const store = createSqliteStore({ file: ':memory:' })
  const at = 1_000_000
  const wait = async (name: string, account: string, phase: Phase) =>
    exchange(store, at - 1_000, { next: { phase } }, { conversation: name, account })
  const waits = awaitingAgent(1_000)
  if (waits.kind !== 'awaitingAgent') throw new Error('waits for nobody')
  const { handoff } = waits
  // Lin said nothing to this one a moment ago, and nobody else is here.
  await wait('urgent', 'demo', {
    ...waits,
    handoff: { ...handoff, reason: 'safety', passedBy: [agentId('lin')], passedAt: at - 1_000 },
  })
  for (let n = 0; n < 200; n += 1) await wait(`other-${n}`, 'other', awaitingAgent(2_000 + n))
  await wait('routine', 'demo', awaitingAgent(500_000))
  const given: string[] = []
  const router = createRouter({
    store,
    roster: {
      workers: async () => [aWorker('lin', { skills: { shops: ['simulator/demo'] }, capacity: 1 })],
    },
    rules: () => rulesOf(),
    command: async ({ conversationId }) => {
      given.push(conversationId)
    },
    now: () => at,
    log: pino({ level: 'silent' }),
  })
  expect([await router.assign(), given]).toEqual([false, []])
  await store.close()
})
