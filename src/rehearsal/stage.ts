import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Config } from '../config.ts'
import type { CaseDesk, Desk } from '../desk/index.ts'
import type { Mind, OrderSource } from '../gateway/index.ts'
import { createMediaFiles } from '../media/index.ts'
import type { AgentId, ConversationId } from '../model/ids.ts'
import { type MessagePart, orderKeyOf, type Sender } from '../model/message.ts'
import type { PresenceState } from '../model/people.ts'
import { type Agent, conversationIdOf, type Store } from '../store/index.ts'
import { openCounter } from './open-counter.ts'
import { createPictureDesk } from './picture-desk.ts'

export interface StageParts {
  readonly config: Config
  /** It is made in here, and gone when it is closed. */
  readonly tempDir?: string
  readonly mind: Mind
  /** Absent where no order system is connected. */
  readonly orders: OrderSource | undefined
  /** Who may log in; nobody is there at first. */
  readonly agents: readonly Agent[]
  /** The channel's name; it behaves like the shop's own chat page. */
  readonly channel: string
  readonly startAt: number
}

export interface Buyer {
  readonly id: string
  readonly name?: string
}

/** Nobody of the demo shop. */
export const stranger: Buyer = { id: 'stranger' }

/**
 * The whole counter for one story: the real gateway, desk and store, on a file of its own and a
 * clock that stands still until it is moved. Only the marketplace and the clock are not real.
 */
export interface Stage {
  readonly store: Store
  readonly desk: Desk
  readonly cases: CaseDesk
  now(): number
  conversationOf(buyer: Buyer): ConversationId
  receive(buyer: Buyer, sender: Sender, parts: readonly MessagePart[]): Promise<void>
  /** A message part for a picture or film, which is uploaded or fetched as any other. */
  pictures: ReturnType<typeof createPictureDesk>
  /** Moves the clock; what comes due on the way happens at its time. */
  passTo(at: number): Promise<void>
  /** Moves the clock only as far as the counter needs to read and answer what was said. */
  awaitReplies(): Promise<void>
  /** An agent says whether they take conversations; who does keeps the console open. */
  setPresence(agent: AgentId, state: PresenceState): Promise<void>
  /** What the next turn thinks with. */
  takeMind(mind: Mind): void
  setOrders(state: 'up' | 'down'): void
  /** As after a power cut: nothing is left but what is on disk. */
  restart(): Promise<void>
  /** What the program itself complained of since the last call: bugs. */
  takeErrors(): readonly string[]
  close(): Promise<void>
}

const account = 'demo'
/** What is due and does not happen, so often in a row, never will. */
const mostStuck = 20
/** Longer than any burst is waited for, shorter than any clock of the policy. */
const repliesWithinMs = 20_000

export const openStage = async (parts: StageParts): Promise<Stage> => {
  const dir = mkdtempSync(join(parts.tempDir ?? tmpdir(), 'shouhou-rehearsal-'))
  let at = parts.startAt
  let mind = parts.mind
  let ordersUp = true
  let received = 0
  const now = () => at
  const errors: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => errors.push(line) })
  const files = createMediaFiles({ dir: join(dir, 'media') })
  const address = (buyer: Buyer) => ({ channel: parts.channel, account, conversation: buyer.id })
  const conversationOf = (buyer: Buyer) => conversationIdOf(address(buyer))
  const pictures = createPictureDesk({ files, now, media: () => counter.store.media })
  const open = () =>
    openCounter({
      ...parts,
      dir,
      account,
      mind: () => mind,
      orders: parts.orders && switched(parts.orders, () => ordersUp),
      keepFile: pictures.keep,
      files,
      now,
      log,
    })
  const clear = () => rmSync(dir, { recursive: true, force: true })
  let counter = await open().catch((error: unknown) => {
    clear()
    throw error
  })
  const there = new Set<AgentId>()

  const settle = async () => {
    await counter.roster.noteSeen([...there])
    counter.gateway.wake()
    await counter.gateway.settle()
  }

  let stuck = 0
  /** To the next thing that is due, if it is by then; false when there is none. */
  const moveOn = async (until: number): Promise<boolean> => {
    await settle()
    const due = await counter.gateway.nextDueAt()
    if (due === undefined || due > until) return false
    stuck = due > at ? 0 : stuck + 1
    if (stuck > mostStuck) throw new Error(`something is due since ${due} and does not happen`)
    at = Math.max(at, due)
    return true
  }

  const isWaitedFor = async (): Promise<boolean> => {
    const { unread, deliveries } = await counter.store.read.counts()
    return unread > 0 || deliveries.pending > 0 || deliveries.sending > 0
  }

  return {
    get store() {
      return counter.store
    },
    get desk() {
      return counter.desk
    },
    get cases() {
      return counter.cases
    },
    now,
    conversationOf,
    pictures,
    async receive(customer, sender, said) {
      received += 1
      await counter.gateway.receive([
        {
          ...address(customer),
          externalId: `m-${received}`,
          customer,
          sender,
          sentAt: at,
          orderKey: orderKeyOf(at),
          parts: said,
        },
      ])
      await settle()
    },
    async passTo(until) {
      while (await moveOn(until));
      at = Math.max(at, until)
      await settle()
    },
    async awaitReplies() {
      await settle()
      const until = at + repliesWithinMs
      while ((await isWaitedFor()) && (await moveOn(until)));
      await settle()
    },
    async setPresence(agent, state) {
      if (state === 'online') there.add(agent)
      else there.delete(agent)
      await counter.roster.setPresence(agent, state)
      await settle()
    },
    takeMind(newer) {
      mind = newer
    },
    setOrders(state) {
      ordersUp = state === 'up'
    },
    async restart() {
      await counter.close()
      counter = await open()
      await settle()
    },
    takeErrors: () => errors.splice(0).map(sentenceOf),
    async close() {
      try {
        await counter.close()
      } finally {
        clear()
      }
    },
  }
}

const switched = (orders: OrderSource, isUp: () => boolean): OrderSource => {
  const answer = <T>(ask: () => Promise<T>): Promise<T> =>
    isUp() ? ask() : Promise.reject(new Error('订单系统没有回应（演练）'))
  return {
    ofBuyer: (id) => answer(() => orders.ofBuyer(id)),
    byNumber: (no) => answer(() => orders.byNumber(no)),
    products: () => answer(() => orders.products()),
  }
}

const sentenceOf = (line: string): string => {
  const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } }
  return [msg, err?.message].filter(Boolean).join(': ')
}
