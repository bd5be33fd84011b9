import type { Logger } from 'pino'
import { decide, isPressing, standsAlone } from '../dialogue/index.ts'
import type { Conversation } from '../model/conversation.ts'
import type { Decision, DeskFacts, Facts, Trigger } from '../model/decision.ts'
import { messageOf } from '../model/errors.ts'
import type { Ticket } from '../model/ticket.ts'
import type { Understanding } from '../model/understanding.ts'
import type { Playbook } from '../playbook/index.ts'
import type { Verdict, Work } from '../store/index.ts'
import { gatherFacts, type OrderSource } from './facts.ts'
import { gatherPictures, type PictureSource, picturesDueAt } from './picture-facts.ts'
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
  /** Cases of the same customer in other conversations, newest first. */
  readonly earlier: (conversation: Conversation) => Promise<readonly Ticket[]>
  readonly pictures: PictureSource
  /** Absent where nobody keeps a desk. */
  readonly desk?: Pick<AtDesk, 'facts'>
  readonly routing: (channel: string, account: string) => Routing
  readonly timeZone: string
  readonly burstWindowMs: number
  readonly log: Logger
  readonly now: () => number
}

/** The people who may take over, as far as the gateway meets them. */
export interface AtDesk {
  facts(conversation: Conversation, at: number): Promise<DeskFacts>
  /** Gives who waits to who is free; true when there may be more to give away at once. */
  assign(): Promise<boolean>
  /** When to do so again though nothing has happened. */
  nextDueAt(): number | undefined
}

interface Heard {
  readonly reading: Reading
  readonly understanding?: Understanding | undefined
  readonly pictures: Facts['pictures']
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
    { reading, understanding, pictures }: Heard,
    triggers: readonly [Trigger, ...Trigger[]],
    note?: string,
  ): Promise<Verdict> => {
    const at = now()
    const { conversation } = work
    const facts = await gatherFacts({
      orders,
      buyerId: conversation.customer.id,
      quoted: quotedNumbers(work, reading, understanding),
      shop: mind.playbook.shop,
      pictures,
      earlier: await parts.earlier(conversation),
      desk: await parts.desk?.facts(conversation, at),
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
      decisions: note === undefined ? decisions : noted(decisions, note),
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
    const trigger: Trigger = { kind: 'failed', what: 'turn', detail: messageOf(error) }
    return think(work, parts.mind(), { reading: readUnread(work), pictures: {} }, [trigger])
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
      const pictures = await gatherPictures(work, reading, parts.pictures)
      const dueAt = picturesDueAt(work, reading, pictures)
      if (dueAt !== undefined && dueAt > now() && !isPressing(reading.text, mind.playbook))
        return { kind: 'wait', until: dueAt }
      const [first, ...others] = triggersOf(work, reading, understanding)
      if (first === undefined) return { kind: 'wait', until: Number.MAX_SAFE_INTEGER }
      return await think(work, mind, { reading, understanding, pictures }, [first, ...others])
    } catch (error) {
      return failSafe(work, error)
    }
  }

  /** For a command or a failure: unread messages stay for the next turn. */
  const handleTrigger = async (work: Work, trigger: Trigger, note?: string): Promise<Verdict> => {
    const alone: Work = { ...work, unread: [], timers: [] }
    const reading = readUnread(alone)
    const pictures = await gatherPictures(alone, reading, parts.pictures)
    return think(alone, parts.mind(), { reading, pictures }, [trigger], note)
  }

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

const noted = (
  [first, ...others]: readonly [Decision, ...Decision[]],
  text: string,
): readonly [Decision, ...Decision[]] => [
  { ...first, effects: [...first.effects, { kind: 'noteEvent', text }] },
  ...others,
]

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
