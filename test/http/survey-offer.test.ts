import { expect, test } from 'vitest'
import { surveyNote, surveyOffer } from '../../src/http/survey-offer.ts'
import { emptyMemory } from '../../src/model/conversation.ts'
import { agentId } from '../../src/model/ids.ts'
import { anyTicket } from '../support/builders.ts'

const answering = {
  phase: { kind: 'answering' },
  round: 2,
  memory: { ...emptyMemory, heardAt: 500 },
} as const
const done = anyTicket({
  stage: 'done',
  doneAt: 900,
  updatedAt: 5_000,
  owner: { agent: agentId('lin'), name: '小林' },
})

test('a case that is done is asked about, and who had it is known', () => {
  expect(surveyOffer(answering, { tickets: [done], now: 1_000 })).toEqual({
    round: 2,
    agent: { id: 'lin', name: '小林' },
  })
})

test('nobody asks once the customer has written on, nor about a case that goes on', () => {
  const wroteOn = { ...answering, memory: { ...emptyMemory, heardAt: 901 } }
  expect(surveyOffer(wroteOn, { tickets: [done], now: 1_000 })).toBeUndefined()
  const month = 30 * 24 * 3_600_000
  const noted = { ...done, updatedAt: month }
  const quiet = { ...answering, memory: { ...emptyMemory, heardAt: 500 } }
  expect(surveyOffer(quiet, { tickets: [noted], now: month })).toBeUndefined()
  const open = anyTicket({ stage: 'agreed', updatedAt: 900 })
  expect(surveyOffer(answering, { tickets: [open], now: 1_000 })).toBeUndefined()
})

test('what agents read is short', () => {
  expect(surveyNote({ score: 1, marks: ['slow', 'unsolved'], words: '' })).toBe(
    '顾客评价：1 星，等太久、问题没解决',
  )
  expect(surveyNote({ score: 5, marks: [], words: '好' })).toBe('顾客评价：5 星。「好」')
})
