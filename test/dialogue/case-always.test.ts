import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isClosed } from '../../src/cases/index.ts'
import type { Effect, TimerName, TimerRef } from '../../src/model/decision.ts'
import {
  levels,
  levelsOf,
  planGoals,
  type Stage,
  stages,
  type TicketChange,
} from '../../src/model/ticket.ts'
import { clocksFile, severityFile } from '../../src/playbook/schema/index.ts'
import { aPlaybook, dayMs, type Heard, type Talk, talk } from '../support/dialogue.ts'
import { type Step as ChatStep, step as chatStep, take, worlds } from '../support/random-chat.ts'

/** What happens in a chat, and what people do to its ticket. */
type Step = ChatStep | { readonly kind: 'changes'; readonly change: TicketChange; readonly by: By }
type By = 'agent' | 'supervisor' | 'legal'

const change: fc.Arbitrary<TicketChange> = fc.oneof(
  fc.record({ kind: fc.constant('stage' as const), to: fc.constantFrom<Stage>(...stages) }),
  fc.record({
    kind: fc.constant('level' as const),
    to: fc.constantFrom(...levels),
    because: fc.constant('看过了'),
  }),
  fc.record({
    kind: fc.constant('plan' as const),
    goal: fc.constantFrom(...planGoals),
    text: fc.constantFrom('补发', '不予退款'),
  }),
  fc.record({ kind: fc.constant('vote' as const), verdict: fc.constantFrom('agree', 'refuse') }),
  fc.record({ kind: fc.constant('note' as const), text: fc.constant('记一笔') }),
  fc.record({ kind: fc.constant('contacted' as const), how: fc.constant('电话') }),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: chatStep as fc.Arbitrary<Step> },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('changes' as const),
      change,
      by: fc.constantFrom<By>('agent', 'supervisor', 'legal'),
    }),
  },
)

const clock = (id: string, within: string, until: string) => ({
  id,
  title: id,
  within,
  until: [until],
  warn_before: '5m',
  at_breach: ['reassign', 'notify_supervisor', 'raise_priority'],
})

const severity = severityFile.parse({
  levels: {
    1: {
      name: '紧急',
      clocks: [clock('call', '15m', 'contacted'), clock('plan', '4h', 'proposed')],
    },
    2: { name: '常规', clocks: [clock('reply', '1h', 'contacted'), clock('close', '48h', 'done')] },
    3: {
      name: '复核',
      clocks: [clock('look', '30m', 'under_review')],
      decided_by: ['supervisor', 'legal'],
    },
  },
  rules: [
    { id: 'danger', level: 1, because: '人身安全', when: { intents: ['safety_incident'] } },
    { id: 'money', level: 3, because: '要赔', when: { intents: ['compensation'] } },
  ],
})

const playbook = aPlaybook({
  severity: { ...severity, rules: severity.rules.map((rule) => ({ ...rule, source: rule.id })) },
  clocks: clocksFile.parse({}),
})

interface Running extends TimerRef {
  readonly dueAt: number
}

/** The timers of one conversation, kept as a store keeps them: of each name and subject one. */
const timersOf = () => {
  const running = new Map<string, Running>()
  const ended = { fired: 0, cancelled: 0, replaced: 0 }
  let started = 0
  const key = ({ name, subject = '' }: TimerRef) => `${name} ${subject}`
  return {
    apply(effects: readonly Effect[]) {
      for (const effect of effects) {
        if (effect.kind !== 'cancelTimer') continue
        for (const [each, timer] of running) {
          const isMeant = effect.subject === undefined || effect.subject === timer.subject
          if (timer.name === effect.name && isMeant && running.delete(each)) ended.cancelled += 1
        }
      }
      for (const effect of effects) {
        if (effect.kind !== 'startTimer') continue
        started += 1
        if (running.has(key(effect))) ended.replaced += 1
        running.set(key(effect), effect)
      }
    },
    /** The next one that is due by then; it has fired. */
    due(at: number): Running | undefined {
      const [first] = [...running.values()]
        .filter(({ dueAt }) => dueAt <= at)
        .sort((a, b) => a.dueAt - b.dueAt)
      if (first !== undefined && running.delete(key(first))) ended.fired += 1
      return first
    },
    has: (name: TimerName) => [...running.values()].some((timer) => timer.name === name),
    subjects: () => [...running.values()].flatMap(({ subject }) => subject ?? []),
    get isBalanced() {
      return started === ended.fired + ended.cancelled + ended.replaced + running.size
    },
    get left() {
      return running.size
    },
  }
}

type Timers = ReturnType<typeof timersOf>

