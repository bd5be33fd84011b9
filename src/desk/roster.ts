import { type Duty, isOpen, nextOpening } from '../cases/index.ts'
import type { Conversation } from '../model/conversation.ts'
import type { DeskFacts } from '../model/decision.ts'
import type { AgentId } from '../model/ids.ts'
import { isWithin, type PresenceState } from '../model/people.ts'
import type { DeskStatus } from '../model/wire/desk.ts'
import type { Playbook } from '../playbook/index.ts'
import type { Presence, Store } from '../store/index.ts'
import { createEstimate } from './estimate.ts'
import type { Worker } from './match.ts'
import { workersOf } from './workers.ts'

/** Who is there, who has how much to do, and what that means for who waits. */
export interface Roster {
  /** What a turn may know of the people. */
  facts(
    conversation: Pick<Conversation, 'id' | 'channel' | 'account'>,
    at: number,
  ): Promise<DeskFacts>
  /** For the agents themselves. */
  status(): Promise<DeskStatus>
  workers(at: number): Promise<readonly Worker[]>
  setPresence(agent: AgentId, state: PresenceState): Promise<void>
  /** Consoles of these agents are open. */
  noteSeen(agents: readonly AgentId[]): Promise<void>
}

export interface RosterParts {
  readonly store: Pick<Store, 'people' | 'queue'>
  readonly playbook: () => Pick<Playbook, 'routing' | 'calendar'>
  /** Of the shop. */
  readonly timeZone: string
  readonly now: () => number
  /** Somebody may be free now. */
  readonly wake: () => void
}

const freshMs = 1_000

export const createRoster = ({ store, playbook, timeZone, now, wake }: RosterParts): Roster => {
  const { people, queue } = store
  const duty = (): Duty => ({ calendar: playbook().calendar, timeZone })
  const estimate = createEstimate(queue, duty)

  const workers = async (at: number): Promise<readonly Worker[]> => {
    const rules = playbook().routing
    const since = at - rules.idle_after
    const [agents, presences, held, unanswered] = await Promise.all([
      people.agents(),
      people.presences(),
      queue.held(since),
      queue.unanswered(since),
    ])
    return workersOf({ rules, agents, presences, held, unanswered, at })
  }

  const unknown: { readonly at: number; readonly here: readonly Worker[] } = {
    at: Number.NEGATIVE_INFINITY,
    here: [],
  }
  let counted = unknown
  /** Asked with every turn: so fresh is fresh enough. */
  const crewAt = async (at: number): Promise<typeof counted> => {
    if (Math.abs(at - counted.at) >= freshMs) {
      const crew = await workers(at)
      counted = { at, here: crew.filter(({ here }) => here) }
    }
    return counted
  }
  const changed = () => {
    counted = unknown
    wake()
  }

  /** Whoever is there is on duty, whatever the calendar says; who has all they can take is busy, and not away. */
  const hours = (at: number, online: number): Pick<DeskFacts, 'open' | 'opensAt'> => {
    if (online > 0 || isOpen(duty(), at)) return { open: true }
    const opensAt = nextOpening(duty(), at)
    return { open: false, ...(opensAt === undefined ? {} : { opensAt }) }
  }

  return {
    workers,
    async facts({ id, ...shop }, at) {
      const [{ here: crew }, ahead, estimateMs] = await Promise.all([
        crewAt(at),
        queue.ahead(id),
        estimate(at),
      ])
      const here = crew.flatMap(({ id, shops }) => (isWithin(shops, shop) ? [id] : []))
      const online = here.length
      const known = { ...hours(at, online), online, here, ahead }
      // Nobody is there: when somebody will be, nobody knows.
      if (estimateMs === undefined || online === 0) return known
      // So many rounds of those who are there until it is this customer's turn.
      return { ...known, estimateMs: estimateMs * Math.ceil((ahead + 1) / online) }
    },
    async status() {
      const at = now()
      const [crew, presences, estimateMs] = await Promise.all([
        workers(at),
        people.presences(),
        estimate(at),
      ])
      const { open, opensAt } = hours(at, crew.filter(({ here }) => here).length)
      return {
        open,
        opens_at: opensAt ?? null,
        wait_ms: estimateMs ?? null,
        agents: crew.map((worker) => agentView(worker, presences)),
        ...rulesView(playbook().routing, crew),
      }
    },
    async setPresence(agent, state) {
      await people.setPresence(agent, state, now())
      changed()
    },
    async noteSeen(agents) {
      await people.noteSeen(agents, now())
      changed()
    },
  }
}

const agentView = (
  worker: Worker,
  presences: readonly Presence[],
): DeskStatus['agents'][number] => {
  const { id, name, role, shops, here, held, capacity } = worker
  const presence = presences.find(({ agent }) => agent === id)?.state ?? 'offline'
  return { id, name, role, shops, presence, here, chats: held, capacity }
}

const rulesView = (
  { agents, escalate }: Playbook['routing'],
  crew: readonly Worker[],
): Pick<DeskStatus, 'escalate' | 'unknown_logins'> => ({
  escalate: escalate.map(({ after_waiting, after_reassigns, to }) => ({
    after_waiting_ms: after_waiting ?? 0,
    after_passed_by: after_reassigns ?? 0,
    to,
  })),
  unknown_logins: agents
    .map(({ login }) => login)
    .filter((login) => !crew.some(({ id }) => id === login)),
})
