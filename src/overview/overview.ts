import { setImmediate } from 'node:timers/promises'
import { replyClockOf } from '../cases/index.ts'
import type { Overview, OverviewNow } from '../model/overview.ts'
import type { DeskStatus } from '../model/wire.ts'
import type { Playbook } from '../playbook/index.ts'
import type { ListAsked, Listed, ShopDoor, Store } from '../store/index.ts'
import { type Day, daysBefore, daysBetween, spansIn, today } from './days.ts'
import { type Counted, fold, type Names, repliesOf, responseOf, roundsOf } from './fold.ts'

export interface PeriodAsked {
  /** Days of the shop, `2026-11-26`, both inclusive. */
  readonly from: string
  readonly to: string
  readonly door?: ShopDoor
}

type Narrowed = Omit<ListAsked, 'spans' | 'at' | 'doors'>

export interface ListOf extends PeriodAsked, Narrowed {
  readonly weekday?: number | undefined
  readonly hour?: number | undefined
}

/** The shop in numbers. */
export interface Statistics {
  period(asked: PeriodAsked): Promise<Omit<Overview, 'shops' | 'levels'>>
  now(door?: ShopDoor): Promise<OverviewNow>
  list(asked: ListOf): Promise<Listed>
  /** Promises of open cases: those that are broken, or those due within the hour. */
  promises(
    asked: Pick<ListAsked, 'skip' | 'limit'> & {
      readonly door?: ShopDoor
      readonly overdue: boolean
    },
  ): Promise<Listed>
  today(): string
  intentTitle(id: string): string | undefined
}

interface Parts {
  readonly store: Pick<Store, 'figures' | 'people'>
  /** Those that are configured: what another one left behind is nobody's figure any more. */
  readonly doors: readonly ShopDoor[]
  readonly playbook: () => Pick<Playbook, 'intents' | 'clocks'>
  readonly desk: { status(): Promise<DeskStatus> }
  /** Of the shop. */
  readonly timeZone: string
  readonly now: () => number
}

/**
 * Counts a day at a time and lets the loop go in between: the store is asked synchronously, and a
 * shop's chats must not wait for its statistics. So many days cost time and hold nobody up; there is
 * no second copy of the counts that could be behind them.
 */
export const createStatistics = (parts: Parts): Statistics => {
  const { store, playbook, desk, timeZone, now } = parts
  const doorsOf = (door: ShopDoor | undefined) => (door === undefined ? parts.doors : [door])

  const counted = async (
    days: readonly Day[],
    asked: { readonly at: number; readonly door?: ShopDoor | undefined },
  ): Promise<readonly Counted[]> => {
    const all: Counted[] = []
    const { at } = asked
    const doors = doorsOf(asked.door)
    for (const day of days) {
      all.push({ ...day, slice: await store.figures.slice({ ...day, at, doors }) })
      await setImmediate()
    }
    return all
  }

  const intentTitle = (id: string): string | undefined => {
    const known = [...playbook().intents.values()].find((intent) => intent.id === id)
    return known?.role === 'request' ? known.title : undefined
  }

  const target = (channel: string) => replyClockOf(playbook().clocks, channel).target

  const names = async (): Promise<Names> => {
    const agents = new Map(
      (await store.people.agents()).map(({ id, name }) => [id as string, name]),
    )
    return { intent: intentTitle, agent: (id) => agents.get(id) ?? id, target }
  }

  return {
    async period({ from, to, ...asked }) {
      const at = now()
      const days = daysBetween(from, to, timeZone)
      const before = await counted(daysBefore(days, { timeZone, at }), { at, ...asked })
      return {
        at,
        from,
        to,
        ...fold(await counted(days, { at, ...asked }), before, await names()),
      }
    },
    async now(door) {
      const at = now()
      const day = today(at, timeZone)
      const asked = { at, ...(door && { door }) }
      const [present, status, soFar] = await Promise.all([
        store.figures.present({ at, doors: doorsOf(door) }),
        desk.status(),
        counted(daysBetween(day, day, timeZone), asked),
      ])
      const here = status.agents.filter((agent) => agent.here)
      return {
        at,
        day,
        waiting: present.waiting,
        with_agents: present.withAgents,
        unanswered: present.unanswered,
        with_bot: present.withBot,
        overdue: present.overdue,
        due_soon: present.dueSoon,
        open: status.open,
        here: here.length,
        capacity: here.reduce((sum, { capacity }) => sum + capacity, 0),
        today: roundsOf(soFar),
        response: responseOf(soFar),
        replies: repliesOf(soFar, { target }),
      }
    },
    async list({ from, to, weekday, hour, door, ...asked }) {
      const spans = spansIn(daysBetween(from, to, timeZone), { weekday, hour })
      return store.figures.list({ ...asked, spans, doors: doorsOf(door), at: now() })
    },
    promises: ({ door, ...asked }) =>
      store.figures.promises({ ...asked, doors: doorsOf(door), at: now() }),
    today: () => today(now(), timeZone),
    intentTitle,
  }
}
