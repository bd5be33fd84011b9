import type { Config } from '../config.ts'
import { demoLogins } from '../demo-logins.ts'
import type { Mind } from '../gateway/index.ts'
import { openShop } from '../mind.ts'
import { agentId } from '../model/ids.ts'
import type { Order } from '../model/order.ts'
import type { Understanding } from '../model/understanding.ts'
import { createObserver, type Sight } from './observe.ts'
import { type Buyer, openStage, type Stage } from './stage.ts'

/** What one line of a customer led to, and what the bot went by. */
export interface ChatLine {
  readonly said: string
  readonly understanding: Understanding
  readonly sight: Sight
  readonly orders: readonly Order[]
}

export interface Chat {
  readonly config: Config
  readonly mind: Mind
  /** Of the demo shop; a stranger without orders where there is none. */
  readonly buyer: Buyer
  readonly startAt: number
  readonly lines: readonly string[]
}

const typingMs = 1_000

/** Plays a customer's lines on a stage of their own, on the real path, and tells of each why. */
export const playChat = async (chat: Chat): Promise<readonly ChatLine[]> => {
  const { config, mind, buyer, startAt, lines } = chat
  const shop = openShop({ ...config, demo: true, orders: undefined }, () => startAt)
  const stage = await openStage({
    config,
    mind,
    agents: demoLogins.map(({ username, name, role }) => ({
      id: agentId(username),
      name,
      role,
      shops: [],
      passwordHash: '',
      disabled: false,
    })),
    orders: shop.orders,
    channel: 'web',
    startAt,
  })
  try {
    const look = createObserver(stage)
    const orders = (await shop.orders?.ofBuyer(buyer.id)) ?? []
    const played: ChatLine[] = []
    for (const said of lines) {
      await say(stage, buyer, said)
      const understanding = await mind.understand(said, stage.now())
      played.push({ said, understanding, sight: await look(buyer, undefined), orders })
    }
    return played
  } finally {
    await stage.close()
  }
}

const say = async (stage: Stage, buyer: Buyer, text: string): Promise<void> => {
  await stage.passTo(stage.now() + typingMs)
  await stage.receive(buyer, 'customer', [{ kind: 'text', text }])
  await stage.awaitReplies()
}
