import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createRouter } from '../../src/desk/index.ts'
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
