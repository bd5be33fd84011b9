import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRoster, type Roster } from '../../src/desk/index.ts'
import { waitingOf } from '../../src/desk/waiting.ts'
import { workersOf } from '../../src/desk/workers.ts'
import type { Conversation } from '../../src/model/conversation.ts'
import { agentId, intentId } from '../../src/model/ids.ts'
import type { Ticket } from '../../src/model/ticket.ts'
import { calendarFile } from '../../src/playbook/schema/index.ts'
import { type Agent, createSqliteStore, type Store } from '../../src/store/index.ts'
import { exchange, run } from '../store/contract/stage.ts'
import { aTicket, awaitingAgent, withAgent } from '../support/builders.ts'
import { aConversation } from '../support/dialogue.ts'
import { rulesOf } from './people.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** A Wednesday. */
const noon = Date.parse('2026-11-18T12:00:00+08:00')

const shop = { channel: 'bridge', account: 'demo' }
const anAgent = (id: string, more: Partial<Agent> = {}): Agent => ({
  id: agentId(id),
  name: id,
  role: 'agent',
  shops: [],
  passwordHash: '',
  disabled: false,
  ...more,
})

describe('who takes conversations', () => {
  const online = { state: 'online', since: noon, seenAt: noon } as const
  const cases: readonly [
    behaviour: string,
    presence: { state: 'online' | 'break' | 'offline'; since: number; seenAt: number } | undefined,
    agent: Partial<Agent>,
    here: boolean,
  ][] = [
    ['who never said anything does not', undefined, {}, false],
    ['who is online does', online, {}, true],
    ['who has a break does not', { ...online, state: 'break' }, {}, false],
    ['who is offline does not', { ...online, state: 'offline' }, {}, false],
    ['a console may be away for two minutes', { ...online, seenAt: noon - 2 * minuteMs }, {}, true],
    ['and no longer', { ...online, seenAt: noon - 2 * minuteMs - 1 }, {}, false],
    ['a lawyer reads, and answers nobody', online, { role: 'legal' }, false],
    ['a login that is shut is nobody', online, { disabled: true }, false],
  ]
  test.each(cases)('%s', (_behaviour, presence, agent, here) => {
    const [worker] = workersOf({
      rules: rulesOf(),
      agents: [anAgent('lin', agent)],
      presences: presence ? [{ agent: agentId('lin'), ...presence }] : [],
      held: new Map(),
      unanswered: new Map(),
      at: noon,
    })
    expect(worker?.here ?? false).toBe(here)
  })
})

describe('what the rules make of an agent', () => {
  const rules = rulesOf({
    others: { capacity: 4 },
    teams: [
      { id: 'quality', skills: { intents: ['damaged'] }, capacity: 3 },
      { id: 'english', skills: { languages: ['en'] }, capacity: 6 },
      { id: 'money', skills: { intents: ['refund_request'] } },
    ],
    agents: [
      { login: 'named' },
      { login: 'own', skills: { shops: ['web'] }, capacity: 9 },
      { login: 'both', teams: ['quality', 'english'], skills: { shops: ['web'] } },
      { login: 'plain', teams: ['money'] },
    ],
  })
  const cases: readonly [login: string, skills: readonly object[], capacity: number][] = [
    ['stranger', [{}], 4],
    ['named', [{}], 4],
    ['own', [{ shops: ['web'] }], 9],
    ['both', [{ shops: ['web'] }, { intents: ['damaged'] }, { languages: ['en'] }], 6],
    ['plain', [{ intents: ['refund_request'] }], 4],
  ]
  test.each(cases)('%s', (login, skills, capacity) => {
    const [worker] = workersOf({
      rules,
      agents: [anAgent(login)],
      presences: [],
      held: new Map([[agentId(login), 2]]),
      unanswered: new Map(),
      at: noon,
    })
    expect(worker).toMatchObject({ skills, capacity, held: 2 })
  })
})

