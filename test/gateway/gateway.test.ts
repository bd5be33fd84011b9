import { afterEach, expect, test, vi } from 'vitest'
import { GatewayError } from '../../src/model/errors.ts'
import { agentId } from '../../src/model/ids.ts'
import { textOf } from '../../src/model/message.ts'
import { conversationIdOf } from '../../src/store/identity.ts'
import { aMarket, type OpenedCounter, openCounter, shippedMind } from '../support/gateway.ts'

let counter: OpenedCounter
afterEach(() => counter.dispose())

const until = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 5_000, interval: 10 })
const settled = (n: number) => until(() => expect(counter.replies()).toHaveLength(n))
const quiet = () => new Promise((resolve) => setTimeout(resolve, 300))

const image = [{ kind: 'image' as const, url: 'https://img.example.com/1.jpg' }]

test('a message that stands on its own is answered without waiting for more', async () => {
  counter = await openCounter({ burstWindowMs: 60_000 })
  await counter.say('我的杯子收到就碎了')
  await settled(1)
  expect(counter.replies()[0]).toContain('照片')
})

test('three short lines get one answer', async () => {
  counter = await openCounter({ burstWindowMs: 300 })
  await counter.say('在吗')
  await counter.say('我买的杯子')
  await counter.say('收到就碎了')
  await settled(1)
  await quiet()
  expect(counter.replies()).toHaveLength(1)
  expect(counter.replies()[0]).toContain('订单号')
})

test('a greeting that nothing follows is answered after the window', async () => {
  counter = await openCounter({ burstWindowMs: 60 })
  await counter.say('在吗')
  await settled(1)
})

test('a picture and the words that follow it are one turn', async () => {
  counter = await openCounter({ burstWindowMs: 300 })
  await counter.say('', { parts: image })
  await counter.say('收到就碎成这样了')
  await settled(1)
  await quiet()
  expect(counter.replies()).toHaveLength(1)
  expect(counter.replies()[0]).not.toContain('破损处的照片')
})

test('a request for a person cuts the wait short', async () => {
  counter = await openCounter({ burstWindowMs: 60_000 })
  await counter.say('那个')
  await counter.say('转人工')
  await settled(1)
  expect(counter.market.sent[0]?.why?.kind).toBe('handoff')
})

test('the same message delivered five times at once is kept and answered once', async () => {
  counter = await openCounter()
  const again = { externalId: 'm-1', sentAt: 1_000 }
  await Promise.all(Array.from({ length: 5 }, () => counter.say('申请退款怎么弄', again)))
  await settled(1)
  await quiet()
  expect(counter.replies()).toHaveLength(1)
  expect(await counter.transcript()).toHaveLength(2)
})

test('messages that arrive in the wrong order are read in the order they were written', async () => {
  counter = await openCounter({ burstWindowMs: 150 })
  const at = counter.now()
  await counter.say('因为', { sentAt: at + 2_000, orderKey: '2' })
  await counter.say('我的', { sentAt: at + 1_000, orderKey: '1' })
  await until(async () => expect(await counter.transcript()).toHaveLength(3))
  const [decision] = await counter.store.read.decisions(
    conversationIdOf({ channel: 'market', account: 'demo', conversation: 'c-1' }),
    1,
  )
  expect(decision?.text).toBe('我的\n因为')
})

test('a person who answers in the platform client silences the bot', async () => {
  counter = await openCounter()
  await counter.say('亲，我来看看', { sender: 'shop_human' })
  await counter.say('我的杯子收到就碎了')
  await until(async () => {
    const [decision] = await counter.store.read.decisions(
      conversationIdOf({ channel: 'market', account: 'demo', conversation: 'c-1' }),
      1,
    )
    expect(decision?.kind).toBe('silent')
    expect(decision?.text).toBe('我的杯子收到就碎了')
  })
  expect(counter.replies()).toEqual([])
})

test('an order card from the shop system is context, not a question', async () => {
  counter = await openCounter()
  await counter.say('', {
    sender: 'shop_system',
    parts: [{ kind: 'order', orderNo: '2026112200011234567' }],
  })
  await quiet()
  expect(counter.replies()).toEqual([])
  await counter.say('我的杯子收到就碎了')
  await settled(1)
  expect(counter.replies()[0]).not.toMatch(/\d\. 订单号/)
})

test('a turn that throws ends in a handoff and tells the customer', async () => {
  const mind = await shippedMind()
  counter = await openCounter({
    mind: { ...mind, understand: () => Promise.reject(new Error('模型坏了')) },
  })
  await counter.say('我的杯子收到就碎了')
  await settled(1)
  const [waiting] = await counter.store.read.conversations({ phase: 'awaitingAgent', limit: 9 })
  expect(waiting?.conversation.phase).toMatchObject({
    kind: 'awaitingAgent',
    handoff: { reason: 'bot_failed' },
  })
})

