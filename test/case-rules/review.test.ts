import { describe, expect, test } from 'vitest'
import { judged, openCase, type Rules, severityOf, votesWanted } from '../../src/cases/index.ts'
import type { Level, Severity, Ticket, TicketChange } from '../../src/model/ticket.ts'
import {
  aCase,
  agree,
  anOrder,
  aView,
  bot,
  hour,
  later,
  lin,
  minute,
  now,
  shippedRules,
  working,
  zheng,
  zhou,
} from './support.ts'

const rules = await shippedRules()

const at = later
const { refused, done } = working(rules, zhou)

const to = (level: Level): TicketChange => ({ kind: 'level', to: level, because: '看过了' })
const plan = (goal: 'proposed' | 'released'): TicketChange => ({ kind: 'plan', goal, text: '重做' })

/** Opened by the rules as they ship. */
const opened = (view: Parameters<typeof aView>[0]): Ticket =>
  openCase(aCase(), aView(view), { at: now, rules })

const learned = (ticket: Ticket, view: Parameters<typeof aView>[0]): Ticket =>
  judged(ticket, aView(view), { at, rules })

const levels = ({ severity: { level, review } }: Ticket) => [level, review !== undefined]
const waiting = ({ clocks }: Ticket) =>
  clocks.flatMap(({ id, dueAt, state }) => (state.kind === 'running' ? [[id, dueAt - now]] : []))

const both = { pictureReused: true, said: '壶漏电了' }
const danger = [
  ['call', 15 * minute],
  ['plan', 4 * hour],
]

const review = [
  ['mark', 30 * minute],
  ['close', 48 * hour],
]

describe('a case that is urgent and disputed', () => {
  test.each([
    ['danger and a picture known from elsewhere', both],
    ['a claim and a birthday', { said: '不赔就曝光，后天生日要用', dates: ['2026-11-27'] }],
    [
      'a large order and a claim',
      { said: '假一赔十', order: anOrder({ amount: { minor: 500_000, currency: 'CNY' } }) },
    ],
  ] as const)('is both from the start: %s', (_, view) => {
    expect(levels(opened(view))).toEqual([1, true])
  })

  test('tells both reasons, each with its place', () => {
    const { level, because, source, review } = severityOf(rules.severity, aView(both))
    expect([level, because, review?.because]).toEqual([
      1,
      '说到人身或食品安全',
      '凭证图片在别的售后单里出现过，需核对',
    ])
    expect([source, review?.source]).toEqual([
      expect.stringMatching(/^replies\/severity\.yaml:/),
      expect.stringMatching(/^replies\/severity\.yaml:/),
    ])
    expect(opened(both).trail.at(-1)?.what).toBe(
      '立案，级别：紧急、需人工复核（说到人身或食品安全；凭证图片在别的售后单里出现过，需核对）',
    )
  })

  test('keeps the review when danger is told later, and gets the fast clocks', () => {
    const disputed = opened({ pictureReused: true })
    expect(waiting(disputed)).toEqual(review)
    const urgent = learned(disputed, { said: '壶漏电了' })
    expect(levels(urgent)).toEqual([1, true])
    expect(waiting(urgent)).toEqual([...review, ...danger])
    expect(votesWanted(urgent, rules)).toEqual(['supervisor', 'legal'])
  })

  test('keeps the fast clocks when it is disputed later, by the rules or by a supervisor', () => {
    const urgent = opened({ said: '壶漏电了' })
    for (const each of [learned(urgent, { pictureReused: true }), done(urgent, to(3))]) {
      expect(levels(each)).toEqual([1, true])
      expect(waiting(each)).toEqual([...danger, ...review])
      expect(
        refused({ ...each, stage: 'under_review' }, { kind: 'stage', to: 'proposed' }),
      ).toMatch(/主管、法务各一人同意/)
    }
  })

  test('of two clocks of one name the faster runs', () => {
    const slower = { ...rules.severity.levels[3]?.clocks[0], id: 'call', within: 2 * hour } as never
    const faster = {
      ...rules.severity.levels[3]?.clocks[0],
      id: 'call',
      within: 5 * minute,
    } as never
    for (const [clock, due] of [
      [slower, 15 * minute],
      [faster, 5 * minute],
    ] as const) {
      const level = { ...rules.severity.levels[3], clocks: [clock] }
      const severity = { ...rules.severity, levels: { ...rules.severity.levels, 3: level } }
      const own = { ...rules, severity } as Rules
      const disputed = openCase(aCase(), aView({ pictureReused: true }), { at: now, rules: own })
      const urgent = judged(disputed, aView({ said: '壶漏电了' }), { at, rules: own })
      expect(waiting(urgent).filter(([id]) => id === 'call')).toEqual([['call', due]])
    }
  })

  test('a rule of level 2 above both ends the reading', () => {
    const spared = rules.severity.rules.map((rule, index) =>
      index === 0
        ? { ...rule, level: 2 as const, when: { ...rule.when, intents: undefined } }
        : rule,
    )
    const severity = { ...rules.severity, rules: spared } as Rules['severity']
    expect(severityOf(severity, aView(both))).toMatchObject({ level: 2, because: '人身安全' })
  })
})

