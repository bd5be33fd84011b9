import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  answeredByPerson,
  changeTicket,
  clockFired,
  clockTimers,
  judged,
  openCase,
  type Rules,
} from '../../src/cases/index.ts'
import { agentId } from '../../src/model/ids.ts'
import { type Actor, roles } from '../../src/model/people.ts'
import {
  levels,
  planGoals,
  stages,
  type Ticket,
  type TicketChange,
} from '../../src/model/ticket.ts'
import { severityFile } from '../../src/playbook/schema/index.ts'
import { aCase, aView, bot, hour, minute, now, shippedRules, someone } from './support.ts'

const rules = await shippedRules()

/** Each level has clocks of the same ids as the others: there they are easiest to confuse. */
const alike = (): Rules => {
  const clocks = (within: string, counts: string) => [
    { id: 'reply', title: '回复', within, counts, until: ['contacted'], warn_before: '5m' },
    { id: 'close', title: '结案', within: '9h', counts, until: ['proposed'], warn_before: '1h' },
  ]
  const file = {
    levels: {
      1: { name: '急', clocks: clocks('15m', 'always') },
      2: { name: '常', clocks: clocks('1h', 'working') },
      3: { name: '核', clocks: clocks('15m', 'always'), decided_by: ['supervisor', 'legal'] },
    },
  }
  const { levels } = severityFile.parse(file)
  return { ...rules, severity: { levels, rules: rules.severity.rules } }
}

const changes: fc.Arbitrary<TicketChange> = fc.oneof(
  fc.record({ kind: fc.constant('stage'), to: fc.constantFrom(...stages) }),
  fc.record({
    kind: fc.constant('level'),
    to: fc.constantFrom(...levels),
    because: fc.constant('看过了'),
  }),
  fc.record({
    kind: fc.constant('plan'),
    goal: fc.constantFrom(...planGoals),
    text: fc.constantFrom('重做', '退一半'),
  }),
  fc.record({ kind: fc.constant('vote'), verdict: fc.constantFrom('agree', 'refuse') }),
  fc.record({ kind: fc.constant('contacted'), how: fc.constant('电话') }),
  fc.record({ kind: fc.constant('note'), text: fc.constant('记一笔') }),
  fc.constant({ kind: 'assign', to: { agent: agentId('lin'), name: '小林' } } as const),
)

const views = fc.constantFrom(
  aView(),
  aView({ intents: ['safety_incident'] }),
  aView({ pictureReused: true }),
  aView({ said: '等着送礼', urgent: true }),
)

const actors = fc.constantFrom(bot, ...roles.map((role) => someone(`${role}-1`, role)))

/** What may happen to a case next, after some time. */
const events = fc.record({
  passes: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: hour }),
    fc.integer({ min: 0, max: 60 * hour }),
  ),
  happens: fc.oneof(
    fc.record({ change: changes, by: actors }),
    fc.record({ view: views }),
    fc.constant('answered' as const),
  ),
})

type Happens =
  typeof events extends fc.Arbitrary<infer Event extends { happens: unknown }>
    ? Event['happens']
    : never

const next = (ticket: Ticket, happens: Happens, at: number, rules: Rules): Ticket => {
  if (happens === 'answered') return answeredByPerson(ticket, { at, by: someone('小林', 'agent') })
  if ('view' in happens) return judged(ticket, happens.view, { at, rules })
  const result = changeTicket(ticket, happens.change, { by: happens.by, at, rules })
  return result.kind === 'changed' ? result.ticket : ticket
}

/** A store that is strict about timers: what starts runs nowhere yet, what is cancelled does run. */
const createTimers = () => {
  const running = new Map<string, number>()
  const counts = { started: 0, fired: 0, cancelled: 0 }
  return {
    running,
    counts,
    apply(before: Ticket | undefined, after: Ticket) {
      const { cancel, start } = clockTimers(before, after)
      for (const { subject } of cancel) {
        expect(running.delete(subject)).toBe(true)
        counts.cancelled += 1
      }
      for (const { subject, dueAt } of start) {
        expect(running.has(subject)).toBe(false)
        running.set(subject, dueAt)
        counts.started += 1
      }
    },
    nextDue(until: number) {
      const [first] = [...running].sort(([, a], [, b]) => a - b)
      if (first === undefined || first[1] > until) return undefined
      running.delete(first[0])
      counts.fired += 1
      return { subject: first[0], dueAt: first[1] }
    },
  }
}

const waiting = ({ clocks }: Ticket) =>
  clocks.filter(({ state }) => state.kind === 'running' || state.kind === 'warned')