test('a failed send is tried again with the same id, later and later', async () => {
  counter = await openCounter()
  counter.market.answer(() => ({ kind: 'retry', reason: 'HTTP 500' }))
  await counter.say('申请退款怎么弄')
  await settled(1)
  counter.pass(1_000)
  await settled(2)
  counter.pass(1_000)
  await quiet()
  expect(counter.replies()).toHaveLength(2)
  counter.market.answer(() => ({ kind: 'sent' }))
  counter.pass(4_000)
  await settled(3)
  expect(new Set(counter.market.sent.map((message) => message.id)).size).toBe(1)
  await until(async () => {
    const last = (await counter.transcript()).at(-1)
    expect(last?.delivery?.status).toBe('sent')
  })
})

test('after the sixth failure it is a dead letter and a person is told', async () => {
  counter = await openCounter()
  counter.market.answer(() => ({ kind: 'retry', reason: 'HTTP 500' }))
  await counter.say('申请退款怎么弄')
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await settled(attempt)
    counter.pass(600_000)
  }
  await until(async () => {
    const [waiting] = await counter.store.read.conversations({ phase: 'awaitingAgent', limit: 9 })
    expect(waiting?.conversation.phase).toMatchObject({ handoff: { reason: 'send_failed' } })
  })
  const failed = (await counter.transcript()).find((entry) => entry.delivery?.status === 'failed')
  expect(failed?.delivery?.reason).toContain('HTTP 500')
})

const pullAll = () =>
  counter.store.pullSends({
    channel: 'market',
    account: 'demo',
    after: 0,
    limit: 10,
    at: counter.now(),
  })
const handedOver = (reason: string) =>
  until(async () => {
    const [waiting] = await counter.store.read.conversations({ phase: 'awaitingAgent', limit: 9 })
    expect(waiting?.conversation.phase).toMatchObject({ handoff: { reason } })
  })

test('a reply that a client could not show brings a person, without a wake', async () => {
  counter = await openCounter({ market: aMarket({ route: 'pull' }) })
  await counter.say('申请退款怎么弄')
  await until(async () => expect(await pullAll()).toHaveLength(1))
  const [send] = await pullAll()
  if (send === undefined) throw new Error('nothing to fetch')
  await counter.store.settleSend(send.id, { kind: 'failed', reason: '被拉黑' }, counter.now())
  await handedOver('send_failed')
})

test('a reply that no client fetches within a day brings a person', async () => {
  counter = await openCounter({ market: aMarket({ route: 'pull' }) })
  await counter.say('申请退款怎么弄')
  await until(async () => expect(await counter.transcript()).toHaveLength(2))
  counter.pass(86_400_000)
  await handedOver('send_failed')
})

test('a full disk after sending does not silence the conversation', async () => {
  let full = 2
  counter = await openCounter({
    between: (store) => ({
      ...store,
      async settleSend(...given) {
        full -= 1
        if (full >= 0) throw new GatewayError('store_full', '磁盘满了')
        return store.settleSend(...given)
      },
    }),
  })
  await counter.say('申请退款怎么弄')
  await settled(1)
  await counter.say('你们发什么快递')
  await settled(2)
  await until(async () => {
    const states = (await counter.transcript()).flatMap(({ delivery }) => delivery?.status ?? [])
    expect(states).toEqual(['sent', 'sent'])
  })
  expect(new Set(counter.market.sent.map(({ id }) => id)).size).toBe(2)
})

test('a gateway that stops while it cannot settle stops in time', async () => {
  counter = await openCounter({
    between: (store) => ({
      ...store,
      settleSend: () => Promise.reject(new GatewayError('store_full', '磁盘满了')),
    }),
  })
  await counter.say('申请退款怎么弄')
  await settled(1)
  const before = Date.now()
  await counter.gateway.stop(5_000)
  expect(Date.now() - before).toBeLessThan(900)
})

test('a conversation whose turns fail five times in a row goes to a person without a word', async () => {
  const mind = await shippedMind()
  const broken = {
    ...mind,
    get playbook(): never {
      throw new Error('剧本坏了')
    },
  }
  counter = await openCounter({ mind: broken })
  await counter.say('我的杯子收到就碎了')
  const failed = () =>
    until(async () => expect(await counter.store.nextDueAt()).toBeGreaterThan(counter.now()))
  for (let n = 1; n <= 5; n += 1) {
    await failed()
    counter.pass(1_000)
  }
  await handedOver('bot_failed')
  expect(counter.replies()).toEqual([])
  expect(textOf((await counter.transcript()).at(-1)?.parts ?? [])).toBe('机器人连续出错，已转人工')
  expect((await counter.store.read.counts()).unread).toBe(0)
  expect(await counter.store.nextDueAt()).toBeUndefined()
})