describe('raising the urgency of a disputed case', () => {
  const disputed = () => ({ ...opened({ pictureReused: true }), stage: 'under_review' as const })

  test.each([
    ['a supervisor', zhou],
    ['an agent', lin],
  ])('needs no vote of %s, and the review stays', (_, by) => {
    const urgent = done(disputed(), to(1), by)
    expect(levels(urgent)).toEqual([1, true])
    expect(urgent.severity).toMatchObject({ by: 'person', review: { by: 'rules' } })
    expect(urgent.trail.at(-1)?.what).toBe('级别：需人工复核 → 紧急、需人工复核（看过了）')
    expect(refused(urgent, { kind: 'stage', to: 'proposed' })).toMatch(/主管、法务各一人同意/)
  })

  test('voids votes that were cast before it was known, and leaves the plan', () => {
    const voted = done(done(disputed(), plan('proposed'), lin), agree)
    const urgent = done(voted, to(1), lin)
    expect([urgent.votes, urgent.plan?.text]).toEqual([[], '重做'])
  })

  test('is taken back by a supervisor alone: the review stays', () => {
    const urgent = done(disputed(), to(1))
    expect(refused(urgent, to(3), lin)).toContain('主管')
    const slow = done(urgent, to(3))
    expect(levels(slow)).toEqual([3, false])
    expect(waiting(slow).map(([id]) => id)).not.toContain('call')
    expect(refused(slow, { kind: 'stage', to: 'proposed' })).toMatch(/主管、法务各一人同意/)
  })
})

describe('lifting the review', () => {
  const urgent = () =>
    done({ ...opened(both), stage: 'under_review' as const }, { kind: 'note', text: '看' })
  const released = (ticket: Ticket) =>
    [zhou, zheng].reduce((each, by) => done(each, agree, by), done(ticket, plan('released'), lin))

  test.each([1, 2] as const)('to level %i needs the votes of both', (level) => {
    expect(refused(urgent(), to(level))).toMatch(/主管、法务/)
    const one = done(done(urgent(), plan('released')), agree)
    expect(refused(one, to(level))).toMatch(/还差：法务/)
    const free = done(released(urgent()), to(level))
    expect(levels(free)).toEqual([level, false])
    expect([free.votes, free.plan]).toEqual([[], undefined])
    expect(refused(free, { kind: 'stage', to: 'proposed' }, lin)).toBeUndefined()
  })

  test('votes for an offer lift nothing', () => {
    const offered = [zhou, zheng].reduce(
      (each, by) => done(each, agree, by),
      done(urgent(), plan('proposed')),
    )
    expect(refused(offered, to(2))).toMatch(/「不再复核」/)
  })

  test('stays lifted: what a person has set the rules leave alone', () => {
    const free = done(released(urgent()), to(2))
    expect(learned(free, both)).toBe(free)
  })
})

describe('who may be asked', () => {
  test('legal works on an urgent case that is disputed too', () => {
    const note: Severity = {
      level: 1,
      because: '漏电',
      by: 'rules',
      review: { because: '图', by: 'rules' },
    }
    const ticket = aCase({ severity: note, stage: 'under_review' })
    expect(refused(ticket, { kind: 'contacted', how: '电话' }, zheng)).toBeUndefined()
  })

  test('the bot neither writes a plan nor votes', () => {
    const ticket = opened(both)
    expect(refused(ticket, plan('proposed'), bot)).toBe('方案要由人来写')
    expect(refused(done(ticket, plan('proposed')), agree, bot)).toContain('表决')
  })
})
