import { describe, expect, test } from 'vitest'
import { decide, standsAlone } from '../../src/dialogue/index.ts'
import { conversationId, flowId, intentId, orderNo, ticketId } from '../../src/model/ids.ts'
import {
  anOrder,
  anUnderstanding,
  aPlaybook,
  card,
  hourMs,
  image,
  noFacts,
  noon,
  talk,
  text,
} from '../support/dialogue.ts'

const silence = 72 * hourMs

describe('after 72 hours of silence with the bot', () => {
  test('the next message opens a round with a clean memory', () => {
    const chat = talk()
    chat.says('能开发票不', 'invoice')
    chat.says('发票呢', 'invoice')
    chat.sends(image('old'), card('260011112222'))
    chat.passes(silence)
    const heard = chat.says('发票', 'invoice')
    expect(heard).toMatchObject({
      kind: 'answer',
      next: { round: 2, phase: { kind: 'answering' } },
    })
    expect(heard.next.memory).toStrictEqual({
      misses: 0,
      asked: { invoice: 1 },
      media: [],
      said: ['发票'],
      lastIntent: 'invoice',
      heardAt: noon + silence,
    })
  })

  test('and not a moment earlier', () => {
    const chat = talk()
    chat.says('能开发票不', 'invoice')
    chat.passes(silence - 1)
    expect(chat.says('发票', 'invoice').next).toMatchObject({
      round: 1,
      memory: { asked: { invoice: 2 } },
    })
  })

  test('the same question three times in a month is no insistence', () => {
    const chat = talk()
    for (const _ of [1, 2, 3, 4]) {
      expect(chat.says('到哪了', 'logistics').kind).toBe('answer')
      chat.passes(silence)
    }
    expect(chat.conversation.round).toBe(4)
  })

  test('a new breakage is another incident and another ticket', () => {
    const chat = talk(aPlaybook(), { orders: [anOrder({ state: 'delivered' })] })
    chat.says('收到就碎了', 'damaged')
    chat.sends(image())
    chat.passes(silence)
    expect(chat.says('又碎了一个', 'damaged')).toMatchObject({
      kind: 'collect',
      ticket: { number: 'SH261121-012345-2', status: 'collecting' },
    })
  })

  test('a picture joins no old ticket', () => {
    const chat = talk(aPlaybook(), { orders: [anOrder({ state: 'delivered' })] })
    chat.says('收到就碎了', 'damaged')
    chat.sends(image('1'))
    chat.passes(silence)
    expect(chat.sends(image('2'))).toMatchObject({ ticket: undefined, said: '这是什么情况？' })
  })

  test('a question that was never answered is dropped', () => {
    const chat = talk()
    expect(chat.says('那个怎么弄', { intent: ['invoice', 'price'] }).next.phase).toHaveProperty(
      'question',
    )
    const { conversation } = chat
    chat.passes(silence)
    const listening = {
      conversation,
      messages: [{ id: 'm', at: chat.at, parts: [text('1')] }],
      understanding: anUnderstanding(),
      playbook: aPlaybook(),
    }
    expect(standsAlone(listening)).toBe(false)
    expect(chat.says('1')).toMatchObject({ kind: 'clarify', rung: 'clarify' })
  })

  test('an order card that the shop shows belongs to the new round', () => {
    const chat = talk(aPlaybook(), { orders: [anOrder()] })
    chat.says('发票', 'invoice')
    chat.passes(silence)
    expect(chat.shows(card('260011112222')).next).toMatchObject({
      round: 2,
      memory: { asked: {}, order: '260011112222' },
    })
    expect(chat.says('到哪了', 'logistics').next).toMatchObject({
      round: 2,
      memory: { order: '260011112222' },
    })
  })
})

