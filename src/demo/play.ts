import type { Logger } from 'pino'
import { web } from '../channels/index.ts'
import type { Config } from '../config.ts'
import { assembleCounter } from '../counter.ts'
import { demoLogins } from '../demo-logins.ts'
import type { Mind } from '../gateway/index.ts'
import type { MediaFiles } from '../media/index.ts'
import { agentId } from '../model/ids.ts'
import { type MessagePart, orderKeyOf } from '../model/message.ts'
import type { DemoOrders } from '../orders/index.ts'
import { drawPicture } from '../rehearsal/index.ts'
import { conversationIdOf, type Store } from '../store/index.ts'
import { createAgenda } from './agenda.ts'
import { createOpinions } from './opinions.ts'
import { createPastOrders } from './past-orders.ts'
import { type PastChat, planChats } from './plan.ts'
import { createRandom } from './random.ts'
import { createStaff } from './staff.ts'
import type { Said } from './stories.ts'

export interface PlayParts {
  readonly config: Pick<Config, 'timeZone' | 'burstWindowMs'>
  readonly mind: Mind
  /** Told from the time it is handed; the past has its own. */
  readonly openOrders: (now: () => number) => DemoOrders
  /** Empty, and forgotten when it is copied. */
  readonly store: Store
  readonly files: MediaFiles
  /** The beginning of today in the shop's zone, and the present. */
  readonly todayAt: number
  readonly at: number
  readonly days: number
  readonly perDay: number
  readonly log: Logger
}

/** Before the present all is answered and closed: the queue is for who comes now. */
const quietMs = 45 * 60_000
const minuteMs = 60_000

/** Six weeks of a shop, on the real path and an own clock; every text is understood once. */
export const playPast = async (parts: PlayParts): Promise<void> => {
  const { store, files, log } = parts
  const random = createRandom(20_261_126)
  const until = parts.at - quietMs
  const chats = planChats({ ...parts, until, random })
  let at = (chats[0]?.startAt ?? until) - minuteMs
  const now = () => at
  const shop = parts.openOrders(now)
  const past = await createPastOrders(
    shop,
    shop.buyers().map(({ buyerId }) => buyerId),
  )
  for (const { username, name, role } of demoLogins) {
    const agent = {
      id: agentId(username),
      name,
      role,
      shops: [],
      passwordHash: '',
      disabled: false,
    }
    await store.people.saveAgent(agent)
  }
  const counter = assembleCounter({
    store,
    accounts: [{ channel: { ...web, mode: () => 'auto' }, account: 'demo', settings: {} }],
    mind: remembering(parts.mind),
    orders: past.orders,
    keepFile: async () => ({ kind: 'refused', reason: '', retryable: false }),
    files,
    timeZone: parts.config.timeZone,
    burstWindowMs: parts.config.burstWindowMs,
    log,
    now,
    fetch,
    observe: { accepted: () => {}, turn: () => {}, delivery: () => {} },
  })
  counter.gateway.start()

  const settle = async () => {
    counter.gateway.wake()
    await counter.gateway.settle()
  }
  /** What comes due on the way happens at its time. */
  const passTo = async (moment: number) => {
    for (;;) {
      await settle()
      const due = await counter.gateway.nextDueAt()
      if (due === undefined || due > moment) break
      at = Math.max(at, due)
    }
    at = Math.max(at, moment)
  }
  const agenda = createAgenda()
  const opinions = createOpinions({
    store,
    agenda,
    random: createRandom(5),
    now,
    until,
    isAsked: (intent) =>
      [...parts.mind.playbook.intents.values()].some(
        ({ id, role }) => id === intent && role === 'request',
      ),
  })
  const staff = createStaff({
    ...counter,
    opinions,
    assist: counter.gateway.assist,
    store,
    agenda,
    random,
    now,
    todayAt: parts.todayAt,
    until,
  })
  let said = 0
  const partsOf = async (words: Said, chat: PastChat): Promise<readonly MessagePart[]> => {
    if (typeof words === 'string') return [{ kind: 'text', text: words }]
    const id = `m_${chat.id.replace('-', '')}${said}`
    const kept = await files.put(id, await drawPicture(id, 'clear'))
    const url = `media:${id}`
    const conversationId = conversationOf(chat)
    await store.media.save({
      id,
      conversationId,
      url,
      at,
      status: 'kept',
      ...kept,
      name: words.picture,
    })
    return [{ kind: 'image', url, mediaId: id, name: words.picture }]
  }
  const say = async (chat: PastChat, index: number): Promise<void> => {
    const words = chat.story.says[index]
    if (words === undefined) {
      opinions.mayRate(conversationOf(chat))
      return staff.lookAfter(conversationOf(chat), chat.story)
    }
    said += 1
    await counter.gateway.receive([
      {
        channel: 'web',
        account: 'demo',
        conversation: chat.id,
        externalId: `past-m-${said}`,
        customer: { id: chat.id, name: chat.name },
        sender: 'customer',
        sentAt: at,
        orderKey: orderKeyOf(at),
        parts: await partsOf(words, chat),
      },
    ])
    agenda.add(at + random.between(15, 75) * 1_000, () => say(chat, index + 1))
  }
  for (const [n, chat] of chats.entries()) {
    past.pair(chat.id, chat.story.outcome !== undefined || chat.story.says.length > 2, n)
    agenda.add(chat.startAt, () => say(chat, 0))
    const { backAfterDays } = chat.story
    const back = chat.startAt + (backAfterDays ?? 0) * 86_400_000
    if (backAfterDays !== undefined && back < until) agenda.add(back, () => say(chat, 0))
  }
  agenda.add(chats[0]?.startAt ?? until, () => staff.lookAround())
  for (let next = agenda.next(); next !== undefined; next = agenda.next()) {
    await passTo(next.at)
    await next.happen()
  }
  await passTo(until)
  await staff.finish()
  await settle()
  await counter.gateway.stop(1_000)
}

const conversationOf = ({ id }: PastChat) =>
  conversationIdOf({ channel: 'web', account: 'demo', conversation: id })

const remembering = (mind: Mind): (() => Mind) => {
  const known = new Map<string, ReturnType<Mind['understand']>>()
  const remembered: Mind = {
    ...mind,
    understand(text, at) {
      const meaning = known.get(text) ?? mind.understand(text, at)
      known.set(text, meaning)
      return meaning
    },
  }
  return () => remembered
}
