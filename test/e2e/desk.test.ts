import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { DeskStatus } from '../../src/model/wire/desk.ts'
import { openSocket, type SocketClient } from '../http/socket-client.ts'
import { aBridgeEvent } from '../support/bridge-client.ts'
import { type Console, type RunningCounter, startCounter } from '../support/running-counter.ts'

/** Two agents with their consoles open, and customers behind the bridge. */
interface AtWork extends Console {
  readonly socket: SocketClient
}

let aheadMs = 0
let counter: RunningCounter
let lin: AtWork
let chen: AtWork

const atWork = async (username: string): Promise<AtWork> => {
  const agent = await counter.login(username)
  const headers = { authorization: `Bearer ${agent.token}` }
  const socket = await openSocket(`${counter.url}/ws/agent`, { headers })
  await socket.waitFor(({ type }) => type === 'ready')
  return { ...agent, socket }
}

beforeAll(async () => {
  counter = await startCounter({}, () => Date.now() + aheadMs)
  lin = await atWork('lin')
  chen = await atWork('chen')
}, 60_000)
afterAll(() => counter.close())

const are = async (state: 'online' | 'break' | 'offline', ...agents: readonly AtWork[]) => {
  for (const agent of agents) {
    expect((await agent.post('/api/me/presence', { presence: state })).status).toBe(200)
  }
}
beforeEach(() => are('offline', lin, chen))

const asks = async (conversation: string, text = '转人工') => {
  const parts = [{ type: 'text', text }]
  const event = aBridgeEvent({ conversation, customer: { id: conversation }, parts })
  expect((await counter.bridge.post(event)).status).toBe(200)
  await vi.waitFor(
    async () => expect((await lin.find(conversation))?.phase).toMatch(/awaiting|with_agent/),
    { timeout: 20_000, interval: 10 },
  )
}

/** The console of that agent hears that the conversation is theirs. */
const gets = (agent: AtWork, id: string, conversation: string) =>
  agent.socket.waitFor(
    (frame) =>
      frame.conversation?.external_id === conversation && frame.conversation.owner_id === id,
    20_000,
  )
/** The first word: whoever was given two and answered neither gets no third. */
const greets = async (agent: AtWork, conversation: string) => {
  const id = encodeURIComponent((await agent.find(conversation))?.id ?? '')
  const said = { client_id: `hello ${conversation}`, text: '您好，我来看一下。' }
  expect((await agent.post(`/api/conversations/${id}/reply`, said)).status).toBe(200)
}
const owner = async (conversation: string) => (await lin.find(conversation))?.owner_id ?? null

test('who is online is given the chat, and hears of it at once', async () => {
  await are('online', lin)
  await asks('c-online')
  const { conversation } = await gets(lin, 'lin', 'c-online')
  expect(conversation).toMatchObject({ phase: 'with_agent', owner: '小林', passed_by: 0 })
  await greets(lin, 'c-online')
})

test('nobody who has a break is given one, and the first who comes back is', async () => {
  await are('break', lin, chen)
  await asks('c-break')
  expect(await owner('c-break')).toBeNull()
  await are('online', chen)
  await gets(chen, 'chen', 'c-break')
  await greets(chen, 'c-break')
})

test('an agent who says nothing loses it to the next one', async () => {
  await are('online', lin)
  await asks('c-silent')
  await gets(lin, 'lin', 'c-silent')
  const { waiting_since } = (await lin.find('c-silent')) ?? {}
  await are('offline', lin)
  aheadMs += 2 * 60_000
  await are('online', lin, chen)
  const { conversation } = await gets(chen, 'chen', 'c-silent')
  expect(conversation).toMatchObject({ passed_by: 1, waiting_since })
  await greets(chen, 'c-silent')
})

test('danger comes first, then who has waited longest, each once the first word is said', async () => {
  const names = ['c-first', 'c-second', 'c-third'] as const
  for (const name of names) await asks(name)
  await asks('c-danger', '插上就漏电了')
  await are('online', lin)
  for (const name of ['c-danger', ...names]) {
    await gets(lin, 'lin', name)
    await greets(lin, name)
  }
  const order = lin.socket.frames.flatMap(({ conversation }) =>
    [...names, 'c-danger'].includes(conversation?.external_id) && conversation.owner_id === 'lin'
      ? conversation.external_id
      : [],
  )
  expect([...new Set(order)]).toEqual(['c-danger', 'c-first', 'c-second', 'c-third'])
})

test('two minutes after the console is shut an agent gets nobody', async () => {
  await are('online', chen)
  chen.socket.close()
  await chen.socket.closed
  // The server may hear of the closed line a moment after the clock was moved: it is moved again.
  await expect
    .poll(async () => {
      aheadMs += 2 * 60_000 + 1_000
      const { agents } = await lin.get<DeskStatus>('/api/desk')
      return agents.find(({ id }) => id === 'chen')
    })
    .toMatchObject({ presence: 'online', here: false })
  await asks('c-shut')
  expect(await owner('c-shut')).toBeNull()
  const socket = await atWork('chen')
  await gets(socket, 'chen', 'c-shut')
})
