import type { Logger } from 'pino'
import { decide, standsAlone } from '../dialogue/index.ts'
import type { Decision, Trigger } from '../model/decision.ts'
import type { Ticket } from '../model/ticket.ts'
import type { Understanding } from '../model/understanding.ts'
import type { Playbook } from '../playbook/index.ts'
import type { Verdict, Work } from '../store/index.ts'
import { gatherFacts, type OrderSource } from './facts.ts'
import { quotedNumbers, type Reading, readUnread, triggersOf } from './read-turn.ts'
import { type Routing, writeTurn } from './write-turn.ts'

/** One revision of everything a turn thinks with; a reload swaps the whole of it. */
export interface Mind {
  readonly playbook: Playbook
  readonly understand: (text: string, at: number) => Promise<Understanding>
}

export interface TurnParts {
  readonly mind: () => Mind
  /** Absent where no order system is connected. */
  readonly orders: OrderSource | undefined
  readonly routing: (channel: string, account: string) => Routing
  readonly timeZone: string
  readonly burstWindowMs: number
  readonly log: Logger
  readonly now: () => number
}

/** The longest a burst is waited for, in burst windows. */
const patience = 3

/**
 * Understands, decides and writes one turn. It takes one revision of the playbook at its beginning
 * and keeps to it. A turn that throws ends in a handoff, never in silence.
 */
export const createTurns = (parts: TurnParts) => {
  const { orders, timeZone, log, now } = parts

  const think = async (
    work: Work,
    mind: Mind,
    reading: Reading,
    understanding: Understanding | undefined,
    triggers: readonly [Trigger, ...Trigger[]],
  ): Promise<Verdict> => {
    const at = now()
    const { conversation } = work
    const facts = await gatherFacts({
      orders,
      buyerId: conversation.customer.id,
      quoted: quotedNumbers(work, reading, understanding),
      shop: mind.playbook.shop,
      pictures: {},
      earlier: [],
      desk: undefined,
    })
    const [first, ...others] = triggers
    const { playbook } = mind
    const known = { facts, playbook, at, timeZone }
    const decisions: [Decision, ...Decision[]] = [
      decide({ ...known, conversation, trigger: first, tickets: work.tickets }),
    ]
    for (const trigger of others) {
      const from = decisions.at(-1)?.next ?? conversation
      const tickets = ticketsAfter(work.tickets, decisions)
      decisions.push(decide({ ...known, conversation: from, trigger, tickets }))
    }
    const turn = writeTurn({
      work,
      at,
      trigger: triggers.map((trigger) => trigger.kind).join('+'),
      decisions,
      routing: parts.routing(conversation.channel, conversation.account),
      read: { ids: work.unread.map((message) => message.externalId), text: reading.text },
      playbookRevision: mind.playbook.revision,
    })
    const { kind, rung, intent, confidence, because } = turn.decision
    const ms = now() - at
    log.info(
      { turnId: turn.id, kind, rung, intent, confidence, because, lines: turn.lines.length, ms },
      'turn',
    )
    return { kind: 'commit', turn }
  }

  const failSafe = async (work: Work, error: unknown): Promise<Verdict> => {
    log.error({ conversationId: work.conversation.id, err: error }, 'turn failed')
    const detail = error instanceof Error ? error.message : String(error)
    const trigger: Trigger = { kind: 'failed', what: 'turn', detail }
    return think(work, parts.mind(), readUnread(work), undefined, [trigger])
  }

  /** For conversations with unread messages or due timers. */
  const handle = async (work: Work): Promise<Verdict> => {
    try {
      const mind = parts.mind()
      const reading = readUnread(work)
      const understanding =
        reading.text === '' ? undefined : await mind.understand(reading.text, now())
      const until = waitUntil(work, mind.playbook, reading, understanding)
      if (until !== undefined && until > now()) return { kind: 'wait', until }
      const [first, ...others] = triggersOf(work, reading, understanding)
      if (first === undefined) return { kind: 'wait', until: Number.MAX_SAFE_INTEGER }
      return await think(work, mind, reading, understanding, [first, ...others])
    } catch (error) {
      return failSafe(work, error)
    }
  }

  /** For a command or a failure: unread messages stay for the next turn. */
  const handleTrigger = async (work: Work, trigger: Trigger): Promise<Verdict> =>
    think(
      { ...work, unread: [], timers: [] },
      parts.mind(),
      readUnread({ ...work, unread: [] }),
      undefined,
      [trigger],
    )

  const waitUntil = (
    work: Work,
    playbook: Playbook,
    reading: Reading,
    understanding: Understanding | undefined,
  ): number | undefined => {
    const { said, firstAt, lastAt, humanSpoke } = reading
    if (said.length === 0 || humanSpoke) return undefined
    const { conversation } = work
    if (standsAlone({ conversation, messages: said, understanding, playbook })) return undefined
    return Math.min(lastAt + parts.burstWindowMs, firstAt + patience * parts.burstWindowMs)
  }

  return { handle, handleTrigger }
}

/** A turn's later decisions see the tickets as its earlier ones left them. */
const ticketsAfter = (before: readonly Ticket[], decisions: readonly Decision[]): Ticket[] => {
  const tickets = new Map(before.map((ticket) => [ticket.id, ticket]))
  for (const { effects } of decisions) {
    for (const effect of effects) {
      if (effect.kind === 'saveTicket') tickets.set(effect.ticket.id, effect.ticket)
    }
  }
  return [...tickets.values()]
}

export type Turns = ReturnType<typeof createTurns>
