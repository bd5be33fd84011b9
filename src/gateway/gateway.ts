import type { Logger } from 'pino'
import type { ChannelAccount } from '../channels/index.ts'
import type { Conversation } from '../model/conversation.ts'
import type { Trigger } from '../model/decision.ts'
import { GatewayError } from '../model/errors.ts'
import type { ConversationId } from '../model/ids.ts'
import { type InboundMessage, isMedia } from '../model/message.ts'
import type { Ticket } from '../model/ticket.ts'
import type { SendOutcome, Store, TurnReport } from '../store/index.ts'
import { type Assist, createAssist } from './assist.ts'
import { createDelivery } from './deliver.ts'
import type { OrderSource } from './facts.ts'
import { giveUp, hasFailedTooOften } from './give-up.ts'
import { createMediaKeeper, type KeepFile } from './keep-media.ts'
import type { PictureSource } from './picture-facts.ts'
import { createPump } from './pump.ts'
import { withMediaIds } from './receive.ts'
import { type AtDesk, createTurns, type Mind } from './turn.ts'
import type { Routing } from './write-turn.ts'

/** The path of a message, from the moment a channel has parsed it. */
export interface Gateway extends Assist {
  /** Resolves once the messages are on disk; turns and deliveries follow by themselves. */
  receive(messages: readonly InboundMessage[]): Promise<Accepted>
  /** One turn now, for what an agent commands. Rejects with what `allow` throws. */
  command(command: Command): Promise<void>
  /** How messages of a conversation's channel travel. */
  routeOf(conversation: Pick<Conversation, 'channel' | 'account'>): 'push' | 'pull'
  /** Something became due that the gateway did not do itself, such as a released draft. */
  wake(): void
  /** Resolves when nothing is in hand and nothing more is due: the next thing is later. */
  settle(): Promise<void>
  /** When there will be something to do though nothing has happened. */
  nextDueAt(): Promise<number | undefined>
  /** Takes up what an earlier process left: unread messages, unsent replies, timers, files. */
  start(): void
  /** Finishes what is in hand and stops; waits at most `withinMs`. */
  stop(withinMs: number): Promise<void>
}

export interface Accepted {
  readonly accepted: number
  readonly duplicates: number
}

export interface Command {
  readonly conversationId: ConversationId
  readonly trigger: Trigger
  /** A command with a key that was used before has no second effect. */
  readonly commandKey?: string
  /** A line for people, written in the same turn. */
  readonly note?: string
  /** Throws when the command may not be carried out on the conversation as it is now. */
  readonly allow: (conversation: Conversation, tickets: readonly Ticket[]) => void
}

export interface GatewayParts {
  readonly store: Store
  readonly accounts: readonly ChannelAccount[]
  readonly mind: () => Mind
  readonly orders: OrderSource | undefined
  /** What people who answer are helped with; the same where it is absent. */
  readonly ordersForPeople?: OrderSource | undefined
  /** Absent where nobody keeps a desk. */
  readonly desk?: AtDesk
  readonly keepFile: KeepFile
  readonly timeZone: string
  readonly burstWindowMs: number
  readonly log: Logger
  readonly now: () => number
  readonly fetch: typeof fetch
  readonly observe: Observe
}

/** For the metrics. */
export interface Observe {
  accepted(channel: string, count: Accepted): void
  turn(kind: TurnReport['kind']): void
  delivery(outcome: SendOutcome['kind']): void
}

const turnsAtOnce = 8
/** So many of a customer's cases are remembered. */
const casesRecalled = 10
/** A reply is held back for a customer who writes on for at most this long. */
const reopenWithinMs = 8_000

