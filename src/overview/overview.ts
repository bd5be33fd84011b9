import { setImmediate } from 'node:timers/promises'
import { type Duty, replyClockOf } from '../cases/index.ts'
import type { Overview, OverviewDuty, OverviewNow } from '../model/overview.ts'
import type { DeskStatus } from '../model/wire/desk.ts'
import type { Playbook } from '../playbook/index.ts'
import type { ListAsked, Listed, ShopDoor, Store } from '../store/index.ts'
import { type Day, daysBefore, daysBetween, spansIn, today } from './days.ts'
import { type Counted, fold, type Names, repliesOf, responseOf, roundsOf } from './fold.ts'
import { dutyIn, goneBy, lengthOf, type OnDuty } from './staffing.ts'
import { total } from './sum.ts'

export interface PeriodAsked {
  /** Days of the shop, `2026-11-26`, both inclusive. */
  readonly from: string
  readonly to: string
  /** Of these alone; of all where it is left out. */
  readonly doors?: readonly ShopDoor[]
}

type Narrowed = Omit<ListAsked, 'spans' | 'at' | 'doors'>

export interface ListOf extends PeriodAsked, Narrowed {
  readonly weekday?: number | undefined
  readonly hour?: number | undefined
  /** By the calendar as it is now. */
  readonly duty?: OnDuty | undefined
}

/** The shop in numbers. */
export interface Statistics {
  period(asked: PeriodAsked): Promise<Omit<Overview, 'shops' | 'levels'>>
  now(doors?: readonly ShopDoor[]): Promise<OverviewNow>
  list(asked: ListOf): Promise<Listed>
  /** Promises of open cases: those that are broken, or those due within the hour. */
  promises(
    asked: Pick<ListAsked, 'skip' | 'limit'> & {
      readonly doors?: readonly ShopDoor[]
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
  readonly playbook: () => Pick<Playbook, 'intents' | 'clocks' | 'calendar'>
  readonly desk: { status(): Promise<DeskStatus> }
  /** Of the shop. */
  readonly timeZone: string
  readonly now: () => number
}

interface Asked {
  readonly at: number
  readonly doors: readonly ShopDoor[]
}

/**
 * Counts a day at a time and lets the loop go in between: the store is asked synchronously, and a
 * shop's chats must not wait for its statistics. So many days cost time and hold nobody up; there is
 * no second copy of the counts that could be behind them.
 */
export const createStatistics = (parts: Parts): Statistics => {
  const { store, playbook, desk, timeZone, now } = parts

  const counted = async (days: readonly Day[], asked: Asked): Promise<readonly Counted[]> => {
    const all: Counted[] = []
    for (const day of days) {
      all.push({ ...day, slice: await store.figures.slice({ ...day, ...asked }) })
      await setImmediate()
    }
    return all
  }

  /** On duty counted by the list behind the number: shifts begin at any minute. */
  const staffing = async (
    days: readonly Counted[],
    asked: Asked,
  ): Promise<readonly OverviewDuty[]> => {
    const rows: OverviewDuty[] = []
    for (const weekday of [0, 1, 2, 3, 4, 5, 6]) {
      const all = spansIn(goneBy(days, asked.at), { weekday })
      const spans = dutyIn(all, duty(), 'on')
      const list = { ...asked, figure: 'begun', spans, skip: 0, limit: 0 } as const
      rows.push({
        ms: lengthOf(spans),
        of_ms: lengthOf(all),
        begun: (await store.figures.list(list)).total,
        of_begun: total(
          days.filter((day) => day.weekday === weekday),
          ({ slice }) => slice.rounds.begun,
        ),
      })
    }
    return rows
  }

  const intentTitle = (id: string): string | undefined => {
    const known = [...playbook().intents.values()].find((intent) => intent.id === id)
    return known?.role === 'request' ? known.title : undefined
  }

  const duty = (): Duty => ({ calendar: playbook().calendar, timeZone })

  const target = (channel: string) => replyClockOf(playbook().clocks, channel).target

  const names = async (): Promise<Names> => {
    const agents = new Map(
      (await store.people.agents()).map(({ id, name }) => [id as string, name]),
    )
    return { intent: intentTitle, agent: (id) => agents.get(id) ?? id, target }
  }

  return {
    async period({ from, to, doors = parts.doors }) {
      const at = now()
      const asked = { at, doors }
      const days = daysBetween(from, to, timeZone)
      const before = await counted(daysBefore(days, { timeZone, at }), asked)
      const these = await counted(days, asked)
      return {
        at,
        from,
        to,
        ...fold(these, before, await names()),
        staffing: await staffing(these, asked),
      }
    },
    async now(doors = parts.doors) {
      const at = now()
      const day = today(at, timeZone)
      const [present, status, soFar] = await Promise.all([
        store.figures.present({ at, doors }),
        desk.status(),
        counted(daysBetween(day, day, timeZone), { at, doors }),
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
    async list({ from, to, weekday, hour, duty: which, doors = parts.doors, ...asked }) {
      const all = spansIn(daysBetween(from, to, timeZone), { weekday, hour })
      const spans = which === undefined ? all : dutyIn(all, duty(), which)
      return store.figures.list({ ...asked, spans, doors, at: now() })
    },
    promises: ({ doors = parts.doors, ...asked }) =>
      store.figures.promises({ ...asked, doors, at: now() }),
    today: () => today(now(), timeZone),
    intentTitle,
  }
}
