import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { createRouter, type Desk } from '../../src/desk/index.ts'
import type { Phase } from '../../src/model/conversation.ts'
import { agentId } from '../../src/model/ids.ts'
import { type MessagePart, textOf } from '../../src/model/message.ts'
import { conversationIdOf } from '../../src/store/identity.ts'
import type { Store } from '../../src/store/index.ts'
import { type OpenedCounter, openCounter, shippedMind } from '../support/gateway.ts'
import { rulesOf } from './people.ts'

const minuteMs = 60_000
let counter: OpenedCounter
let desk: Desk
afterEach(() => counter.dispose())

const open = async (
  rules: Parameters<typeof rulesOf>[0] = {},
  between: (store: Store) => Store = (store) => store,
) => {
  const mind = await shippedMind()
  const playbook = { ...mind.playbook, routing: rulesOf(rules) }
  counter = await openCounter({ mind: { ...mind, playbook }, routes: true, between })
  desk = counter.desk
  for (const [id, name] of [
    ['lin', '小林'],
    ['chen', '小陈'],
  ] as const) {
    const login = {
      id: agentId(id),
      name,
      role: 'agent',
      shops: [],
      passwordHash: '',
      disabled: false,
    } as const
    await counter.store.people.saveAgent(login)
  }
}

const idOf = (conversation: string) =>
  conversationIdOf({ channel: 'market', account: 'demo', conversation })
/** A customer writes, and everything that follows from it happens. */
const says = async (conversation: string, text: string) => {
  await counter.say(text, { conversation, customer: { id: `u-${conversation}` } })
  await counter.gateway.settle()
}
const is = async (agent: string, state: 'online' | 'break' | 'offline') => {
  await counter.roster.setPresence(agentId(agent), state)
  await counter.gateway.settle()
}
/** Time passes with both consoles open. */
const pass = async (ms: number) => {
  counter.pass(ms)
  await counter.roster.noteSeen([agentId('lin'), agentId('chen')])
  await counter.gateway.settle()
}
const phaseOf = async (conversation: string): Promise<Phase | undefined> =>
  (await counter.store.read.conversation(idOf(conversation)))?.conversation.phase
const ownerOf = async (conversation: string): Promise<string | undefined> => {
  const phase = await phaseOf(conversation)
  if (phase?.kind !== 'withAgent') return phase?.kind
  return phase.by.kind === 'agent' ? phase.by.agent : 'platform'
}
const owners = (...conversations: readonly string[]) => Promise.all(conversations.map(ownerOf))
const as = (agent: string, conversation: string) => ({
  conversationId: idOf(conversation),
  agent: agentId(agent),
  name: agent,
})
const words = (text: string): { parts: readonly MessagePart[] } => ({
  parts: [{ kind: 'text', text }],
})

test('who asks for a person hears that one is coming, and then belongs to who is online', async () => {
  await open()
  await is('lin', 'online')
  await says('c-1', '转人工')
  expect(await ownerOf('c-1')).toBe('lin')
  const lines = await counter.transcript('c-1')
  const bot = lines.find(({ author }) => author.kind === 'bot')
  expect(bot?.delivery?.status).toBe('sent')
  expect(lines.map(({ parts }) => textOf(parts)).join()).toContain(
    '自动分配给小林：手上有 0 个会话，最多 5 个',
  )
  expect(counter.replies()).toHaveLength(1)
})

test('who waits gets the first to come online, and nobody who has a break', async () => {
  await open()
  await says('c-1', '转人工')
  expect(await ownerOf('c-1')).toBe('awaitingAgent')
  await is('lin', 'break')
  expect(await ownerOf('c-1')).toBe('awaitingAgent')
  await is('chen', 'online')
  expect(await ownerOf('c-1')).toBe('chen')
})

test('by hand, nobody is given away', async () => {
  await open({ assign: 'by_hand' })
  await is('lin', 'online')
  await says('c-1', '转人工')
  expect(await ownerOf('c-1')).toBe('awaitingAgent')
})

test('danger comes first, then the longest wait, each as soon as there is room', async () => {
  await open({ others: { capacity: 1 } })
  for (const [name, text] of [
    ['first', '转人工'],
    ['second', '转人工'],
    ['danger', '漏电了'],
  ] as const) {
    await says(name, text)
    await pass(1_000)
  }
  await is('lin', 'online')
  const order: string[] = []
  for (let round = 0; round < 3; round += 1) {
    for (const name of ['first', 'second', 'danger']) {
      if ((await ownerOf(name)) === 'lin') order.push(name)
    }
    await desk.resolve(as('lin', order.at(-1) ?? ''))
    await counter.gateway.settle()
  }
  expect(order).toEqual(['danger', 'first', 'second'])
})

test('an agent who says nothing is passed by, and the customer has waited since the beginning', async () => {
  await open()
  await is('lin', 'online')
  await says('c-1', '转人工')
  const before = await phaseOf('c-1')
  await is('chen', 'online')
  await pass(2 * minuteMs)
  expect(await ownerOf('c-1')).toBe('chen')
  const after = await phaseOf('c-1')
  const at = before?.kind === 'withAgent' ? before.handoff?.at : undefined
  expect(after).toMatchObject({ handoff: { at, passedBy: ['lin'] }, waitingSince: at })
  await pass(2 * minuteMs)
  // Both said nothing: it stays where everybody sees it.
  expect(await ownerOf('c-1')).toBe('awaitingAgent')
  await desk.reply({ ...as('lin', 'c-1'), ...words('来了') })
  await pass(10 * minuteMs)
  expect(await ownerOf('c-1')).toBe('lin')
})