describe('no silence ends the round', () => {
  test('of a running flow', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    chat.passes(silence)
    expect(chat.sends(image())).toMatchObject({
      said: '收到破损照片！还差：\n订单编号',
      next: { round: 1 },
    })
  })

  test('that waits for a person', () => {
    const chat = talk()
    chat.says('人工')
    chat.passes(silence)
    expect(chat.says('在吗').next).toMatchObject({ round: 1, phase: { kind: 'awaitingAgent' } })
  })

  test('that a person had, counted from when it was given back', () => {
    const chat = talk()
    chat.says('发票', 'invoice')
    chat.takes()
    chat.passes(silence)
    chat.returns()
    chat.passes(silence - 1)
    expect(chat.says('发票', 'invoice').next.round).toBe(1)
    chat.passes(silence)
    expect(chat.says('发票', 'invoice').next.round).toBe(2)
  })

  test('while the customer writes now and then', () => {
    const chat = talk()
    for (const words of ['发票', '谢谢', '发票']) {
      chat.says(words, words === '谢谢' ? 'thanks' : 'invoice')
      chat.passes(silence / 2)
    }
    expect(chat.conversation).toMatchObject({ round: 1, memory: { asked: { invoice: 2 } } })
  })

  test('for a reminder or a failure: nobody wrote', () => {
    const chat = talk()
    chat.says('发票', 'invoice')
    chat.passes(silence)
    expect(chat.fires('evidence_reminder').next.round).toBe(1)
    expect(chat.fails('send').next.round).toBe(1)
  })

  test('that was kept before silence was counted', () => {
    const chat = talk()
    chat.says('发票', 'invoice')
    const { heardAt: _, ...memory } = chat.conversation.memory
    const old = talk(aPlaybook(), { from: { ...chat.conversation, memory } })
    old.passes(silence)
    expect(old.says('发票', 'invoice').next).toMatchObject({
      round: 1,
      memory: { asked: { invoice: 2 } },
    })
  })
})

test('a message that arrives late does not make the silence longer', () => {
  const chat = talk()
  chat.says('发票', 'invoice')
  const said = (at: number) =>
    ({ kind: 'customerSaid', messages: [{ id: 'late', at, parts: [image()] }] }) as const
  const { next } = decide({
    conversation: chat.conversation,
    trigger: said(noon - silence),
    facts: noFacts,
    tickets: [],
    playbook: aPlaybook(),
    at: noon,
    timeZone: 'Asia/Shanghai',
  })
  expect(next).toMatchObject({ round: 1, memory: { heardAt: noon } })
})

describe('a conversation that an earlier version left', () => {
  const memory = { misses: 0, asked: { invoice: 1 }, media: [], said: ['发票呢'], heardAt: noon }
  const options = [
    { label: '开发票', intent: intentId('invoice') },
    { label: '保价', intent: intentId('price') },
  ]

  test('with a question of wants goes on', () => {
    const phase = { kind: 'answering', question: { kind: 'intent', options } } as const
    const from = { phase, memory }
    expect(talk(aPlaybook(), { from }).says('1').intent).toBe('invoice')
    expect(talk(aPlaybook(), { from }).says('都不是', 'deny').kind).toBe('handoff')
  })

  test('with a question of orders goes on', () => {
    const orders = [anOrder(), anOrder({ orderNo: orderNo('260033334444') })]
    const question = {
      kind: 'order',
      intent: intentId('logistics'),
      options: orders.map((order) => ({ label: order.orderNo, orderNo: order.orderNo })),
    } as const
    const from = { phase: { kind: 'answering', question }, memory } as const
    expect(talk(aPlaybook(), { from, orders }).says('2').said).toContain('260033334444')
    expect(talk(aPlaybook(), { from, orders }).says('都不是', 'deny').said).toBe(
      '把那一单的订单号发我。',
    )
  })

  test('with a form goes on, and takes another trouble', () => {
    const run = {
      flow: flowId('damaged'),
      intent: intentId('damaged'),
      ticket: ticketId(conversationId('c_0123456789abcdef'), 1),
      ticketNumber: 'SH261118-012345',
      slots: {},
      startedAt: noon,
    }
    const from = { phase: { kind: 'collecting', run }, memory, ticketCount: 1 } as const
    expect(talk(aPlaybook(), { from }).says('还少了一个盖子', 'missing').ticket).toMatchObject({
      title: '收到破损、少发',
      number: 'SH261118-012345',
    })
  })
})
