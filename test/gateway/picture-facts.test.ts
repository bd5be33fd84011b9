import { pino } from 'pino'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { KeepFile } from '../../src/gateway/keep-media.ts'
import { gatherPictures } from '../../src/gateway/picture-facts.ts'
import { readUnread } from '../../src/gateway/read-turn.ts'
import { createTurns, type Mind } from '../../src/gateway/turn.ts'
import { emptyMemory, type FlowRun, type Phase } from '../../src/model/conversation.ts'
import { conversationId, flowId, intentId, slotId, ticketId } from '../../src/model/ids.ts'
import type { MediaPart, MessagePart } from '../../src/model/message.ts'
import type { PictureState } from '../../src/model/picture.ts'
import type { Work } from '../../src/store/index.ts'
import { aGate } from '../store/contract/stage.ts'
import { aMessage, awaitingAgent, withAgent } from '../support/builders.ts'
import { type OpenedCounter, openCounter, shippedMind } from '../support/gateway.ts'

let mind: Mind
beforeAll(async () => {
  mind = await shippedMind()
})

const text = (words: string): MessagePart => ({ kind: 'text', text: words })
const media = (kind: MediaPart['kind'], mediaId: string): MediaPart => ({ kind, url: 'u', mediaId })

const id = conversationId('c_0123456789abcdef')
const runWith = (slot: string, ...parts: readonly MediaPart[]): FlowRun => ({
  flow: flowId('damaged'),
  intent: intentId('damaged'),
  ticket: ticketId(id, 1),
  ticketNumber: 'SH-1',
  startedAt: 1,
  slots: {
    [slotId(slot)]: {
      kind: 'filled',
      values: parts.map((part) => ({ kind: 'media', part, from: 'm-0' })),
    },
  },
})

const arrivedAt = 1_000_000
const workOf = (
  parts: readonly MessagePart[],
  { phase = { kind: 'answering' } as Phase, memory = emptyMemory } = {},
): Work => ({
  conversation: {
    id,
    channel: 'market',
    account: 'demo',
    externalId: 'c-1',
    customer: { id: 'wang' },
    version: 1,
    round: 1,
    ticketCount: 0,
    phase,
    memory,
  },
  unread: [{ ...aMessage({ parts, sentAt: arrivedAt }), position: 1, receivedAt: arrivedAt }],
  timers: [],
  tickets: [],
  failed: [],
  failures: 0,
})

describe('what is known of pictures', () => {
  const askedFor = async (work: Work) => {
    let asked: readonly string[] = []
    await gatherPictures(work, readUnread(work), async (ids) => {
      asked = ids
      return {}
    })
    return asked
  }

  test('is gathered for the turn, for the form and for what was sent before it', async () => {
    const memory = {
      ...emptyMemory,
      media: [{ part: media('image', 'before'), from: 'm-1' }],
      lastRun: runWith('photo', media('image', 'done')),
    }
    const phase: Phase = {
      kind: 'collecting',
      run: runWith('video', media('video', 'film'), media('image', 'now')),
    }
    const parts = [
      media('image', 'now'),
      text('碎了'),
      media('voice', 'sound'),
      media('file', 'pdf'),
    ]
    expect(await askedFor(workOf(parts, { phase, memory }))).toEqual([
      'now',
      'film',
      'done',
      'before',
    ])
  })

  test('is gathered for so many and no more', async () => {
    const parts = Array.from({ length: 90 }, (_, n) => media('image', `photo-${n}`))
    expect(await askedFor(workOf(parts))).toHaveLength(40)
  })
})

describe('a turn with a picture on its way', () => {
  const pending: PictureState = { kind: 'pending' }
  const judge = async (
    work: Work,
    { after = 3_000, states = { cup: pending } as Readonly<Record<string, PictureState>> } = {},
  ) => {
    const turns = createTurns({
      mind: () => mind,
      orders: undefined,
      earlier: async () => [],
      pictures: async () => states,
      routing: () => ({ route: 'push', mode: 'auto', examples: false }),
      timeZone: 'Asia/Shanghai',
      burstWindowMs: 10,
      log: pino({ level: 'silent' }),
      now: () => arrivedAt + after,
    })
    return turns.handle(work)
  }
  const photo = [media('image', 'cup')]

  test('waits for it for five seconds', async () => {
    const until = arrivedAt + 5_000
    expect(await judge(workOf(photo))).toEqual({ kind: 'wait', until })
    expect(await judge(workOf([text('杯子碎了'), ...photo]))).toEqual({ kind: 'wait', until })
    expect(await judge(workOf(photo), { after: 4_999 })).toEqual({ kind: 'wait', until })
    expect(await judge(workOf(photo), { after: 5_000 })).toMatchObject({ kind: 'commit' })
  })

  test('waits in a new round too', async () => {
    const phase: Phase = { kind: 'closed', at: arrivedAt - 60_000 }
    expect(await judge(workOf(photo, { phase }))).toMatchObject({ kind: 'wait' })
  })

  test.each<readonly [string, Work, PictureState]>([
    ['that has come', workOf(photo), { kind: 'unchecked', reuses: [] }],
    ['that never comes', workOf(photo), { kind: 'refused', reason: '失效' }],
    ['next to danger', workOf([text('插座漏电了'), ...photo]), pending],
    ['next to a request for a person', workOf([text('转人工'), ...photo]), pending],
    ['of a film', workOf([media('video', 'cup')]), pending],
    ['while a person has the conversation', workOf(photo, { phase: withAgent }), pending],
    ['while the customer waits for a person', workOf(photo, { phase: awaitingAgent() }), pending],
  ])('%s is no reason to wait', async (_, work, cup) => {
    expect(await judge(work, { states: { cup } })).toMatchObject({ kind: 'commit' })
  })

  test('that was sent before is no reason to wait', async () => {
    const memory = { ...emptyMemory, media: [{ part: media('image', 'cup'), from: 'm-1' }] }
    const work = workOf([text('什么时候发货')], { memory })
    expect(await judge(work)).toMatchObject({ kind: 'commit' })
  })
})

describe('the whole way', () => {
  let counter: OpenedCounter
  afterEach(() => counter.dispose())

  const open = async (keepFile: KeepFile) => {
    counter = await openCounter({ burstWindowMs: 1, mind, keepFile })
  }
  const sendPhoto = () =>
    counter.say('', {
      parts: [text('杯子碎了'), { kind: 'image', url: 'https://img.example.com/cup.jpg' }],
    })
  const file = {
    bytes: 9,
    sha256: 'ab',
    mime: 'image/jpeg',
    inspection: { kind: 'unchecked' },
  } as const

  test('the bot answers as soon as the picture is there', async () => {
    const gate = aGate()
    await open(async () => {
      await gate.passed
      return { kind: 'kept', ...file }
    })
    await sendPhoto()
    await vi.waitFor(async () =>
      expect(await counter.store.nextDueAt()).toBeGreaterThan(counter.now() + 1_000),
    )
    expect(counter.replies()).toEqual([])
    gate.open()
    await vi.waitFor(() => expect(counter.replies()).not.toEqual([]))
  })

  test('the bot answers after five seconds though the picture is not there', async () => {
    const gate = aGate()
    await open(async () => {
      await gate.passed
      return { kind: 'refused', reason: '失效', retryable: false }
    })
    await sendPhoto()
    await vi.waitFor(async () =>
      expect(await counter.store.nextDueAt()).toBeGreaterThan(counter.now() + 1_000),
    )
    counter.pass(5_000)
    await vi.waitFor(() => expect(counter.replies()).not.toEqual([]))
    gate.open()
  })
})
