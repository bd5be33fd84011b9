import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { z } from 'zod'
import type {
  Channel,
  ChannelAccount,
  OutboundMessage,
  SendResult,
} from '../../src/channels/index.ts'
import { createConfig } from '../../src/config.ts'
import { createGateway, type Gateway, type Mind } from '../../src/gateway/index.ts'
import { loadShopPlaybook, makeUp, openShop } from '../../src/mind.ts'
import type { Entry, InboundMessage } from '../../src/model/message.ts'
import { textOf } from '../../src/model/message.ts'
import { conversationIdOf } from '../../src/store/identity.ts'
import type { Store } from '../../src/store/index.ts'
import { createSqliteStore } from '../../src/store/sqlite/index.ts'
import { createTrainer } from '../../src/understanding/index.ts'
import { aMessage } from './builders.ts'

/** A marketplace in a box: what was sent to it, and how it answers. */
export interface FakeMarket {
  readonly channel: Channel
  readonly sent: readonly OutboundMessage[]
  answer(answer: (message: OutboundMessage) => SendResult | Promise<SendResult>): void
}

export const aMarket = (
  options: { mode?: 'auto' | 'draft'; route?: 'push' | 'pull' } = {},
): FakeMarket => {
  const sent: OutboundMessage[] = []
  let respond: (message: OutboundMessage) => SendResult | Promise<SendResult> = () => ({
    kind: 'sent',
  })
  const channel: Channel = {
    name: 'market',
    title: '测试市场',
    inbound: 'webhook',
    settings: z.object({}),
    verify: () => ({ ok: true }),
    parse: () => [],
    acknowledge: ({ accepted }) => ({ status: 200, body: { accepted } }),
    route: () => options.route ?? 'push',
    mode: () => options.mode ?? 'auto',
    async send(message) {
      sent.push(message)
      return respond(message)
    },
    limits: { textLength: 2_000, sends: ['text'], buttons: false, idempotentSend: true },
  }
  return {
    channel,
    sent,
    answer: (answer) => {
      respond = answer
    },
  }
}

export interface OpenedCounter {
  readonly store: Store
  readonly gateway: Gateway
  readonly market: FakeMarket
  /** Moves the clock on and wakes the gateway. */
  pass(ms: number): void
  now(): number
  say(text: string, changes?: Partial<InboundMessage>): Promise<void>
  transcript(conversation?: string): Promise<readonly Entry[]>
  replies(): readonly string[]
  dispose(): Promise<void>
}

let shipped: Promise<Mind> | undefined

/** The shipped playbook, trained once for all tests of a file. */
export const shippedMind = (): Promise<Mind> => {
  shipped ??= (async () => {
    const config = createConfig({})
    const shop = openShop(config, Date.now)
    const loaded = await loadShopPlaybook(config, shop)
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults[0]))
    // What one test file learned the next need not learn again.
    const trainer = createTrainer(join(tmpdir(), 'shouhou-test-models'))
    return makeUp({ config, playbook: loaded.playbook, shop, trainer })
  })()
  return shipped
}

export const openCounter = async (
  options: {
    burstWindowMs?: number
    market?: FakeMarket
    mind?: Mind
    customer?: string
    /** Puts something between the gateway and the store. */
    between?: (store: Store) => Store
  } = {},
): Promise<OpenedCounter> => {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-gateway-'))
  const market = options.market ?? aMarket()
  const mind = options.mind ?? (await shippedMind())
  const config = createConfig({})
  let ahead = 0
  const now = () => Date.now() + ahead
  const store = createSqliteStore({ file: join(dir, 'shouhou.db') })
  const door: ChannelAccount = { channel: market.channel, account: 'demo', settings: {} }
  const gateway = createGateway({
    store: options.between?.(store) ?? store,
    accounts: [door],
    mind: () => mind,
    orders: openShop(config, now).orders,
    keepFile: async () => ({ kind: 'refused', reason: '测试不取文件', retryable: false }),
    timeZone: 'Asia/Shanghai',
    burstWindowMs: options.burstWindowMs ?? 80,
    log: pino({ level: 'silent' }),
    now,
    fetch,
    observe: { accepted: () => {}, turn: () => {}, delivery: () => {} },
  })
  gateway.start()
  const address = { channel: 'market', account: 'demo', conversation: 'c-1' }
  return {
    store,
    gateway,
    market,
    now,
    pass(ms) {
      ahead += ms
      gateway.wake()
    },
    async say(text, changes = {}) {
      const customer = { id: options.customer ?? 'stranger' }
      const parts = [{ kind: 'text' as const, text }]
      await gateway.receive([aMessage({ ...address, customer, sentAt: now(), parts, ...changes })])
    },
    transcript: (conversation = 'c-1') =>
      store.read.transcript(conversationIdOf({ ...address, conversation }), { limit: 200 }),
    replies: () => market.sent.map((message) => textOf(message.parts)),
    async dispose() {
      await gateway.stop(2_000)
      await store.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
