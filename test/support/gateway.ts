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
import {
  createDesk,
  createRoster,
  createRouter,
  type Desk,
  type Roster,
} from '../../src/desk/index.ts'
import { createGateway, type Gateway, type Mind } from '../../src/gateway/index.ts'
import type { KeepFile } from '../../src/gateway/keep-media.ts'
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
  options: { mode?: 'auto' | 'draft'; route?: 'push' | 'pull'; showsExamples?: boolean } = {},
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
    showsExamples: () => options.showsExamples ?? false,
    async send(message) {
      sent.push(message)
      return respond(message)
    },
    limits: {
      textLength: 2_000,
      sends: ['text'],
      uploads: false,
      buttons: false,
      idempotentSend: true,
    },
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
  readonly roster: Roster
  readonly desk: Desk
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

const keepGoodPicture: KeepFile = async (id) => ({
  kind: 'kept',
  bytes: 9,
  sha256: id,
  mime: 'image/jpeg',
  inspection: {
    kind: 'checked',
    ...{ width: 800, height: 600, sharpness: 20, entropy: 6 },
    shown: { mime: 'image/jpeg', bytes: 9 },
  },
})

/** At night the shop keeps quiet: a test that runs at night must not. */
const untilNoon = (at: number): number => {
  const dayMs = 24 * 3_600_000
  const noonInShanghai = 4 * 3_600_000
  return (noonInShanghai - (at % dayMs) + dayMs) % dayMs
}

export const openCounter = async (
  options: {
    burstWindowMs?: number
    market?: FakeMarket
    mind?: Mind
    customer?: string
    /** Whether a router gives customers away by itself. */
    routes?: true
    /** Puts something between the gateway and the store. */
    between?: (store: Store) => Store
    /** Fetches what customers send; good pictures unless told. */
    keepFile?: KeepFile
  } = {},
): Promise<OpenedCounter> => {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-gateway-'))
  const market = options.market ?? aMarket()
  const mind = options.mind ?? (await shippedMind())
  const config = createConfig({})
  let ahead = untilNoon(Date.now())
  const now = () => Date.now() + ahead
  const store = createSqliteStore({ file: join(dir, 'shouhou.db') })
  const door: ChannelAccount = { channel: market.channel, account: 'demo', settings: {} }
  const log = pino({ level: 'silent' })
  const roster = createRoster({
    store,
    playbook: () => mind.playbook,
    timeZone: 'Asia/Shanghai',
    now,
    wake: () => gateway.wake(),
  })
  const router = createRouter({
    store,
    roster,
    rules: () => mind.playbook.routing,
    command: (command) => gateway.command(command),
    now,
    log,
  })
  const shop = openShop(config, now, { store, log })
  const gateway: Gateway = createGateway({
    store: options.between?.(store) ?? store,
    accounts: [door],
    ...(options.routes ? { desk: { ...router, facts: roster.facts } } : {}),
    mind: () => mind,
    orders: shop.orders,
    ordersForPeople: shop.ordersForPeople,
    keepFile: options.keepFile ?? keepGoodPicture,
    timeZone: 'Asia/Shanghai',
    burstWindowMs: options.burstWindowMs ?? 80,
    log,
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
    roster,
    desk: createDesk({
      store,
      now,
      command: gateway.command,
      routeOf: gateway.routeOf,
      wake: gateway.wake,
    }),
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