/** Plays random steps with a store's timers; everything due fires before the next step. */
const always = (check: (heard: Heard, chat: Talk, timers: Timers) => void) => () =>
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.constantFrom(...worlds),
      (steps, world) => {
        const chat = talk(playbook, world)
        const timers = timersOf()
        const settle = (heard: Heard | undefined) => {
          if (heard === undefined) return
          timers.apply(heard.effects)
          check(heard, chat, timers)
        }
        const fireDue = () => {
          for (let timer = timers.due(chat.at); timer; timer = timers.due(chat.at)) {
            settle(chat.fires(timer.name, timer.subject))
          }
        }
        for (const [index, each] of steps.entries()) {
          // Timers fire when they are due, not when chance says so.
          if (each.kind === 'fires') continue
          if (each.kind === 'changes') {
            const ticket = chat.tickets.at(-1)
            if (ticket) settle(chat.changes(ticket.id, each.change, each.by))
          } else settle(take(chat, each, index))
          fireDue()
        }
        // Whatever waits comes to its end: reminders of a year of silence included.
        for (let days = 0; days < 400 && timers.left > 0; days += 1) {
          chat.passes(dayMs)
          fireDue()
        }
        expect(timers.left).toBe(0)
        expect(timers.isBalanced).toBe(true)
      },
    ),
    { numRuns: 300 },
  )

test(
  'every clock that is started fires, is cancelled or is replaced, exactly once',
  always((_, __, timers) => {
    expect(timers.isBalanced).toBe(true)
  }),
)

test(
  'a ticket waits for exactly the timers that its clocks wait for',
  always((_, chat, timers) => {
    const waiting = chat.tickets.flatMap(({ id, clocks }) =>
      clocks.flatMap(({ id: clock, state, warnAt }) => {
        const breach = `${id}/${clock}/breach`
        if (state.kind === 'running') {
          return warnAt === undefined ? [breach] : [`${id}/${clock}/warn`, breach]
        }
        return state.kind === 'warned' ? [breach] : []
      }),
    )
    const stage = timers.subjects().filter((subject) => subject.includes('#'))
    expect(stage.sort()).toEqual(waiting.sort())
  }),
)

test(
  'a conversation never stops without a next step for somebody',
  always(({ next }, _, timers) => {
    const { phase } = next
    if (phase.kind === 'collecting') expect(timers.has('evidence_expiry')).toBe(true)
    // Whoever waits for a person is in the queue, with a reason to read.
    if (phase.kind === 'awaitingAgent') expect(phase.handoff.summary.length).toBeGreaterThan(0)
    if (
      phase.kind === 'withAgent' &&
      phase.by.kind === 'agent' &&
      phase.waitingSince !== undefined
    ) {
      expect(timers.has('agent_silent')).toBe(true)
    }
  }),
)

test(
  'the bot never speaks next to a person, whatever fires',
  always((heard) => {
    if (heard.next.phase.kind === 'withAgent') expect(heard.said).toBe('')
  }),
)

test(
  'a disputed case is decided only with a vote of each, and a trail only grows',
  (() => {
    let trails = new Map<string, number>()
    return always((heard, chat) => {
      if (heard.next.version === 1) trails = new Map()
      for (const ticket of chat.tickets) {
        expect(ticket.trail.length).toBeGreaterThanOrEqual(trails.get(ticket.id) ?? 0)
        trails.set(ticket.id, ticket.trail.length)
      }
      const saved = heard.ticket
      if (
        saved === undefined ||
        !levelsOf(saved.severity).includes(3) ||
        !/阶段：.* → 已提方案/.test(saved.trail.at(-1)?.what ?? '')
      )
        return
      const agreed = saved.votes
        .filter(({ verdict }) => verdict === 'agree')
        .map(({ role }) => role)
      expect(agreed).toEqual(expect.arrayContaining(['supervisor', 'legal']))
    })
  })(),
)

test(
  'alerts are unique, and those of a kept promise are gone',
  always(({ next }, chat) => {
    const alerts = next.alerts ?? []
    expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length)
    for (const { id, kind } of alerts) {
      if (kind !== 'clock_warning') continue
      const clock = chat.tickets
        .flatMap((ticket) => ticket.clocks.map((each) => ({ ticket, each })))
        .find(
          ({ ticket, each }) =>
            id.startsWith(`${ticket.id}/${each.id}/`) && each.state.kind === 'warned',
        )
      expect(clock).toBeDefined()
    }
  }),
)

test(
  'whoever hears that it is urgent has an urgent case, where there is a case at all',
  always((heard, chat) => {
    const { phase } = heard.next
    if (!heard.said.includes('已列为紧急') || phase.kind !== 'awaitingAgent') return
    const ticket = chat.tickets.find(({ id }) => id === phase.run?.ticket)
    if (ticket === undefined || isClosed(ticket.stage)) return
    expect(ticket.severity.level).toBe(1)
  }),
)
