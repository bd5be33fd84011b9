import { expect, test } from 'vitest'
import type { Ticket } from '../../src/model/ticket.ts'
import { image, slotsOf } from '../support/dialogue.ts'
import { damaged, reported } from './damaged.ts'

const mistakes = (ticket: Ticket | undefined): number =>
  ticket?.slots.flatMap(({ state }) => state.takenBack ?? []).length ?? 0

test('a picture that was sent by mistake leaves the form, and stays with the case', () => {
  const chat = damaged()
  chat.sends(image('wrong'))
  const heard = chat.says('照片发错了', 'wrong_item')
  expect(heard.said).toBe(
    '刚才的不算，请发对的。\n\n方便时发我，还差：\n1. 破损照片（拍清楚）\n2. 订单编号',
  )
  expect(slotsOf(heard.ticket)).toMatchObject({ photo: '-' })
  expect(mistakes(heard.ticket)).toBe(1)
  expect(heard.ticket?.doubts).toEqual(['「破损照片」有 1 个文件，顾客说发错了，不作数'])
})

test('earlier pictures still count', () => {
  const chat = reported()
  chat.sends(image('second'))
  const heard = chat.says('照片发错了', 'wrong_item')
  expect(heard.said).toBe('刚才的不算，请发对的。')
  expect(slotsOf(heard.ticket)).toMatchObject({ photo: '1 个' })
  expect(heard.ticket).toMatchObject({ status: 'complete' })
})

test('who has no other picture goes to a person, who sees the wrong one', () => {
  const chat = reported()
  expect(chat.says('照片发错了', 'wrong_item').next.phase.kind).toBe('collecting')
  const heard = chat.says('没有照片')
  expect(heard.kind).toBe('handoff')
  expect(slotsOf(heard.ticket)).toMatchObject({ photo: 'refused' })
  expect(mistakes(heard.ticket)).toBe(1)
})

test('words about a picture that never came are no goods that were sent wrong', () => {
  const heard = damaged().says('照片发错了', 'wrong_item')
  expect(heard.next.ticketCount).toBe(1)
  expect(slotsOf(heard.ticket)).toMatchObject({ photo: '-' })
})

test('right after a picture 「发错了」 is about the picture, and a word later about goods', () => {
  const chat = damaged()
  chat.sends(image('wrong'))
  const heard = chat.says('不好意思 发错了', 'wrong_item')
  expect(mistakes(heard.ticket)).toBe(1)
  chat.sends(image('right'))
  chat.says('好的', 'affirm')
  expect(mistakes(chat.says('发错了', 'wrong_item').ticket ?? chat.tickets.at(-1))).toBe(1)
})

test('who says after a picture what the shop did wrong takes nothing back', () => {
  const chat = damaged()
  chat.sends(image('wrong'))
  expect(mistakes(chat.says('你们发错了', 'wrong_item').ticket)).toBe(0)
})
