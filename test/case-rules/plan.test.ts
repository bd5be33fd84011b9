import { describe, expect, test } from 'vitest'
import { votesWanted } from '../../src/cases/index.ts'
import type { PlanGoal, Stage, Ticket, TicketChange } from '../../src/model/ticket.ts'
import {
  aCase,
  agree,
  bot,
  later,
  lin,
  now,
  shippedRules,
  someone,
  working,
  zheng,
  zhou,
} from './support.ts'

const rules = await shippedRules()

const at = later
const { refused, done } = working(rules, lin)

const stage = (to: Stage): TicketChange => ({ kind: 'stage', to })
const plan = (goal: PlanGoal, text = '重做一只'): TicketChange => ({ kind: 'plan', goal, text })

const disputed = (more: Partial<Ticket> = {}) =>
  aCase({
    severity: { level: 3, because: '图片重复', by: 'rules' },
    stage: 'under_review',
    ...more,
  })

const agreed = (goal: PlanGoal, ticket = disputed()) =>
  [zhou, zheng].reduce((each, by) => done(each, agree, by), done(ticket, plan(goal)))

describe('votes are about a plan', () => {
  test('a vote on a plan that was changed meanwhile is refused', () => {
    const read = done(disputed(), plan('proposed'))
    const changed = { ...read, ...(read.plan && { plan: { ...read.plan, at: at + 1 } }) }
    const vote: TicketChange = { kind: 'vote', verdict: 'agree', on: read.plan?.at }
    expect(refused(changed, vote, zhou)).toBe('方案刚改过，请再看一眼')
    expect(refused(read, vote, zhou)).toBeUndefined()
  })

  test('without one there is nothing to vote on', () => {
    expect(refused(disputed(), agree, zhou)).toBe('还没有要表决的方案，先写方案')
    expect(refused(disputed(), { kind: 'vote', verdict: 'refuse', comment: '不行' }, zheng)).toBe(
      '还没有要表决的方案，先写方案',
    )
  })

  test('anybody who works on the case writes it, and the trail has it', () => {
    const planned = done(disputed(), plan('proposed', ' 重做一只 '))
    expect(planned.plan).toEqual({ at, by: lin, goal: 'proposed', text: '重做一只' })
    expect(planned.trail.at(-1)?.what).toBe('方案：提出方案（重做一只）')
    expect(votesWanted(planned, rules)).toEqual(['supervisor', 'legal'])
  })

  test('another plan voids what was voted on the one before', () => {
    const changed = done(agreed('proposed'), plan('proposed', '退一半'))
    expect(changed.votes).toEqual([])
    expect(refused(changed, stage('proposed'))).toContain('还差：主管、法务')
    expect(changed.trail.at(-1)?.what).toBe(
      '方案：提出方案（重做一只）→ 提出方案（退一半），原来的表决作废',
    )
  })

  test.each([
    ['the same plan once more', plan('proposed'), '方案没有变'],
    ['a plan without words', plan('proposed', ' '), '请写上方案'],
  ])('%s is refused, and voids nothing', (_, change, why) => {
    expect(refused(agreed('proposed'), change)).toBe(why)
  })

  test.each([
    ['proposed', 'proposed', undefined],
    ['proposed', 'rejected', '「驳回」'],
    ['proposed', 'withdrawn', '「按撤回结案」'],
    ['rejected', 'rejected', undefined],
    ['rejected', 'proposed', '「提出方案」'],
    ['released', 'proposed', '「提出方案」'],
    ['withdrawn', 'withdrawn', undefined],
  ] as const)('votes for a plan of %s let the case come to %s: %s', (goal, to, why) => {
    const answer = refused(agreed(goal), stage(to))
    if (why === undefined) expect(answer).toBeUndefined()
    else expect(answer).toContain(why)
  })

  test('what was proposed is rejected by another plan and other votes', () => {
    const proposed = done(agreed('proposed'), stage('proposed'))
    expect(refused(proposed, stage('rejected'))).toContain('「驳回」')
    expect(done(agreed('rejected', proposed), stage('rejected')).stage).toBe('rejected')
  })

  test('plan and votes stand while it is carried out, and go when it goes back', () => {
    const proposed = done(agreed('proposed'), stage('proposed'))
    const closed = done(done(proposed, stage('agreed')), stage('done'))
    expect([closed.plan?.text, closed.votes.length]).toEqual(['重做一只', 2])
    const back = done(proposed, stage('under_review'))
    expect([back.plan, back.votes]).toEqual([undefined, []])
    expect(done(closed, stage('reopened')).plan).toBeUndefined()
  })

  test('a case that one person decides needs no plan', () => {
    expect(refused(aCase(), plan('proposed'))).toBe(
      '「常规」的单一个人就能定，不用写方案表决；直接改成「已提方案」并写上说明',
    )
  })

  test('who only reads cases writes no plan, nor does anybody after the end', () => {
    expect(refused(disputed(), plan('proposed'), someone('小编', 'operator'))).toContain('只能看单')
    expect(refused(disputed({ stage: 'done' }), plan('proposed'))).toContain('重新打开')
  })
})

describe('a disputed case is taken back', () => {
  test('not by one agent, nor by one supervisor', () => {
    for (const by of [lin, zhou]) {
      expect(refused(disputed(), stage('withdrawn'), by)).toBe(
        '「需人工复核」的单要先写「按撤回结案」的方案，再由主管、法务各一人同意，才能改成「顾客撤回」；还差：主管、法务',
      )
    }
  })

  test('by a supervisor and legal together', () => {
    const closed = done(agreed('withdrawn'), stage('withdrawn'))
    expect([closed.stage, closed.votes.length]).toEqual(['withdrawn', 2])
  })

  test('by any person once the customer has said so, and never by the bot alone', () => {
    const asked = disputed({ letGoAt: now })
    expect(refused(asked, stage('withdrawn'), lin)).toBeUndefined()
    expect(refused(asked, stage('withdrawn'), bot)).toBe('「顾客撤回」要由人来确认')
  })

  test('a routine one is, by anybody', () => {
    expect(refused(aCase(), stage('withdrawn'), lin)).toBeUndefined()
    expect(refused(aCase(), stage('withdrawn'), bot)).toBeUndefined()
  })
})
