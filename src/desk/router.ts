import type { Logger } from 'pino'
import type { Conversation } from '../model/conversation.ts'
import type { Trigger } from '../model/decision.ts'
import { GatewayError } from '../model/errors.ts'
import type { ConversationId } from '../model/ids.ts'
import type { RoutingRules } from '../playbook/index.ts'
import type { Queued, Store } from '../store/index.ts'
import type { Roster } from './roster.ts'
import { type Assignment, hasRoom, routePart } from './route.ts'
import { waitingOf } from './waiting.ts'

/** Gives who waits to who is free. */
export interface Router {
  /** A few of them, each by a turn of its own; true when there may be more to give away at once. */
  assign(): Promise<boolean>
  /** When to look again though nothing has happened: waits grow, and chats go quiet. */
  nextDueAt(): number | undefined
}

export interface RouterParts {
  readonly store: Pick<Store, 'queue'>
  readonly roster: Pick<Roster, 'workers'>
  readonly rules: () => RoutingRules
  readonly command: (command: {
    readonly conversationId: ConversationId
    readonly trigger: Trigger
    readonly allow: (conversation: Conversation) => void
  }) => Promise<void>
  readonly now: () => number
  readonly log: Logger
}

/** Customers' turns go in between. */
const mostAtOnce = 8
const pageSize = 200
const lookAgainMs = 15_000
/** A long queue that nobody here can serve is not searched to its end with every turn. */
const searchAgainMs = 2_000
/** A conversation whose turn failed is left alone for so long. */
const restMs = 5_000

export const createRouter = (parts: RouterParts): Router => {
  const { store, roster, rules, command, now, log } = parts
  const resting = new Map<ConversationId, number>()
  let searchedAt = 0
  let dueAt: number | undefined

  const isAwake =
    (at: number) =>
    ({ conversation: { id } }: Queued): boolean => {
      if ((resting.get(id) ?? 0) > at) return false
      resting.delete(id)
      return true
    }

  /** Page by page, as long as somebody has room. */
  const findAssignments = async (at: number): Promise<readonly Assignment[]> => {
    let crew = await roster.workers(at)
    dueAt = crew.some(({ here }) => here) ? at + lookAgainMs : undefined
    const found: Assignment[] = []
    for (let skip = 0; found.length < mostAtOnce && crew.some(hasRoom); skip += pageSize) {
      if (skip === pageSize) {
        if (at - searchedAt < searchAgainMs) break
        searchedAt = at
      }
      const page = await store.queue.waiting({ skip, limit: pageSize })
      const waiting = page.filter(isAwake(at)).flatMap((each) => waitingOf(each) ?? [])
      const { assignments, left } = routePart(waiting, crew, rules(), at)
      found.push(...assignments)
      if (page.length < pageSize) break
      crew = left
    }
    return found.slice(0, mostAtOnce)
  }

  const give = async (assignment: Assignment): Promise<void> => {
    const { conversation, agent, name, because } = assignment
    try {
      await command({
        conversationId: conversation,
        trigger: { kind: 'agentAssigned', agent, name, because },
        allow: stillWaits(assignment),
      })
    } catch (error) {
      // Somebody took it, or another router was faster.
      if (error instanceof GatewayError && error.code === 'conflict') return
      log.error({ conversationId: conversation, err: error }, 'not assigned')
      resting.set(conversation, now() + restMs)
    }
  }

  return {
    async assign() {
      dueAt = undefined
      if (rules().assign === 'by_hand') return false
      const [somebody] = await store.queue.waiting({ skip: 0, limit: 1 })
      if (somebody === undefined) return false
      const assignments = await findAssignments(now())
      for (const assignment of assignments) await give(assignment)
      return assignments.length > 0
    },
    nextDueAt: () => dueAt,
  }
}

/** The same wait as when it was looked at, and nobody has it, or has had it since. */
const stillWaits =
  ({ waitingAt, passes }: Assignment) =>
  ({ phase }: Conversation): void => {
    const isThis = phase.kind === 'awaitingAgent' && phase.handoff.at === waitingAt
    if (isThis && (phase.handoff.passedBy ?? []).length === passes) return
    throw new GatewayError('conflict', '会话已经不在排队')
  }