test('the only one who is there gets an urgent chat back, before any routine one', async () => {
  await open({ others: { capacity: 1 } })
  await is('lin', 'online')
  await says('danger', '漏电了')
  await says('routine', '转人工')
  await pass(2 * minuteMs)
  // A moment of rest, and the place stays free.
  expect(await owners('danger', 'routine')).toEqual(['awaitingAgent', 'awaitingAgent'])
  await pass(minuteMs)
  expect(await owners('danger', 'routine')).toEqual(['lin', 'awaitingAgent'])
  await desk.reply({ ...as('lin', 'danger'), ...words('来了') })
  await desk.resolve(as('lin', 'danger'))
  await counter.gateway.settle()
  expect(await ownerOf('routine')).toBe('lin')
})

test('who has just come is given a few, and the next with each that is answered', async () => {
  await open()
  const names = ['c-1', 'c-2', 'c-3', 'c-4']
  for (const name of names) {
    await says(name, '转人工')
    await pass(1_000)
  }
  await is('lin', 'online')
  expect(await owners(...names)).toEqual(['lin', 'lin', 'awaitingAgent', 'awaitingAgent'])
  await desk.reply({ ...as('lin', 'c-1'), ...words('您好') })
  await counter.gateway.settle()
  expect(await owners(...names)).toEqual(['lin', 'lin', 'lin', 'awaitingAgent'])
})

test('an agent who answers keeps the chat, and one who then falls silent loses it', async () => {
  await open()
  await is('lin', 'online')
  await says('c-1', '转人工')
  await desk.reply({ ...as('lin', 'c-1'), ...words('您好') })
  await is('chen', 'online')
  await pass(30 * minuteMs)
  expect(await ownerOf('c-1')).toBe('lin')
  await says('c-1', '什么时候能补发？')
  await pass(5 * minuteMs)
  await says('c-1', '人呢？')
  expect(await ownerOf('c-1')).toBe('lin')
  await pass(minuteMs)
  expect(await ownerOf('c-1')).toBe('chen')
})

test('two minutes after the last console was shut nobody is swallowed', async () => {
  await open()
  await is('lin', 'online')
  counter.pass(2 * minuteMs + 1)
  await says('c-1', '转人工')
  expect(await ownerOf('c-1')).toBe('awaitingAgent')
  await counter.roster.noteSeen([agentId('lin')])
  await counter.gateway.settle()
  expect(await ownerOf('c-1')).toBe('lin')
})

test('after it is resolved a new message is the bot’s, and nobody is given it', async () => {
  await open()
  await is('lin', 'online')
  await says('c-1', '转人工')
  await desk.resolve(as('lin', 'c-1'))
  await says('c-1', '谢谢你')
  expect(await ownerOf('c-1')).toBe('answering')
  await desk.take(as('lin', 'c-1'))
  await desk.returnToBot(as('lin', 'c-1'))
  await counter.gateway.settle()
  expect(await ownerOf('c-1')).toBe('answering')
})

test('of a hundred who take it or are given it at once, one gets it', async () => {
  await open()
  await says('c-1', '转人工')
  const { gateway } = counter
  const given = (agent: string) =>
    gateway.command({
      conversationId: idOf('c-1'),
      trigger: { kind: 'agentAssigned', agent: agentId(agent), name: agent, because: '有空' },
      allow({ phase }) {
        if (phase.kind !== 'awaitingAgent') throw new Error('too late')
      },
    })
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, n) =>
      n % 2 === 0 ? given(`a-${n}`) : desk.take(as(`a-${n}`, 'c-1')),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('routers that race give nobody away twice', async () => {
  await open({ at_once: 5 })
  const { store, roster, gateway, now } = counter
  const names = Array.from({ length: 6 }, (_, n) => `c-${n}`)
  for (const name of names) await says(name, '转人工')
  await roster.setPresence(agentId('chen'), 'online')
  await store.people.setPresence(agentId('lin'), 'online', now())
  const rules = () => rulesOf()
  const log = pino({ level: 'silent' })
  const rivals = Array.from({ length: 5 }, () =>
    createRouter({ store, roster, rules, command: gateway.command, now, log }),
  )
  await Promise.all(rivals.map((router) => router.assign()))
  await gateway.settle()
  // Who came too late changed nothing at all, and left no turn behind.
  const turns = await Promise.all(
    names.map(async (name) => {
      const decisions = await store.read.decisions(idOf(name), 20)
      return decisions.filter(({ because }) => because.includes('分配')).length
    }),
  )
  expect(turns).toEqual(names.map(() => 1))
  expect((await owners(...names)).filter((owner) => owner === 'awaitingAgent')).toEqual([])
})

test('a conversation whose turn fails is left alone for a while, and the others are served', async () => {
  let failures = 0
  let broken = true
  await open({}, (store) => ({
    ...store,
    async runTurn(options) {
      if (!broken || options.conversationId !== idOf('bad')) return store.runTurn(options)
      failures += 1
      return { kind: 'failed', conversationId: options.conversationId, error: new Error('坏了') }
    },
  }))
  await says('bad', '转人工')
  await says('good', '转人工')
  await is('lin', 'online')
  expect([failures, ...(await owners('bad', 'good'))]).toEqual([1, 'awaitingAgent', 'lin'])
  broken = false
  await pass(minuteMs)
  expect(await ownerOf('bad')).toBe('lin')
})