export const createGateway = (parts: GatewayParts): Gateway => {
  const { store, now, log, observe } = parts
  const routing = (channel: string, account: string): Routing => {
    const door = parts.accounts.find(
      (each) => each.channel.name === channel && each.account === account,
    )
    if (door === undefined) return { route: 'push', mode: 'auto', examples: false }
    const { channel: speaks, settings } = door
    return {
      route: speaks.route(settings),
      mode: speaks.mode(settings),
      examples: speaks.showsExamples(settings),
    }
  }
  const earlier = async (conversation: Conversation) => {
    const cases = await store.read.cases({ of: conversation, limit: casesRecalled })
    return cases.filter(({ conversationId }) => conversationId !== conversation.id)
  }
  const pictures: PictureSource = (ids, of) => store.media.pictures(ids, of)
  const turns = createTurns({ ...parts, routing, earlier, pictures })
  const media = createMediaKeeper({ store, keep: parts.keepFile, now, log })

  const delivery = createDelivery({ ...parts, onOutcome: observe.delivery })

  const takeTurns = async (): Promise<number> => {
    const reports = await store.takeTurns({
      at: now(),
      limit: turnsAtOnce,
      reopenWithinMs,
      handle: async (work) => (hasFailedTooOften(work) ? giveUp(work, now()) : turns.handle(work)),
    })
    for (const report of reports) {
      observe.turn(report.kind)
      if (report.kind === 'failed') {
        log.error(
          { conversationId: report.conversationId, err: report.error },
          'turn not committed',
        )
      }
    }
    return reports.filter((report) => report.kind === 'committed').length
  }

  const pump = createPump({
    work: async () => {
      const committed = await takeTurns()
      const started = await delivery.deliverDue(() => pump.wake())
      const assigned = (await parts.desk?.assign()) ?? false
      return committed + started > 0 || assigned
    },
    nextDueAt: async () => soonest(await store.nextDueAt(), parts.desk?.nextDueAt()),
    now,
    log,
  })

  /** What others changed in the store, such as a reply that a client could not show. */
  let deaf = () => {}

  return {
    async receive(messages) {
      const receipts = await store.accept(messages.map(withMediaIds), now())
      if (messages.some(({ parts }) => parts.some(isMedia))) media.wake()
      const duplicates = receipts.filter((receipt) => receipt.duplicate).length
      const accepted = { accepted: receipts.length - duplicates, duplicates }
      const [first] = messages
      if (first !== undefined) observe.accepted(first.channel, accepted)
      pump.wake()
      return accepted
    },

    async command({ conversationId, trigger, commandKey, note, allow }) {
      const report = await store
        .runTurn({
          conversationId,
          at: now(),
          ...(commandKey === undefined ? {} : { commandKey }),
          handle: async (work) => {
            allow(work.conversation, work.tickets)
            return turns.handleTrigger(work, trigger, note)
          },
        })
        // Whatever became of it, the conversation is free again for what waited behind it.
        .finally(() => pump.wake())
      observe.turn(report.kind)
      if (report.kind === 'failed') throw report.error
      if (report.kind === 'waiting') {
        throw new GatewayError('conflict', `会话 ${conversationId} 此刻无法处理，请重试`)
      }
    },

    ...createAssist({ ...parts, orders: parts.ordersForPeople ?? parts.orders, earlier, pictures }),

    routeOf: ({ channel, account }) => routing(channel, account).route,

    wake() {
      pump.wake()
      media.wake()
    },

    async settle() {
      // What one of them finishes may wake another.
      for (let busy = true; busy; ) {
        const were = await Promise.all([pump.settle(), media.settle(), delivery.settle()])
        busy = were.some(Boolean)
      }
    },

    nextDueAt: async () =>
      soonest(await store.nextDueAt(), parts.desk?.nextDueAt(), await store.media.nextDueAt()),

    start() {
      deaf()
      deaf = store.onChange(() => pump.wake())
      pump.wake()
      media.wake()
    },

    async stop(withinMs) {
      deaf()
      const patience = new Promise<void>((resolve) => {
        setTimeout(resolve, withinMs).unref()
      })
      await Promise.race([
        Promise.all([pump.stop(), media.stop()]).then(() => delivery.stop()),
        patience,
      ])
    },
  }
}

const soonest = (...moments: readonly (number | undefined)[]): number | undefined => {
  const due = moments.filter((at) => at !== undefined)
  return due.length === 0 ? undefined : Math.min(...due)
}
