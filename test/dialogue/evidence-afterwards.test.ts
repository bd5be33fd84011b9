import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  anAnswer,
  anOrder,
  aPlaybook,
  card,
  delivered,
  image,
  slotsOf,
  talk,
  video,
} from '../support/dialogue.ts'
import { damaged, reported } from './damaged.ts'

describe('after a flow is done', () => {
  test('a late picture joins the ticket', () => {
    const heard = reported().sends(image('late'))
    expect(heard).toMatchObject({ kind: 'notice', rung: 'evidence_flow' })
    expect(heard.said).toBe('已在 SH261118-012345 里。')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '2 个' })
  })

  test('the same trouble told again joins the ticket', () => {
    const heard = reported().says('杯子真的全碎了', 'damaged')
    expect(heard).toMatchObject({ kind: 'notice', rung: 'evidence_flow' })
    expect(heard.next.ticketCount).toBe(1)
    expect(slotsOf(heard.ticket)).toMatchObject({ description: '收到就碎了；杯子真的全碎了' })
  })

  test('an answer that leads to the same form is still said', () => {
    const answer = anAnswer({
      id: 'ask',
      keywords: ['破了'],
      reply: '别急。',
      next: { collect: 'damaged' },
    })
    const chat = damaged(aPlaybook({ answers: [answer] }))
    chat.sendsWith('260011112222', {}, image())
    expect(chat.says('杯口破了').said).toBe('别急。\n\n已在 SH261118-012345 里。')
  })

  test('the same trouble with another order is another ticket', () => {
    const heard = reported().says('260099998888 这单也碎了', 'damaged')
    expect(heard.kind).toBe('collect')
    expect(heard.ticket).toMatchObject({ number: 'SH261118-012345-2', status: 'collecting' })
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260099998888', photo: '-' })
  })

  test('a card of another order is a question of its own', () => {
    const chat = reported()
    const heard = chat.sends(card('260099998888'))
    expect(heard.ticket).toBeUndefined()
    expect(heard.kind).toBe('clarify')
  })

  test('a correction still reaches the ticket', () => {
    const heard = reported().says('订单号发错了，260099998888 碎了', 'damaged')
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260099998888' })
    expect(heard.next.ticketCount).toBe(1)
  })

  test('other trouble with the same order joins the ticket, and needs a picture of its own', () => {
    const heard = reported().says('还少了一个盖子', 'missing')
    expect(heard).toMatchObject({
      kind: 'collect',
      ticket: {
        flow: 'damaged',
        also: ['missing'],
        number: 'SH261118-012345',
        title: '收到破损、少发',
        status: 'collecting',
      },
      next: { ticketCount: 1 },
    })
    expect(slotsOf(heard.ticket)).toMatchObject({
      photo: '1 个',
      'missing/photo': '-',
      description: '收到就碎了',
      'missing/description': '还少了一个盖子',
    })
  })

  test('a person is called at once where the flow says so', () => {
    const chat = talk()
    chat.says('要求赔', 'compensation')
    chat.says('赔 30元，现金')
    const heard = chat.sends(video())
    expect(heard).toMatchObject({
      kind: 'handoff',
      next: { phase: { handoff: { reason: 'by_playbook' } } },
    })
    expect(heard.said).toBe('齐了，单号 SH261118-012345。')
    expect(heard.ticket?.status).toBe('complete')
    expect(heard.next.phase).toMatchObject({
      handoff: {
        evidence: { have: ['开箱视频：1 个文件', '金额：30元', '赔付方式：现金'], missing: [] },
      },
    })
  })
})

describe('a captioned picture after a flow is done', () => {
  test('joins the ticket, and its words are served after the receipt', () => {
    const heard = reported().sendsWith('能开发票不', { intent: 'invoice' }, image('late'))
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '2 个' })
    expect(heard.said).toBe('已在 SH261118-012345 里。\n\n发票在订单页申请，小店开具。')
    expect(heard.next.memory.media).toEqual([])
  })

  test('whose words nobody understands is receipted and no miss', () => {
    const heard = reported().sendsWith('内侧这样', {}, image('late'))
    expect(heard).toMatchObject({ kind: 'notice', said: '已在 SH261118-012345 里。' })
    expect(heard.next.memory.misses).toBe(0)
  })

  test('goes along to the person that its words ask for', () => {
    const heard = reported().sendsWith('转人工', {}, image('late'))
    expect(heard.said).toBe('这就转人工。')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '2 个' })
  })

  test('of other trouble belongs to that trouble', () => {
    const heard = reported().sendsWith('还少了一个盖子', { intent: 'missing' }, image('late'))
    expect(slotsOf(heard.ticket)).toMatchObject({
      'missing/photo': '1 个',
      'missing/description': '还少了一个盖子',
    })
    expect(heard.said).not.toContain('已在')
  })

  test('with another order number does not join', () => {
    const other = anOrder({ orderNo: orderNo('260099998888') })
    const chat = damaged(aPlaybook(), { orders: [delivered, other] })
    chat.sendsWith('260011112222', {}, image('first'))
    const heard = chat.sendsWith('260099998888 到哪了', { intent: 'logistics' }, image('x'))
    expect(heard).toMatchObject({ kind: 'answer', ticket: undefined })
  })
})

test('a picture while a person has the conversation joins the ticket that was done before', () => {
  const chat = reported()
  chat.takes()
  const heard = chat.sends(image('late'))
  expect(heard).toMatchObject({ kind: 'silent', said: '' })
  expect(slotsOf(heard.ticket)).toMatchObject({ photo: '2 个' })
})
