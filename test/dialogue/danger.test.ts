import { expect, test } from 'vitest'
import { image, talk } from '../support/dialogue.ts'

test('a word of danger calls a person at once and asks for the evidence meanwhile', () => {
  const heard = talk().says('插座漏电了', 'damaged')
  expect(heard).toMatchObject({ kind: 'handoff', rung: 'safety', because: '出现安全词「漏电」' })
  expect(heard.said).toContain('抱歉（safety）。')
  expect(heard.said).toContain('现场照片')
  expect(heard.said).toContain('已列为紧急。')
  expect(heard.next.phase).toMatchObject({ handoff: { reason: 'safety' }, run: { flow: 'safety' } })
  expect(heard.ticket).toMatchObject({ status: 'partial', flow: 'safety' })
})

test('danger in other words is heard too', () => {
  expect(talk().says('用完浑身痒', 'safety_incident')).toMatchObject({
    rung: 'safety',
    because: '这句话说的是人身安全问题',
  })
})

test('a question whether it is dangerous is no danger', () => {
  expect(talk().says('会过敏吗', 'invoice').rung).toBe('intent')
})

test('danger told with all its evidence loses none of it', () => {
  const heard = talk().sendsWith('插头漏电把我电了一下', { intent: 'safety_incident' }, image())
  expect(heard.next.phase).toMatchObject({ kind: 'awaitingAgent', handoff: { reason: 'safety' } })
  expect(heard.ticket).toMatchObject({ status: 'complete', flow: 'safety' })
  expect(heard.next.phase).toMatchObject({
    handoff: {
      evidence: { have: ['现场照片：1 个文件', '经过：插头漏电把我电了一下'], missing: [] },
    },
  })
  expect(heard.next.ticketCount).toBe(1)
})

test('danger that the operators know not to be meant calls nobody, and a clause that means it does', () => {
  const told = (words: string, clause: string) =>
    talk().says(words, { intent: 'invoice', matters: [['safety_incident', clause]] }).rung
  expect(told('孩子用会过敏吗，能开发票吗', '孩子用会过敏吗')).not.toBe('safety')
  expect(told('孩子用会过敏吗，上次用完起疙瘩', '上次用完起疙瘩')).toBe('safety')
})

test('danger that is probably meant is danger, one that is out of the question is not', () => {
  const meaning = { intent: ['safety_incident', 'damaged'], confidence: 0.4 }
  expect(talk().says('用完不太对劲', meaning)).toMatchObject({
    kind: 'handoff',
    rung: 'safety',
  })
  const rejected = talk().says('用完不太对劲', { intent: 'safety_incident', outcome: 'reject' })
  expect(rejected.rung).not.toBe('safety')
})

test('what is the likeliest of many and still unlikely alarms nobody: it is asked for', () => {
  const meaning = { intent: ['safety_incident', 'damaged'], confidence: 0.39 }
  expect(talk().says('芡实糕', meaning)).toMatchObject({ kind: 'clarify', rung: 'clarify' })
})
