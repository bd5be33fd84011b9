import { describe, expect, test } from 'vitest'
import {
  answeredByPerson,
  type CaseView,
  changeTicket,
  clockFired,
  clocksFor,
  clockTimers,
  judged,
  openCase,
  type Rules,
} from '../../src/cases/index.ts'
import type { Stage, Ticket, TicketChange } from '../../src/model/ticket.ts'
import {
  aCase,
  aView,
  bot,
  day,
  hour,
  minute,
  now,
  shippedRules,
  shopTime,
  someone,
} from './support.ts'

const rules = await shippedRules()

const clockTime = (at: number) =>
  new Date(at + 8 * hour).toISOString().slice(0, 16).replace('T', ' ')
const supervisor = someone('周主管', 'supervisor')

const opened = (view: CaseView = aView(), at = now): Ticket =>
  openCase(aCase({ openedAt: at }), view, { at, rules })

const urgent = aView({ intents: ['safety_incident'] })

/** Each clock as `call running`. */
const clocksOf = ({ clocks }: Ticket) => clocks.map(({ id, state }) => `${id} ${state.kind}`)

const changed = (ticket: Ticket, change: TicketChange, at = now, by = supervisor): Ticket => {
  const result = changeTicket(ticket, change, { by, at, rules })
  if (result.kind === 'refused') throw new Error(result.refusal.zh)
  return result.ticket
}

const through = (ticket: Ticket, ...stages: readonly Stage[]): Ticket =>
  stages.reduce((each, to) => changed(each, { kind: 'stage', to }), ticket)

describe('the clocks of each level as they ship', () => {
  test.each([
    [1, 'in the middle of the night', '2026-11-25 02:00', 'call', '02:10', '02:15'],
    [1, 'in the middle of the night', '2026-11-25 02:00', 'plan', '05:00', '06:00'],
    [2, 'by day', '2026-11-25 14:00', 'reply', '14:45', '15:00'],
    [2, 'at night, to be answered in the morning', '2026-11-25 23:00', 'reply', '09:45', '10:00'],
    [2, 'shortly before the last shift ends', '2026-11-25 21:30', 'reply', '09:15', '09:30'],
    [2, 'at night', '2026-11-25 23:00', 'review', '19:00', '23:00'],
    [2, 'at night', '2026-11-25 23:00', 'close', '15:00', '23:00'],
    [3, 'at night', '2026-11-25 23:00', 'mark', '09:20', '09:30'],
    [3, 'by day', '2026-11-25 14:00', 'mark', '14:20', '14:30'],
    [3, 'on 双十一 late at night', '2026-11-11 23:45', 'mark', '08:05', '08:15'],
  ] as const)('level %i, opened %s (%s): %s', (level, _, at, id, warned, due) => {
    const clock = clocksFor(level, shopTime(at), rules).find((each) => each.id === id)
    expect(clockTime(clock?.warnAt ?? 0).slice(11)).toBe(warned)
    expect(clockTime(clock?.dueAt ?? 0).slice(11)).toBe(due)
  })

  test('a level of which nothing is written has none', () => {
    const severity = { levels: {}, rules: [] }
    expect(clocksFor(1, now, { ...rules, severity })).toEqual([])
  })
})

