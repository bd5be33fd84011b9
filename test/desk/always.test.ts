import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canTake, type Waiting, type Worker } from '../../src/desk/match.ts'
import { type Assignment, route } from '../../src/desk/route.ts'
import { roles } from '../../src/model/people.ts'
import { levels, problemClasses } from '../../src/model/ticket.ts'
import { aWaiting, aWorker, now, rulesOf } from './people.ts'

const intents = ['damaged', 'invoice', 'refund_status'] as const
const logins = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 })

const waiting = fc.record({
  at: fc.integer({ min: now - 1_000_000, max: now }),
  urgent: fc.boolean(),
  inDanger: fc.boolean(),
  level: fc.constantFrom(...levels),
  account: fc.constantFrom('demo', 'other'),
  intents: fc.subarray([...intents]),
  problemClasses: fc.subarray([...problemClasses], { maxLength: 1 }),
  language: fc.constantFrom('zh', 'en'),
  passedBy: fc.array(fc.constantFrom(...logins), { maxLength: 3 }),
})
const queue = fc
  .array(waiting, { maxLength: 30 })
  .map((all) => all.map((each, index) => aWaiting(`c-${index}`, each)))

const skills = fc.record(
  {
    intents: some(intents),
    problem_classes: some(problemClasses),
    shops: some(['web', 'web/demo', 'web/other']),
    severity: some(levels),
    languages: some(['zh', 'en'] as const),
  },
  { requiredKeys: [] },
)
const worker = fc.record({
  role: fc.constantFrom(...roles),
  here: fc.boolean(),
  skills,
  capacity: fc.integer({ min: 0, max: 6 }),
  held: fc.integer({ min: 0, max: 7 }),
  idleSince: fc.integer({ min: 0, max: now }),
})
const crew = fc
  .array(worker, { maxLength: logins.length })
  .map((all) => all.map((each, index) => aWorker(logins[index] ?? '', each)))

const rules = rulesOf({
  escalate: [
    { after_reassigns: 2, do: 'assign', to: ['supervisor', 'admin'] },
    { after_waiting: '10m', do: 'assign', to: ['supervisor'] },
  ],
})

const isCalled = ({ at, passedBy }: Waiting, { role }: Worker): boolean =>
  (passedBy.length >= 2 && (role === 'supervisor' || role === 'admin')) ||
  (now - at >= 600_000 && role === 'supervisor')

/** Whoever may get it at all. */
const mayTake = (one: Worker, them: Waiting): boolean =>
  one.here && !them.passedBy.includes(one.id) && (canTake(one, them) || isCalled(them, one))

const loads = (workers: readonly Worker[], given: readonly Assignment[]) =>
  new Map(
    workers.map(({ id, held }) => [id, held + given.filter(({ agent }) => agent === id).length]),
  )

const eachTime = (check: (queue: readonly Waiting[], workers: readonly Worker[]) => void) =>
  fc.assert(fc.property(queue, crew, check), { numRuns: 500 })

test('nobody has more than their capacity', () => {
  eachTime((them, workers) => {
    const given = route(them, workers, rules, now)
    const load = loads(workers, given)
    for (const { agent } of given) {
      const one = workers.find(({ id }) => id === agent)
      expect(load.get(agent)).toBeLessThanOrEqual(one?.capacity ?? 0)
    }
  })
})

test('nobody gets what they cannot take, have passed by, or are not here for', () => {
  eachTime((them, workers) => {
    for (const { agent, conversation } of route(them, workers, rules, now)) {
      const one = workers.find(({ id }) => id === agent)
      const customer = them.find(({ id }) => id === conversation)
      expect(one && customer && mayTake(one, customer)).toBe(true)
    }
  })
})

test('no conversation has two owners', () => {
  eachTime((them, workers) => {
    const given = route(them, workers, rules, now).map(({ conversation }) => conversation)
    expect(new Set(given).size).toBe(given.length)
  })
})

const precedence = ({ urgent, inDanger }: { urgent: boolean; inDanger: boolean }): number =>
  Number(urgent) + Number(inDanger)

test('who is not served could not have been: everybody who can was full by then', () => {
  eachTime((all, workers) => {
    // A place is kept for an urgent one that came back.
    const them = all.filter(({ urgent, passedBy }) => !urgent || passedBy.length === 0)
    const given = route(them, workers, rules, now)
    const inOrder = them.toSorted(
      (a, b) => precedence(b) - precedence(a) || a.at - b.at || (a.id < b.id ? -1 : 1),
    )
    inOrder.forEach((customer, place) => {
      if (given.some(({ conversation }) => conversation === customer.id)) return
      const before = new Set(inOrder.slice(0, place).map(({ id }) => id))
      const load = loads(
        workers,
        given.filter(({ conversation }) => before.has(conversation)),
      )
      const idle = workers.filter(
        (one) => mayTake(one, customer) && (load.get(one.id) ?? 0) < one.capacity,
      )
      expect(idle).toEqual([])
    })
  })
})

test('the order in which they are handed in changes nothing', () => {
  eachTime((them, workers) => {
    const given = route(them, workers, rules, now)
    expect(route(them.toReversed(), workers.toReversed(), rules, now)).toEqual(given)
  })
})
