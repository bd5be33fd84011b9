import { expect, test } from 'vitest'
import { askWords, slotAdvice } from '../../src/dialogue/index.ts'
import { flowId, slotId } from '../../src/model/ids.ts'
import type { TicketSlot } from '../../src/model/ticket.ts'
import { anyTicket } from '../support/builders.ts'
import { aPlaybook } from '../support/dialogue.ts'

const slot = (id: string, label: string, more: Partial<TicketSlot> = {}): TicketSlot => ({
  id: slotId(id),
  kind: 'photo',
  label,
  required: true,
  state: { kind: 'missing', asked: 1 },
  ...more,
})

const playbook = aPlaybook()
const ticket = anyTicket({
  slots: [
    slot('photo', '破损照片'),
    slot('description', '破损情况', { kind: 'description' }),
    slot('wanted', '希望的处理', { kind: 'choice', required: false }),
  ],
})
const ids = (...names: string[]) => names.map(slotId)

test('exactly these are asked for, in the words of the form', () => {
  expect(askWords(playbook, ticket, ids('photo'))).toBe('提醒一下，还差：\n破损照片（拍清楚）')
  expect(askWords(playbook, ticket, ids('photo', 'wanted'))).toBe(
    '提醒一下，还差：\n1. 破损照片（拍清楚）\n2. 希望的处理：补发 / 换货 / 退款（选填）',
  )
})

test('what was wrong with the pictures is said first', () => {
  const words = askWords(playbook, ticket, ids('photo'), ['blurred', 'small'])
  expect(words.startsWith(playbook.phrases.picture_blurred)).toBe(true)
  expect(words).toContain('破损照片')
})

test('a case whose form is gone from the playbook is asked for in general words', () => {
  const old = { ...ticket, flow: flowId('of-last-year') }
  expect(askWords(playbook, old, ids('photo'))).toContain('破损照片')
  expect(slotAdvice(playbook, old)[0]).toMatchObject({ label: '破损照片', example: undefined })
})