describe('how many more somebody may be given', () => {
  const roomOf = (held: number, unanswered: number) =>
    workersOf({
      rules: rulesOf({ others: { capacity: 5 }, at_once: 2 }),
      agents: [anAgent('lin')],
      presences: [],
      held: new Map([[agentId('lin'), held]]),
      unanswered: new Map([[agentId('lin'), unanswered]]),
      at: noon,
    })[0]?.room
  test.each([
    ['who has just come gets a few, and not all that they can hold', 0, 0, 2],
    ['who has yet to answer those gets no more', 2, 2, 0],
    ['who has answered them gets the next', 2, 0, 2],
    ['nobody gets more than they can hold', 4, 0, 1],
  ])('%s', (_behaviour, held, unanswered, room) => {
    expect(roomOf(held, unanswered)).toBe(room)
  })
})

describe('what the router sees of a conversation', () => {
  const waits = (
    more: Partial<Conversation> = {},
    tickets: readonly Partial<Ticket>[] = [],
    urgent = false,
  ) => {
    const conversation = aConversation({ phase: awaitingAgent(7), ...more })
    const work = { conversation, unread: [], timers: [], tickets: [], failed: [], failures: 0 }
    return waitingOf({
      conversation,
      urgent,
      tickets: tickets.map((ticket) => aTicket(work, ticket)),
    })
  }
  const level = (n: 1 | 2 | 3) => ({ severity: { level: n, because: '', by: 'rules' } }) as const
  const memory = (more: Partial<Conversation['memory']>) => ({
    memory: { ...aConversation().memory, ...more },
  })

  test('nothing of one that does not wait', () => {
    expect(waits({ phase: withAgent })).toBeUndefined()
  })

  test('of its open cases the intents, the classes and the level', () => {
    const seen = waits({}, [
      { intent: intentId('damaged'), problemClass: '物流异常', ...level(2) },
      { intent: intentId('damaged'), problemClass: '商品不符', ...level(3) },
      { intent: intentId('invoice'), ...level(1), stage: 'done' },
    ])
    expect(seen).toMatchObject({
      at: 7,
      level: 3,
      intents: ['damaged'],
      problemClasses: ['物流异常', '商品不符'],
    })
  })

  test('without a case what was asked last, at the level of routine', () => {
    expect(waits(memory({ lastIntent: intentId('invoice') }))).toMatchObject({
      level: 2,
      intents: ['invoice'],
      problemClasses: [],
    })
    expect(waits()).toMatchObject({ level: 2, intents: [] })
  })

  test('danger is of level 1', () => {
    const phase = awaitingAgent(7)
    if (phase.kind !== 'awaitingAgent') throw new Error('no handoff')
    const danger = { ...phase, handoff: { ...phase.handoff, reason: 'safety' } } as const
    expect(waits({ phase: danger })).toMatchObject({ level: 1 })
  })

  test.each([
    [['你好'], 'zh'],
    [['hello, where is my order'], 'en'],
    [['iPhone 碎了'], 'zh'],
    [['2026112200011234567'], undefined],
    [[], undefined],
  ])('the language of %j is %s', (said, language) => {
    expect(waits(memory({ said }))?.language).toBe(language)
  })
})