describe('what meets a clock', () => {
  test('a person answers: that ends the reply clock and no other', () => {
    const ticket = answeredByPerson(opened(), { at: now + minute, by: supervisor })
    expect(clocksOf(ticket)).toEqual(['reply met', 'review running', 'close running'])
    expect(ticket.contactedAt).toBe(now + minute)
  })

  test('answering again changes nothing', () => {
    const ticket = answeredByPerson(opened(), { at: now + minute, by: supervisor })
    expect(answeredByPerson(ticket, { at: now + hour, by: supervisor })).toBe(ticket)
  })

  test('an answer after the end changes nothing', () => {
    const closed = through(opened(), 'withdrawn')
    expect(answeredByPerson(closed, { at: now + hour, by: supervisor })).toBe(closed)
  })

  test('a call counts like an answer', () => {
    const ticket = changed(opened(urgent), { kind: 'contacted', how: '电话' })
    expect(clocksOf(ticket)).toEqual(['call met', 'plan running'])
  })

  test.each([
    ['under_review', ['reply running', 'review running', 'close running']],
    ['proposed', ['reply running', 'review met', 'close running']],
    ['agreed', ['reply running', 'review met', 'close running']],
    ['done', ['reply cancelled', 'review met', 'close met']],
    ['rejected', ['reply cancelled', 'review met', 'close met']],
    ['withdrawn', ['reply cancelled', 'review cancelled', 'close cancelled']],
  ] as const)('a case that comes to %s', (stage, clocks) => {
    const way = ['under_review', 'proposed', 'agreed', 'done'] as const
    const index = (way as readonly string[]).indexOf(stage)
    const stages = index < 0 ? (['under_review', stage] as const) : way.slice(0, index + 1)
    expect(clocksOf(through(opened(), ...stages))).toEqual(clocks)
  })

  test('what is broken stays broken, and is met late', () => {
    const breached = fire(opened(), 'reply/breach', now + hour)
    expect(clocksOf(breached)[0]).toBe('reply breached')
    const met = answeredByPerson(breached, { at: now + 2 * hour, by: supervisor })
    expect(met.clocks[0]?.state).toEqual({ kind: 'met', at: now + 2 * hour })
    const closed = through(breached, 'under_review', 'rejected')
    expect(clocksOf(closed)[0]).toBe('reply breached')
  })
})

const fire = (ticket: Ticket, subject: string, at: number): Ticket =>
  clockFired(ticket, `${ticket.id}/${subject}`, at)?.ticket ?? ticket

describe('another level', () => {
  test('has its own clocks, counted from the opening', () => {
    const ticket = judged(opened(), urgent, { at: now + 10 * minute, rules })
    expect(clocksOf(ticket)).toEqual([
      'reply cancelled',
      'review cancelled',
      'close cancelled',
      'call running',
      'plan running',
    ])
    expect(ticket.clocks.find(({ id }) => id === 'call')?.dueAt).toBe(now + 15 * minute)
  })

  test('needs no clock for what is done already', () => {
    const contacted = answeredByPerson(opened(), { at: now + minute, by: supervisor })
    expect(clocksOf(judged(contacted, urgent, { at: now + hour, rules })).slice(3)).toEqual([
      'plan running',
    ])
  })

  test('is over at once where its time has gone by, and does not warn of that', () => {
    const ticket = judged(opened(), urgent, { at: now + hour, rules })
    const { start } = clockTimers(opened(), ticket)
    expect(start.map(({ subject, dueAt }) => [subject, dueAt - now])).toEqual([
      ['c_1#1/call/breach', 15 * minute],
      ['c_1#1/plan/warn', 3 * hour],
      ['c_1#1/plan/breach', 4 * hour],
    ])
  })

  test('and back again: one clock of each, and none forgotten', () => {
    const there = changed(opened(), { kind: 'level', to: 1, because: '大客户' })
    const back = changed(there, { kind: 'level', to: 2, because: '看错了' })
    expect(clocksOf(back)).toEqual([
      'call cancelled',
      'plan cancelled',
      'reply running',
      'review running',
      'close running',
    ])
  })

  test('and back again: what was broken is not broken twice', () => {
    const breached = fire(opened(), 'reply/breach', now + hour)
    const there = changed(breached, { kind: 'level', to: 1, because: '大客户' })
    const back = changed(there, { kind: 'level', to: 2, because: '看错了' })
    expect(clocksOf(back).filter((clock) => clock.startsWith('reply'))).toEqual(['reply breached'])
  })

  test('leaves what was broken before as it was', () => {
    const breached = fire(opened(), 'reply/breach', now + hour)
    const there = changed(breached, { kind: 'level', to: 1, because: '大客户' })
    const answered = answeredByPerson(there, { at: now + 2 * hour, by: supervisor })
    expect(clocksOf(answered)).toEqual([
      'reply breached',
      'review cancelled',
      'close cancelled',
      'call met',
      'plan running',
    ])
  })

  test('the same level for another reason leaves the clocks alone', () => {
    const view = aView({ said: '等着送礼', urgent: true })
    const ticket = opened(view)
    const more = judged(ticket, urgent, { at: now + minute, rules })
    expect(more.severity.because).toBe('人身安全')
    expect(more.clocks).toEqual(ticket.clocks)
  })

  test('a closed case has no clock, whatever level it gets to know', () => {
    const closed = through(opened(), 'withdrawn')
    expect(clocksOf(judged(closed, urgent, { at: now + hour, rules }))).toEqual([
      'reply cancelled',
      'review cancelled',
      'close cancelled',
    ])
  })
})

