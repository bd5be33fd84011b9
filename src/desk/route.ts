import type { AgentId, ConversationId } from '../model/ids.ts'
import { isWithin } from '../model/people.ts'
import type { RoutingRules } from '../playbook/index.ts'
import { canTake, type Waiting, type Worker } from './match.ts'

/** A conversation finds its agent. */
export interface Assignment {
  readonly conversation: ConversationId
  /** Since when that customer waits: it is this wait that ends, and no later one. */
  readonly waitingAt: number
  /** How many had it before and said nothing. */
  readonly passes: number
  readonly agent: AgentId
  readonly name: string
  readonly because: string
}

/** What became of a part of the queue. */
interface Routed {
  readonly assignments: readonly Assignment[]
  /** Who may be given more of those behind them, without the places that are kept. */
  readonly left: readonly Worker[]
}

/**
 * Who gets whom: danger to people first, then what is urgent, then the longest wait; each to the least loaded of those who
 * can take it, of these to the one who has been idle longest. Nobody gets more than their capacity, nor
 * more than `at_once` of those to whom they have yet to say a first word.
 */
export const route = (...asked: Parameters<typeof routePart>): readonly Assignment[] =>
  routePart(...asked).assignments

/** As `route`, for one part of the queue after another. */
export const routePart = (
  queue: readonly Waiting[],
  workers: readonly Worker[],
  rules: RoutingRules,
  at: number,
): Routed => {
  if (rules.assign === 'by_hand') return { assignments: [], left: [] }
  const crew = createCrew(workers)
  const assignments: Assignment[] = []
  for (const waiting of [...queue].sort(inOrder)) {
    if (crew.isFull()) break
    const roles = escalatedTo(waiting, rules, at)
    const called = roles.length === 0 ? undefined : crew.give(waiting, at, isOneOf(roles))
    const fresh = called ?? crew.giveSkilled(waiting, at)
    const worker = fresh ?? crew.giveAgain(waiting, at, rules)
    if (worker === undefined) continue
    const why = called ? escalated(waiting) : fresh ? '' : '没有别人可以接，再给一次；'
    assignments.push(assignmentOf(waiting, worker, why))
  }
  return { assignments, left: crew.left() }
}

const precedence = ({ urgent, inDanger }: Waiting): number => Number(urgent) + Number(inDanger)

/** The order in which customers are served. */
const inOrder = (a: Waiting, b: Waiting): number =>
  precedence(b) - precedence(a) || a.at - b.at || (a.id < b.id ? -1 : 1)

/** Whose word it needs, by the steps of the escalation that have come. */
const escalatedTo = (
  { at, passedBy }: Waiting,
  { escalate }: RoutingRules,
  now: number,
): readonly Worker['role'][] =>
  escalate
    .filter(
      ({ after_reassigns = 0, after_waiting = 0, ...step }) =>
        step.do === 'assign' && passedBy.length >= after_reassigns && now - at >= after_waiting,
    )
    .flatMap(({ to }) => to)

const isOneOf =
  (roles: readonly Worker['role'][]) =>
  ({ role }: Worker): boolean =>
    roles.includes(role)

const escalated = ({ passedBy }: Waiting): string =>
  passedBy.length > 0 ? `${passedBy.length} 次没人回应，已升级；` : '等得太久，已升级；'

const assignmentOf = (waiting: Waiting, worker: Worker, why: string): Assignment => ({
  conversation: waiting.id,
  waitingAt: waiting.at,
  passes: waiting.passedBy.length,
  agent: worker.id,
  name: worker.name,
  because: `${why}手上有 ${worker.held} 个会话，最多 ${worker.capacity} 个`,
})

/** Those who have room, least loaded first, with what they are given in the meantime. */
const createCrew = (workers: readonly Worker[]) => {
  const free = workers.filter(hasRoom).sort(byLoad)
  /** Ten thousand conversations are of a few kinds, and room only shrinks: nobody looks in vain twice. */
  const able = new Map<string, ReadonlySet<AgentId>>()

  const ableTo = (kind: string, waiting: Waiting): ReadonlySet<AgentId> => {
    const known = able.get(kind)
    if (known !== undefined) return known
    const found = new Set(free.filter((each) => canTake(each, waiting)).map(({ id }) => id))
    able.set(kind, found)
    return found
  }

  /** The first who is wanted and has not passed it by gets one more; as they were before. */
  const give = (
    waiting: Waiting,
    at: number,
    isWanted: (worker: Worker) => boolean,
  ): Worker | undefined => {
    const isNew = ({ id }: Worker) => !waiting.passedBy.includes(id)
    const index = free.findIndex(
      (each) => isWanted(each) && isNew(each) && isWithin(each.shops, waiting),
    )
    return index < 0 ? undefined : giveAt(index, at)
  }

  const giveAt = (index: number, at: number): Worker | undefined => {
    const [worker] = free.splice(index, 1)
    if (worker === undefined) return undefined
    const { held, room } = worker
    const busier = { ...worker, held: held + 1, room: room - 1, idleSince: at }
    const behind = free.findIndex((each) => byLoad(busier, each) < 0)
    if (hasRoom(busier)) free.splice(behind < 0 ? free.length : behind, 0, busier)
    return worker
  }

  /** A place stays free for who is urgent, and may be offered again in a moment. */
  const keepPlace = (index: number): void => {
    const [worker] = free.splice(index, 1)
    const left = worker && { ...worker, room: worker.room - 1 }
    if (left !== undefined && hasRoom(left)) free.splice(index, 0, left)
  }

  return {
    isFull: () => free.length === 0,
    left: (): readonly Worker[] => [...free],
    give,
    giveSkilled(waiting: Waiting, at: number): Worker | undefined {
      const kind = kindOf(waiting)
      const ids = ableTo(kind, waiting)
      if (ids.size === 0) return undefined
      const worker = give(waiting, at, ({ id }) => ids.has(id))
      if (worker === undefined && waiting.passedBy.length === 0) able.set(kind, nobody)
      return worker
    },
    /** Nobody else can take it: who passed it by has had time to come back. */
    giveAgain(waiting: Waiting, at: number, rules: RoutingRules): Worker | undefined {
      const { passedBy, passedAt, urgent } = waiting
      if (passedBy.length === 0) return undefined
      const mayTake = (worker: Worker): boolean =>
        passedBy.includes(worker.id) && canTake(worker, waiting)
      const isRested = ({ id }: Worker): boolean => {
        const times = passedBy.filter((each) => each === id).length
        return at - passedAt >= rules.offer_again_after * times
      }
      const rested = free.findIndex((each) => mayTake(each) && isRested(each))
      if (rested >= 0) return giveAt(rested, at)
      const resting = urgent ? free.findIndex(mayTake) : -1
      if (resting >= 0) keepPlace(resting)
      return undefined
    },
  }
}

const nobody: ReadonlySet<AgentId> = new Set()

/** What skills look at. */
const kindOf = (waiting: Waiting): string => {
  const { level, channel, account, language, intents, problemClasses } = waiting
  return JSON.stringify([level, channel, account, language, intents, problemClasses])
}

/** Whether somebody may be given one more now. */
export const hasRoom = ({ here, room }: Worker): boolean => here && room > 0

/** By the share of their capacity that is taken; then who has been idle longest. */
const byLoad = (a: Worker, b: Worker): number =>
  a.held * b.capacity - b.held * a.capacity || a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1)
