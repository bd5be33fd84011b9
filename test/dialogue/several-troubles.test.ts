import { describe, expect, test } from 'vitest'
import { orderNo } from '../../src/model/ids.ts'
import {
  aFlow,
  anOrder,
  aPlaybook,
  aSlot,
  delivered,
  image,
  matters,
  slotsOf,
  talk,
} from '../support/dialogue.ts'
import { cup, threeMatters } from './three-matters.ts'

const address = aFlow({
  id: 'price',
  title: '改地址',
  slots: [aSlot({ id: 'description', kind: 'description', label: '新地址', from_opening: false })],
})

describe('what is wanted for a trouble', () => {
  const exchange = aPlaybook({ flows: [aFlow({ id: 'price', title: '换货' })] })

  test('is a choice of its form and no other trouble', () => {
    const heard = talk(exchange).says(
      '杯子碎了，我要换货',
      matters(['damaged', '杯子碎了'], ['price', '我要换货']),
    )
    expect(heard.ticket?.title).toBe('收到破损')
    expect(slotsOf(heard.ticket)).toMatchObject({ wanted: '换货' })
    expect(heard.because).toContain('当作选了「换货」')
  })

  test('said before the trouble is one too', () => {
    const heard = talk(exchange).says(
      '我要换货，杯子碎了',
      matters(['price', '我要换货'], ['damaged', '杯子碎了']),
    )
    expect(heard.ticket).toMatchObject({ title: '收到破损', intent: 'damaged' })
  })

  test('in answer to its form is one too', () => {
    const chat = talk(exchange)
    chat.says('收到就碎了', 'damaged')
    const heard = chat.says('换货吧', 'price')
    expect(heard.ticket?.title).toBe('收到破损')
    expect(slotsOf(heard.ticket)).toMatchObject({ wanted: '换货' })
  })

  test('is not changed by a question about it', () => {
    const chat = talk()
    chat.says('杯子碎了，我要换货', matters(['damaged', '杯子碎了'], ['price', '我要换货']))
    expect(slotsOf(chat.says('怎么退款', 'invoice').ticket)).not.toMatchObject({ wanted: '退款' })
    expect(chat.conversation.phase).toMatchObject({
      run: { slots: { wanted: { values: [{ text: '换货' }] } } },
    })
    expect(slotsOf(chat.says('那就退款', 'affirm').ticket)).toMatchObject({ wanted: '退款' })
  })

  test('is not a question about it', () => {
    const heard = talk().says(
      '杯子碎了，怎么退款',
      matters(['damaged', '杯子碎了'], ['invoice', '怎么退款']),
    )
    expect(heard.said).toContain('发票在订单页申请')
  })
})

describe('while a form is open', () => {
  const open = (...world: Parameters<typeof talk>) => {
    const chat = talk(...world)
    chat.says('收到就碎了', 'damaged')
    return chat
  }

  test('another trouble joins the form and its ticket, and costs no request', () => {
    const chat = open()
    const heard = chat.says('而且还少了一个盖子', 'missing')
    expect(heard.said).toBe(
      '「收到破损」「少发」记在一起。\n\n收到破损情况、少了什么！还差：\n1. 破损照片、合照（拍清楚）\n2. 订单编号',
    )
    expect(heard.ticket).toMatchObject({ title: '收到破损、少发', number: 'SH261118-012345' })
    expect(heard.next.phase).toMatchObject({
      run: { also: ['missing'], slots: { photo: { kind: 'missing', asked: 1 } } },
    })
  })

  test('a trouble that joins with a refusal is not asked for what was refused', () => {
    const heard = open().says('没有照片，而且还少了一个盖子', 'missing')
    expect(heard.said).toBe('「收到破损」「少发」记在一起。\n\n没关系。还差：\n订单编号')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: 'refused' })
  })

  test('a trouble that joins is part of the story, refusal or not', () => {
    const heard = open().says('没有照片，而且还少了一个盖子', 'missing')
    expect(slotsOf(heard.ticket)).toMatchObject({
      description: '收到就碎了；没有照片，而且还少了一个盖子',
    })
  })

  test('the one fact that another form exists for is not what opens it', () => {
    const chat = talk(aPlaybook({ flows: [address] }))
    chat.says('收到就碎了', 'damaged')
    const heard = chat.says('我还要改一下地址', 'price')
    expect(heard.said).toMatch(/^「收到破损」「改地址」记在一起。/)
    expect(slotsOf(heard.ticket)).toMatchObject({ 'price/description': '-' })
    expect(chat.says('改到江南路 8 号').said).toContain('收到')
    expect(slotsOf(chat.says('260011112222').ticket)).toMatchObject({
      'price/description': '改到江南路 8 号',
    })
  })

  test('a trouble with another order displaces no order', () => {
    const orders = [delivered, anOrder({ orderNo: orderNo('260033334444') })]
    const chat = talk(aPlaybook(), { orders })
    chat.says('收到就碎了', 'damaged')
    const heard = chat.says('260033334444 少了一个盖子', 'missing')
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260011112222；260033334444' })
  })

  test('a question next to evidence is answered, and the evidence receipted', () => {
    const heard = open().says('260011112222，发票怎么开', 'invoice')
    expect(heard.said).toBe(
      '发票在订单页申请，小店开具。\n\n收到订单编号！还差：\n破损照片（拍清楚）',
    )
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260011112222' })
  })

  test('a question without an answer next to evidence is told so', () => {
    const heard = open().says('260011112222，能保价吗', 'price')
    expect(heard.said).toBe('「保价」答不了。\n\n收到订单编号！还差：\n破损照片（拍清楚）')
  })

  test('several questions are answered, and the form is taken up again', () => {
    const heard = open().says('到哪了，发票怎么开', matters('logistics', 'invoice'))
    expect(heard.said).toMatch(
      /^请在订单页看物流。\n\n发票在订单页申请，小店开具。\n\n不着急，还差/,
    )
  })

  test('who complains next to evidence gets a person, and the evidence goes along', () => {
    const heard = open().says('260011112222，我要投诉', 'complaint')
    expect(heard.next.phase).toMatchObject({ handoff: { reason: 'complaint' } })
    expect(slotsOf(heard.ticket)).toMatchObject({ 'order-number': '260011112222' })
  })

  test('a trouble that a keyword names beside a question joins as well', () => {
    const heard = open().says('发票怎么开，还少发了', matters(['invoice', '发票怎么开']))
    expect(heard.said).toMatch(/^「收到破损」「少发」记在一起。\n\n发票在订单页申请/)
    expect(heard.ticket?.title).toBe('收到破损、少发')
  })
})