/** One timer a clock, and one more where it has not warned yet. */
const expected = (ticket: Ticket) =>
  waiting(ticket).flatMap(({ id, warnAt, dueAt, state }): [string, number][] => [
    ...(warnAt !== undefined && state.kind === 'running'
      ? [[`${ticket.id}/${id}/warn`, warnAt] as [string, number]]
      : []),
    [`${ticket.id}/${id}/breach`, dueAt],
  ])

const eitherRules = fc.constantFrom(
  () => rules,
  () => alike(),
)

test('whatever happens, each clock that starts fires or is cancelled exactly once', () => {
  fc.assert(
    fc.property(eitherRules, views, fc.array(events, { maxLength: 25 }), (by, view, happening) => {
      const rules = by()
      const timers = createTimers()
      let at = now
      let ticket = openCase(aCase(), view, { at, rules })
      timers.apply(undefined, ticket)
      const goTo = (after: Ticket) => {
        timers.apply(ticket, after)
        ticket = after
        expect(new Set(waiting(ticket).map(({ id }) => id)).size).toBe(waiting(ticket).length)
        expect(new Map(timers.running)).toEqual(new Map(expected(ticket)))
        if (['done', 'rejected', 'withdrawn'].includes(ticket.stage)) {
          expect(waiting(ticket)).toEqual([])
        }
      }
      const fireUntil = (until: number) => {
        for (let due = timers.nextDue(until); due; due = timers.nextDue(until)) {
          at = Math.max(at, due.dueAt)
          const fired = clockFired(ticket, due.subject, at)
          expect(fired).toBeDefined()
          if (fired) goTo(fired.ticket)
        }
      }
      for (const { passes, happens } of happening) {
        fireUntil(at + passes)
        at += passes
        goTo(next(ticket, happens, at, rules))
      }
      fireUntil(Number.POSITIVE_INFINITY)
      const { started, fired, cancelled } = timers.counts
      expect(started).toBe(fired + cancelled)
    }),
    { numRuns: 500 },
  )
})

/** What people do to decide a case, whether they may or not. */
const decisions = fc.record({
  change: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('stage' as const),
        to: fc.constantFrom('under_review', 'proposed', 'agreed', 'rejected', 'withdrawn'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('plan' as const),
        goal: fc.constantFrom('proposed', 'rejected', 'withdrawn'),
        text: fc.constantFrom('重做', '退一半'),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'vote', verdict: 'refuse', comment: '不行' }) },
    { weight: 5, arbitrary: fc.constant({ kind: 'vote', verdict: 'agree' }) },
  ) as fc.Arbitrary<unknown>,
  by: fc.constantFrom(
    someone('周主管', 'supervisor'),
    someone('吴主管', 'supervisor'),
    someone('郑法务', 'legal'),
    // The same person, whose role was changed.
    someone('周主管', 'legal'),
    someone('小林', 'agent'),
  ),
}) as fc.Arbitrary<{ change: TicketChange; by: Extract<Actor, { kind: 'agent' }> }>

test('whatever happens, a disputed case is decided by a supervisor and by legal together', () => {
  let decided = 0
  fc.assert(
    fc.property(fc.array(decisions, { minLength: 10, maxLength: 60 }), (happening) => {
      let ticket = openCase(aCase(), aView({ pictureReused: true }), { at: now, rules })
      let at = now
      for (const happens of happening) {
        at += minute
        const after = next(ticket, happens, at, rules)
        const isDecided = !['opened', 'under_review'].includes(after.stage)
        if (ticket.severity.level === 3 && after.stage !== ticket.stage && isDecided) {
          const agreed = ticket.votes.filter(({ verdict }) => verdict === 'agree')
          expect(agreed.map(({ role }) => role)).toEqual(
            expect.arrayContaining(['legal', 'supervisor']),
          )
          expect(new Set(agreed.map(({ agent }) => agent)).size).toBe(agreed.length)
          expect(ticket.votes).toEqual(agreed)
          expect(ticket.plan?.goal).toBe(after.stage === 'agreed' ? 'proposed' : after.stage)
          decided += 1
        }
        ticket = after
      }
    }),
    { numRuns: 500 },
  )
  expect(decided).toBeGreaterThan(20)
})

test('whatever happens, rules alone never make a case routine again', () => {
  fc.assert(
    fc.property(views, fc.array(views), (first, more) => {
      let ticket = openCase(aCase(), first, { at: now, rules })
      for (const view of more) {
        const before = ticket.severity.level
        ticket = judged(ticket, view, { at: now, rules })
        if (before !== 2) expect(ticket.severity.level).not.toBe(2)
      }
    }),
  )
})