test('a command that fails lets the messages behind it go on', async () => {
  counter = await openCounter()
  await counter.say('申请退款怎么弄')
  await settled(1)
  let say: Promise<void> | undefined
  const conversationId = conversationIdOf({
    channel: 'market',
    account: 'demo',
    conversation: 'c-1',
  })
  const command = counter.gateway.command({
    conversationId,
    trigger: { kind: 'agentTook', agent: agentId('lin'), name: '小林' },
    allow: () => {
      say = counter.say('你们发什么快递')
      throw new GatewayError('conflict', '不是你的会话')
    },
  })
  await expect(command).rejects.toThrow('不是你的会话')
  await say
  await settled(2)
})

test('a message with a picture and its wanted file are kept in one step', async () => {
  counter = await openCounter()
  await counter.say('', { parts: image })
  await until(async () => {
    const [part] = (await counter.transcript())[0]?.parts ?? []
    const id = part !== undefined && 'mediaId' in part ? part.mediaId : undefined
    expect(await counter.store.media.find(id ?? '')).toMatchObject({
      url: 'https://img.example.com/1.jpg',
      status: 'kept',
    })
  })
})

test('what the customer adds before the reply has left joins the same turn', async () => {
  counter = await openCounter({ burstWindowMs: 300 })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  counter.market.answer(async () => {
    await held
    return { kind: 'sent' }
  })
  await counter.say('你们发什么快递')
  await settled(1)
  // The first reply is on its way; the second is decided and waits behind it.
  await counter.say('我的杯子收到就碎了')
  await until(async () => expect(await counter.transcript()).toHaveLength(4))
  await counter.say('订单号是 318811567705')
  await until(async () => {
    const states = (await counter.transcript()).map((entry) => entry.delivery?.status)
    expect(states).toContain('superseded')
  })
  release()
  await settled(2)
  await quiet()
  expect(counter.replies()).toHaveLength(2)
  expect(counter.replies()[1]).toContain('破损处的照片')
  expect(counter.replies()[1]).not.toMatch(/\d\. 订单号/)
})

test('in draft mode the bot proposes and nothing leaves until a person releases it', async () => {
  counter = await openCounter({ market: aMarket({ mode: 'draft' }) })
  await counter.say('我的杯子收到就碎了')
  await until(async () => {
    expect((await counter.transcript()).at(-1)?.delivery?.status).toBe('draft')
  })
  expect(counter.replies()).toEqual([])
  const draft = (await counter.transcript()).at(-1)
  if (draft === undefined) throw new Error('no draft')
  await counter.store.settleDraft(
    draft.id as never,
    { kind: 'release', route: 'push' },
    counter.now(),
  )
  counter.gateway.wake()
  await settled(1)
})

test('a draft that is out of date is replaced by one that answers everything', async () => {
  counter = await openCounter({ market: aMarket({ mode: 'draft' }) })
  await counter.say('我的杯子收到就碎了')
  await until(async () => expect(await counter.transcript()).toHaveLength(2))
  await counter.say('订单号是 318811567705')
  await until(async () => {
    const entries = await counter.transcript()
    const drafts = entries.filter((entry) => entry.delivery?.status === 'draft')
    expect(drafts).toHaveLength(1)
    expect(textOf(drafts[0]?.parts ?? [])).not.toMatch(/\d\. 订单号/)
  })
})

test('an agent who takes over while a reply waits makes it drop', async () => {
  counter = await openCounter()
  counter.market.answer(() => ({ kind: 'retry', reason: 'HTTP 500' }))
  await counter.say('我的杯子收到就碎了')
  await settled(1)
  await counter.gateway.command({
    conversationId: conversationIdOf({ channel: 'market', account: 'demo', conversation: 'c-1' }),
    trigger: { kind: 'agentTook', agent: agentId('lin'), name: '小林' },
    allow: () => {},
  })
  counter.pass(600_000)
  await quiet()
  expect(counter.replies()).toHaveLength(1)
  const bot = (await counter.transcript()).find((entry) => entry.author.kind === 'bot')
  expect(bot?.delivery?.status).toBe('dropped')
})

test('half an hour of silence in a flow brings one reminder, two days bring a person', async () => {
  counter = await openCounter()
  await counter.say('我的杯子收到就碎了')
  await settled(1)
  counter.pass(31 * 60_000)
  await settled(2)
  expect(counter.market.sent[1]?.why?.because).toContain('提醒')
  counter.pass(48 * 3_600_000)
  await until(async () => {
    const [waiting] = await counter.store.read.conversations({ phase: 'awaitingAgent', limit: 9 })
    expect(waiting?.conversation.phase).toMatchObject({ handoff: { reason: 'evidence_partial' } })
  })
})