describe('what a turn knows of the desk', () => {
  let store: Store
  let calendar = calendarFile.parse({})
  let at = noon
  let wakes = 0
  let roster: Roster
  beforeEach(async () => {
    store = createSqliteStore({ file: ':memory:' })
    calendar = calendarFile.parse({})
    at = noon
    wakes = 0
    roster = createRoster({
      store,
      playbook: () => ({ routing: rulesOf({ agents: [{ login: 'linn' }] }), calendar }),
      timeZone: 'Asia/Shanghai',
      now: () => at,
      wake: () => {
        wakes += 1
      },
    })
    for (const id of ['lin', 'chen']) await store.people.saveAgent(anAgent(id))
  })
  afterEach(() => store.close())

  const lin = agentId('lin')
  /** A customer who waited so long, and was then taken. */
  const waited = async (name: string, beganAt: number, ms: number) => {
    const phase = awaitingAgent(beganAt)
    const id = await exchange(store, beganAt, { next: { phase } }, { conversation: name })
    await run(store, id, { at: beganAt + ms, next: { phase: withAgent } })
    return id
  }
  const queued = (name: string, beganAt: number) =>
    exchange(store, beganAt, { next: { phase: awaitingAgent(beganAt) } }, { conversation: name })

  test('open around the clock without a calendar, and nobody is online before they say so', async () => {
    const id = await queued('a', noon - 1)
    expect(await roster.facts({ id, ...shop }, at)).toEqual({
      open: true,
      online: 0,
      here: [],
      ahead: 0,
    })
  })

  test('who is not for a shop is not there for its customers', async () => {
    const id = await queued('a', noon)
    await store.people.saveAgent(anAgent('lin', { shops: ['bridge/demo'] }))
    await roster.setPresence(agentId('lin'), 'online')
    expect(await roster.facts({ id, ...shop }, at)).toMatchObject({ online: 1, here: ['lin'] })
    const other = { channel: 'bridge', account: 'other' }
    expect(await roster.facts({ id, ...other }, at)).toMatchObject({ online: 0, here: [] })
  })

  test('when nobody is on duty it says when somebody will be', async () => {
    calendar = calendarFile.parse({ week: { wed: ['14:00-18:00'] } })
    const id = await queued('a', noon)
    expect(await roster.facts({ id, ...shop }, at)).toMatchObject({
      open: false,
      opensAt: Date.parse('2026-11-18T14:00:00+08:00'),
    })
    calendar = calendarFile.parse({ week: {} })
    expect(await roster.facts({ id, ...shop }, at)).toEqual({
      open: false,
      online: 0,
      here: [],
      ahead: 0,
    })
  })

  test('whoever is online is on duty, whatever the calendar says, and busy with all they can take is not away', async () => {
    calendar = calendarFile.parse({ week: { wed: ['14:00-18:00'] } })
    const id = await queued('a', noon)
    await roster.setPresence(lin, 'online')
    await roster.noteSeen([lin])
    expect(await roster.facts({ id, ...shop }, at)).toMatchObject({
      open: true,
      online: 1,
      ahead: 0,
    })
    expect(await roster.status()).toMatchObject({ open: true, opens_at: null })
    for (const name of ['b', 'c', 'd', 'e', 'f']) {
      await run(store, await queued(name, noon), { at: noon, next: { phase: withAgent } })
    }
    await roster.noteSeen([lin])
    expect(await roster.facts({ id, ...shop }, at)).toMatchObject({
      open: true,
      online: 1,
      ahead: 0,
    })
    expect(await roster.status()).toMatchObject({ open: true, opens_at: null })
    await roster.setPresence(lin, 'offline')
    expect(await roster.facts({ id, ...shop }, at)).toMatchObject({ open: false, online: 0 })
  })

  test('who is online is counted, as long as a console of theirs is open', async () => {
    const id = await queued('a', noon)
    const online = async () => (await roster.facts({ id, ...shop }, at)).online
    await roster.setPresence(lin, 'online')
    expect([await online(), wakes]).toEqual([1, 1])
    at += 2 * minuteMs
    await roster.noteSeen([lin])
    expect([await online(), wakes]).toEqual([1, 2])
    at += 2 * minuteMs + 1
    expect(await online()).toBe(0)
    await roster.noteSeen([lin])
    expect(await online()).toBe(1)
    await roster.setPresence(lin, 'break')
    expect(await online()).toBe(0)
  })

  test('who waits longer is ahead', async () => {
    await queued('first', noon - 2_000)
    const second = await queued('second', noon - 1_000)
    await queued('third', noon)
    expect(await roster.facts({ id: second, ...shop }, at)).toMatchObject({ ahead: 1 })
  })

  test('the estimate is what four of five waited at most, and none of fewer than five', async () => {
    await roster.setPresence(lin, 'online')
    await roster.noteSeen([lin])
    const id = await queued('now', noon)
    const estimate = async () => (await roster.facts({ id, ...shop }, at)).estimateMs
    const spans = [1, 2, 3, 4, 50].map((minutes) => minutes * minuteMs)
    for (const [n, ms] of spans.entries()) {
      expect(await estimate()).toBeUndefined()
      await waited(`w-${n}`, noon - hourMs - n, ms)
    }
    expect(await estimate()).toBe(4 * minuteMs)
    at += 8 * 24 * hourMs
    await roster.noteSeen([lin])
    expect(await estimate()).toBeUndefined()
  })

  test('the estimate grows with the place in the queue, and is absent where nobody is there', async () => {
    for (let n = 0; n < 5; n += 1) await waited(`w-${n}`, noon - hourMs + n, 10 * minuteMs)
    const ids = [await queued('first', noon - 2_000), await queued('second', noon - 1_000)]
    const estimates = () =>
      Promise.all(ids.map(async (id) => (await roster.facts({ id, ...shop }, at)).estimateMs))
    expect(await estimates()).toEqual([undefined, undefined])
    await roster.setPresence(lin, 'online')
    await roster.noteSeen([lin])
    expect(await estimates()).toEqual([10 * minuteMs, 20 * minuteMs])
  })

  test('only the last fifty waits count', async () => {
    await roster.setPresence(lin, 'online')
    await roster.noteSeen([lin])
    for (let n = 0; n < 10; n += 1) await waited(`old-${n}`, noon - 9 * hourMs + n, 2 * hourMs)
    for (let n = 0; n < 50; n += 1) await waited(`new-${n}`, noon - hourMs + n, minuteMs)
    const id = await queued('now', noon)
    expect(await roster.facts({ id, ...shop }, at)).toMatchObject({ estimateMs: minuteMs })
  })

  test('who wrote at night tells nothing of a wait by day', async () => {
    await roster.setPresence(lin, 'online')
    await roster.noteSeen([lin])
    calendar = calendarFile.parse({ week: { wed: ['09:00-18:00'] } })
    const night = Date.parse('2026-11-18T01:00:00+08:00')
    for (let n = 0; n < 9; n += 1) await waited(`night-${n}`, night + n, 8 * hourMs)
    const id = await queued('now', noon)
    expect(await roster.facts({ id, ...shop }, at)).not.toHaveProperty('estimateMs')
    for (let n = 0; n < 5; n += 1) await waited(`day-${n}`, noon - hourMs + n, minuteMs)
    expect(await roster.facts({ id, ...shop }, at)).toMatchObject({ estimateMs: minuteMs })
  })

  test('agents see who is there, with how much, and whom the rules name in vain', async () => {
    await roster.setPresence(lin, 'online')
    await queued('other', noon)
    const id = await queued('mine', noon)
    await run(store, id, { at: noon, next: { phase: withAgent } })
    expect(await roster.status()).toEqual({
      open: true,
      opens_at: null,
      wait_ms: null,
      agents: [
        {
          id: 'chen',
          name: 'chen',
          role: 'agent',
          shops: [],
          presence: 'offline',
          here: false,
          chats: 0,
          capacity: 5,
        },
        {
          id: 'lin',
          name: 'lin',
          role: 'agent',
          shops: [],
          presence: 'online',
          here: true,
          chats: 1,
          capacity: 5,
        },
      ],
      escalate: [],
      unknown_logins: ['linn'],
    })
  })

  test('a chat in which nothing was said for long takes no place', async () => {
    await roster.setPresence(lin, 'online')
    const id = await queued('mine', noon)
    await run(store, id, { at: noon, next: { phase: withAgent } })
    const chats = async () => (await roster.workers(at)).find(({ id }) => id === lin)?.held
    expect(await chats()).toBe(1)
    at += 2 * hourMs
    expect(await chats()).toBe(0)
  })
})
