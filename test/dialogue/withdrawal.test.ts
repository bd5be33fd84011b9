import { describe, expect, test } from 'vitest'
import { talk } from '../support/dialogue.ts'
import { damaged, reported } from './damaged.ts'

describe('a withdrawal', () => {
  test('ends the flow with one kind sentence, and its clocks', () => {
    const heard = damaged().says('没事了，谢谢')
    expect(heard).toMatchObject({
      kind: 'notice',
      rung: 'evidence_flow',
      said: '好的，不处理了。',
      next: { phase: { kind: 'answering' } },
      notes: ['顾客说「没事了」，不再要「收到破损」'],
    })
    expect(heard.ticket).toMatchObject({ status: 'partial', stage: 'withdrawn' })
    expect(heard.effects).toContainEqual({ kind: 'cancelTimer', name: 'evidence_reminder' })
    expect(heard.effects).toContainEqual({ kind: 'cancelTimer', name: 'evidence_expiry' })
  })

  test('after a flow is done is noted for people', () => {
    const heard = reported().says('没事了')
    expect(heard).toMatchObject({
      kind: 'notice',
      said: '好的，不处理了。',
      ticket: { stage: 'withdrawn' },
    })
    expect(heard.notes).toHaveLength(1)
  })

  test.each(['找到了吗', '找到了一半，另一半还是不知道在哪里', '还没找到了'])(
    'is not 「%s」',
    (words) => {
      expect(damaged().says(words).next.phase.kind).toBe('collecting')
    },
  )

  test('of nothing is none', () => {
    expect(talk().says('没事了').said).not.toBe('好的，不处理了。')
  })
})
