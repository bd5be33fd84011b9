import { afterAll, expect, test, vi } from 'vitest'
import type { TimerName } from '../../src/model/decision.ts'
import { conversationId, timerId, turnId } from '../../src/model/ids.ts'
import type { StageClock } from '../../src/model/ticket.ts'
import { compare } from '../../src/rehearsal/compare.ts'
import { type Expectation, expectation } from '../../src/rehearsal/expectation.ts'
import type { Sight } from '../../src/rehearsal/observe.ts'
import type { DueTimer } from '../../src/store/index.ts'
import { openRoom, played, removeStories } from './room.ts'

vi.setConfig({ testTimeout: 30_000 })

const room = await openRoom()
afterAll(removeStories)

const at = (minutes: number) => Date.parse('2026-11-25T06:00:00Z') + minutes * 60_000

const clock = (id: string, title: string, minutes: number): StageClock => ({
  id,
  level: 1,
  title,
  startedAt: at(0),
  dueAt: at(minutes),
  until: ['contacted'],
  atBreach: [],
  state: { kind: 'running' },
})

const timer = (name: TimerName, minutes: number, n: number): DueTimer => ({
  id: timerId(turnId(conversationId('c_1'), 0), n),
  name,
  dueAt: at(minutes),
})

/** What there was to see after the last step, which fails on purpose. */
const sightOf = async (steps: string) => {
  const outcome = await played(room, steps)
  if (outcome.kind === 'passed') throw new Error('the last step was to fail')
  return outcome.sight
}

const sight = await sightOf(`
  - customer: 烧水壶漏电，我手被电麻了
    as: demo-18
  - after: 11m
    as: demo-18
  - agent: lin
    does: take
    as: demo-18
  - agent: chen
    replies: 我来
    as: demo-18
    expect: { owner: chen }
`)

const seen = await sightOf(`
  - customer: 烧水壶漏电，我手被电麻了
    as: demo-18
    expect: { silent: true }
`)

/** As it was, with what is the policy's to say fixed here. */
const first: Sight = {
  ...seen,
  tickets: seen.tickets.map((ticket) => ({
    ...ticket,
    status: 'collecting',
    severity: { level: 1, because: '人身安全', by: 'rules' },
    clocks: [clock('call', '15 分钟内由人联系', 15), clock('plan', '4 小时内给出方案', 240)],
  })),
  timers: [timer('soothe', 1, 0), timer('evidence_reminder', 15, 1)],
}

type Row = readonly [path: string, right: Expectation, wrong: Expectation]

const rows: readonly Row[] = [
  ['kind', { kind: 'handoff' }, { kind: 'answer' }],
  ['rung', { rung: 'safety' }, { rung: 'intent' }],
  ['because', { because: '安全词' }, { because: ['安全词', '过敏'] }],
  ['says', { says: [['断电', '停电'], '120'] }, { says: [['停电', '拔掉']] }],
  ['not_says', { not_says: '赔' }, { not_says: ['赔', '断电'] }],
  ['silent', { silent: false }, { silent: true }],
  ['lines', { lines: 1 }, { lines: 2 }],
  ['phase', { phase: 'awaitingAgent' }, { phase: 'answering' }],
  ['owner', { owner: 'queue' }, { owner: 'bot' }],
  ['alerts', { alerts: [] }, { alerts: [{ kind: 'clock_breach' }] }],
  ['handoff.reason', { handoff: { reason: 'safety' } }, { handoff: { reason: 'emotion' } }],
  ['handoff.summary', { handoff: { summary: '漏电' } }, { handoff: { summary: '发霉' } }],
  ['handoff.missing', { handoff: { missing: '照片' } }, { handoff: { missing: [] } }],
  ['tickets', { tickets: 1 }, { tickets: 0 }],
  ['ticket.class', { ticket: { class: '使用问题' } }, { ticket: { class: '服务态度' } }],
  ['ticket.symptom', { ticket: { symptom: '漏电' } }, { ticket: { symptom: '过期' } }],
  ['ticket.level', { ticket: { level: 1 } }, { ticket: { level: 3 } }],
  [
    'ticket.level_because',
    { ticket: { level_because: '安全' } },
    { ticket: { level_because: [] } },
  ],
  ['ticket.stage', { ticket: { stage: 'opened' } }, { ticket: { stage: 'done' } }],
  ['ticket.status', { ticket: { status: 'collecting' } }, { ticket: { status: 'complete' } }],
  ['ticket.order', { ticket: { order: '6979375034400930589' } }, { ticket: { order: '1' } }],
  ['ticket.owner', { ticket: { owner: 'nobody' } }, { ticket: { owner: 'lin' } }],
  ['ticket.missing', { ticket: { missing: ['incident-photo'] } }, { ticket: { missing: [] } }],
  ['ticket.doubts', { ticket: { doubts: [] } }, { ticket: { doubts: 'SH' } }],
  [
    'ticket.slots.incident-photo',
    { ticket: { slots: { 'incident-photo': 'missing' } } },
    { ticket: { slots: { 'incident-photo': 'filled' } } },
  ],
  [
    'ticket.slots.description.has',
    { ticket: { slots: { description: { has: '漏电' } } } },
    { ticket: { slots: { description: { has: '发霉' } } } },
  ],
  ['ticket.slots.invoice', { ticket: { slots: {} } }, { ticket: { slots: { invoice: 'filled' } } }],
  [
    'ticket.clocks.0.due',
    { ticket: { clocks: [{ due: '14:15', state: 'running' }] } },
    { ticket: { clocks: [{ due: '14:16' }] } },
  ],
  [
    'ticket.clocks.0.state',
    { ticket: { clocks: [{ id: '由人联系' }] } },
    { ticket: { clocks: [{ id: 'call', state: 'met' }] } },
  ],
  [
    'ticket.clocks.0.id',
    { ticket: { clocks: [{ id: 'plan' }] } },
    { ticket: { clocks: [{ id: '一年内' }] } },
  ],
  ['ticket', { ticket: { which: 1 } }, { ticket: { which: 2 } }],
]

test.each(rows)('%s: what is so passes, what is not is told', (path, right, wrong) => {
  const pathsOf = (expected: Expectation) =>
    compare(expectation.parse(expected), first, room.shopTime).map((each) => each.path.join('.'))
  expect(pathsOf(right)).toEqual([])
  expect(pathsOf(wrong).map((each) => each.replace(/^alerts\.0$/, 'alerts'))).toEqual([path])
})

const pathsIn = (expected: Expectation) =>
  compare(expected, sight, room.shopTime).map((each) => each.path.join('.'))

test('a refusal that nobody expected is told, and so is another one than expected', () => {
  expect(pathsIn({})).toEqual(['refused'])
  expect(pathsIn({ refused: '小林' })).toEqual([])
  expect(pathsIn({ refused: '小陈' })).toEqual(['refused'])
})

test('timers are compared by the exact set of names, or by when they are due', () => {
  const timers = (expected: Expectation['timers']) =>
    compare({ timers: expected }, first, room.shopTime).map((each) => each.path.join('.'))
  expect(timers(['evidence_reminder', 'soothe'])).toEqual([])
  expect(timers([])).toEqual(['timers'])
  expect(timers({ evidence_reminder: '14:15' })).toEqual([])
  expect(timers({ evidence_reminder: '14:30' })).toEqual(['timers.evidence_reminder'])
})