test('a case that is opened again has its clocks anew, counted from then', () => {
  const closed = through(
    answeredByPerson(opened(), { at: now, by: supervisor }),
    'under_review',
    'rejected',
  )
  const again = changed(closed, { kind: 'stage', to: 'reopened' }, now + day)
  expect(again.contactedAt).toBeUndefined()
  const running = again.clocks.filter(({ state }) => state.kind === 'running')
  expect(running.map(({ id, startedAt }) => [id, startedAt - now])).toEqual([
    ['reply', day],
    ['review', day],
    ['close', day],
  ])
})

describe('timers', () => {
  test('of a new case', () => {
    const { start, cancel } = clockTimers(undefined, opened(urgent))
    expect(start).toEqual([
      { name: 'stage_clock', subject: 'c_1#1/call/warn', dueAt: now + 10 * minute },
      { name: 'stage_clock', subject: 'c_1#1/call/breach', dueAt: now + 15 * minute },
      { name: 'stage_clock', subject: 'c_1#1/plan/warn', dueAt: now + 3 * hour },
      { name: 'stage_clock', subject: 'c_1#1/plan/breach', dueAt: now + 4 * hour },
    ])
    expect(cancel).toEqual([])
  })

  test('of a clock that is met', () => {
    const ticket = opened(urgent)
    const changes = clockTimers(ticket, answeredByPerson(ticket, { at: now, by: supervisor }))
    expect(changes).toEqual({
      start: [],
      cancel: [
        { name: 'stage_clock', subject: 'c_1#1/call/warn' },
        { name: 'stage_clock', subject: 'c_1#1/call/breach' },
      ],
    })
  })

  test('one that fired is not cancelled', () => {
    const ticket = opened(urgent)
    const warned = fire(ticket, 'call/warn', now + 10 * minute)
    expect(clockTimers(ticket, warned)).toEqual({ start: [], cancel: [] })
    const breached = fire(warned, 'call/breach', now + 15 * minute)
    expect(clockTimers(warned, breached)).toEqual({ start: [], cancel: [] })
  })

  test('a warning that comes after the breach is cancelled with it', () => {
    const ticket = opened(urgent)
    expect(clockTimers(ticket, fire(ticket, 'call/breach', now + hour)).cancel).toEqual([
      { name: 'stage_clock', subject: 'c_1#1/call/warn' },
    ])
  })

  test('an urgent clock that is not seen to: a warning, then all three steps', () => {
    const warning = clockFired(opened(urgent), 'c_1#1/call/warn', now + 10 * minute)
    expect(warning).toMatchObject({ kind: 'warning', clock: { title: '15 分钟内由人联系' } })
    const breach = warning && clockFired(warning.ticket, 'c_1#1/call/breach', now + 15 * minute)
    expect(breach).toMatchObject({
      kind: 'breach',
      actions: ['reassign', 'notify_supervisor', 'raise_priority'],
    })
    expect(breach?.ticket.trail.at(-1)).toEqual({
      at: now + 15 * minute,
      by: bot,
      what: '「15 分钟内由人联系」已超时',
    })
  })

  test.each([
    ['of another ticket', 'c_1#10/call/warn'],
    ['of no clock', 'c_1#1/reply/warn'],
    ['of nothing known', 'evidence'],
  ])('a timer %s says nothing', (_, subject) => {
    expect(clockFired(opened(urgent), subject, now + hour)).toBeUndefined()
  })

  test('a timer of a clock that is met says nothing', () => {
    const ticket = answeredByPerson(opened(urgent), { at: now, by: supervisor })
    expect(clockFired(ticket, 'c_1#1/call/breach', now + hour)).toBeUndefined()
  })

  test('a clock keeps its terms when the playbook changes', () => {
    const ticket = { ...opened(), stage: 'under_review' } as const
    const bare: Rules = { ...rules, severity: { levels: {}, rules: [] } }
    const result = changeTicket(
      ticket,
      { kind: 'stage', to: 'proposed', reply: '补发一只' },
      {
        by: supervisor,
        at: now,
        rules: bare,
      },
    )
    expect(result.kind === 'changed' && clocksOf(result.ticket)).toEqual([
      'reply running',
      'review met',
      'close running',
    ])
  })
})