describe('the form of several troubles', () => {
  const done = () => {
    const chat = talk()
    chat.says(cup, threeMatters)
    chat.sendsWith('260011112222', {}, image())
    return chat
  }

  test('is complete when each piece of evidence is there once', () => {
    const chat = done()
    expect(chat.conversation.phase).toEqual({ kind: 'answering' })
    expect(chat.conversation.memory.lastRun).toMatchObject({ flow: 'damaged', also: ['missing'] })
  })

  test('takes any of the troubles told again', () => {
    const heard = done().says('盖子真的少了', 'missing')
    expect(heard).toMatchObject({ kind: 'notice', because: expect.stringContaining('并入同一张') })
    expect(heard.next.ticketCount).toBe(1)
    expect(heard.ticket?.title).toBe('收到破损、少发')
  })

  test('takes a new trouble of the same order once it is done, and asks for what that needs', () => {
    const heard = done().says('少了盖子，要求赔', matters('missing', 'compensation'))
    expect(heard).toMatchObject({ kind: 'collect', next: { ticketCount: 1 } })
    expect(heard.ticket?.also).toEqual(['missing', 'compensation'])
  })

  test('tells a person all of them', () => {
    const chat = talk()
    chat.says(cup, threeMatters)
    expect(chat.says('人工').next.phase).toMatchObject({
      handoff: {
        summary: expect.arrayContaining([expect.stringMatching(/^诉求：收到破损、少发、开发票；/)]),
      },
    })
  })

  test('asks one thing of a kind, the optional ones of no one twice', () => {
    const playbook = aPlaybook({
      flows: [
        aFlow({
          id: 'damaged',
          title: '破损',
          slots: [
            aSlot({ id: 'photo', kind: 'photo', label: '照片', optional: true }),
            aSlot({ id: 'wanted', kind: 'choice', label: '处理', options: ['补发', '退款'] }),
          ],
        }),
        aFlow({
          id: 'missing',
          title: '少发',
          slots: [
            aSlot({ id: 'photo', kind: 'photo', label: '合照', example: '面单也拍' }),
            aSlot({ id: 'wanted', kind: 'choice', label: '处理', options: ['补发', '先听建议'] }),
          ],
        }),
      ],
    })
    const heard = talk(playbook).says('碎了还少', matters('damaged', 'missing'))
    expect(heard.said).toContain('1. 合照（面单也拍）\n2. 处理：补发 / 退款 / 先听建议')
  })

  test('names every order that was said with a trouble, and keeps them in the story', () => {
    const other = anOrder({ orderNo: orderNo('260033334444') })
    const heard = talk(aPlaybook(), { orders: [delivered, other] }).says(
      '260011112222 的杯子碎了，260033334444 少发一个盖子',
      matters('damaged', 'missing'),
    )
    expect(slotsOf(heard.ticket)).toMatchObject({
      'order-number': '260011112222；260033334444',
      description: '260011112222 的杯子碎了，260033334444 少发一个盖子',
    })
  })

  test('asks for the one fact that a form exists for, whatever else was told', () => {
    const heard = talk(aPlaybook({ flows: [address] })).says(
      '收到就碎了，还要改地址',
      matters('damaged', 'price'),
    )
    expect(heard.said).toContain('新地址')
    expect(slotsOf(heard.ticket)).toMatchObject({
      description: '收到就碎了，还要改地址',
      'price/description': '-',
    })
  })

  test('takes the only order it can be', () => {
    const heard = talk(aPlaybook(), { orders: [delivered] }).says(cup, threeMatters)
    expect(heard.said).toContain('先按 260011112222 登记。')
    expect(heard.said.match(/订单编号/g)).toBeNull()
  })
})
