import { describe, expect, test } from 'vitest'
import {
  aFlow,
  anOrder,
  aPlaybook,
  aSlot,
  card,
  dayMs,
  image,
  minuteMs,
  noon,
  slotsOf,
  talk,
} from '../support/dialogue.ts'

describe('a handoff', () => {
  test('tells the person who, what, which order, what was tried, and beside it why', () => {
    const chat = talk(aPlaybook(), { orders: [anOrder()] })
    chat.says('到哪了', 'logistics')
    chat.sends(card('260011112222'))
    const { phase } = chat.says('人工').next
    expect(phase).toMatchObject({
      kind: 'awaitingAgent',
      handoff: {
        summary: [
          '顾客：小王（buyer-1）',
          '诉求：物流到哪了；原话 「到哪了」 「人工」',
          '订单：260011112222 白瓷杯（运输中，11月15日下单）',
          '已聊过：物流到哪了',
        ],
        because: '顾客说「人工」，要人工',
      },
    })
  })

  test('in mid-flow carries what is there and what is missing', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    const heard = chat.says('人工')
    expect(heard.next.phase).toMatchObject({
      run: { flow: 'damaged' },
      handoff: { evidence: { have: ['破损情况：收到就碎了'], missing: ['破损照片', '订单编号'] } },
    })
    expect(heard.ticket?.status).toBe('partial')
    expect(heard.effects).toContainEqual({ kind: 'cancelTimer', name: 'evidence_reminder' })
  })

  test('in mid-flow carries the picture of the very message that asks for a person', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    const heard = chat.sendsWith('转人工', {}, image())
    expect(heard.next.phase).toMatchObject({
      handoff: {
        evidence: { have: ['破损照片：1 个文件', '破损情况：收到就碎了'], missing: ['订单编号'] },
      },
    })
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '1 个' })
  })

  test('after a flow is done carries the evidence of its ticket', () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    chat.sendsWith('260011112222', {}, image())
    const heard = chat.says('人工')
    expect(heard.next.phase).toMatchObject({
      handoff: {
        evidence: {
          have: ['破损照片：1 个文件', '订单编号：260011112222', '破损情况：收到就碎了'],
          missing: [],
        },
      },
    })
    expect(heard.ticket?.status).toBe('complete')
  })

  test('says how many orders there are where the customer named none', () => {
    const orderOf = (orders: readonly ReturnType<typeof anOrder>[]) => {
      const { phase } = talk(aPlaybook(), { orders }).says('人工').next
      const handoff = phase.kind === 'awaitingAgent' ? phase.handoff : undefined
      return handoff?.summary.find((line) => line.startsWith('订单：'))
    }
    expect(orderOf([])).toBe('订单：未提供')
    expect(orderOf([anOrder(), anOrder()])).toBe('订单：没说是哪一单（名下 2 单）')
  })

  describe('names the order that nobody said', () => {
    const order = '订单：260011112222 白瓷杯（已签收，11月15日下单）'
    const chatOfOneOrder = () => talk(aPlaybook(), { orders: [anOrder({ state: 'delivered' })] })

    test('of the running flow', () => {
      const chat = chatOfOneOrder()
      chat.says('收到就碎了', 'damaged')
      expect(chat.says('人工').next.phase).toMatchObject({
        handoff: { summary: expect.arrayContaining([order]) },
      })
    })

    test('of the ticket that is complete', () => {
      const chat = chatOfOneOrder()
      chat.says('收到就碎了', 'damaged')
      expect(chat.sends(image()).ticket?.status).toBe('complete')
      expect(chat.says('人工').next.phase).toMatchObject({
        handoff: { summary: expect.arrayContaining([order]) },
      })
    })

    test('but rather the one that the customer talks about', () => {
      const chat = chatOfOneOrder()
      chat.says('收到就碎了', 'damaged')
      chat.sends(image())
      expect(chat.says('260099990000 转人工').next.phase).toMatchObject({
        handoff: { summary: expect.arrayContaining(['订单：260099990000']) },
      })
    })
  })

  test('of a failed turn apologises, one of a failed send says why a person must look', () => {
    expect(talk().fails('turn')).toMatchObject({
      kind: 'handoff',
      said: '出了点状况，已转同事。',
      next: { phase: { handoff: { reason: 'bot_failed' } } },
    })
    expect(talk().fails('send').next.phase).toMatchObject({
      handoff: { reason: 'send_failed', because: '消息没有送到：坏了' },
    })
  })

  test('that is already under way only gets a note of a failure', () => {
    const chat = talk()
    chat.says('人工')
    expect(chat.fails('send')).toMatchObject({
      kind: 'silent',
      said: '',
      notes: ['消息没有送到顾客：坏了'],
    })
    expect(chat.fails('turn').notes).toEqual(['机器人处理出错：坏了'])
  })
})

describe('in the queue', () => {
  const queued = () => {
    const chat = talk()
    chat.says('收到就碎了', 'damaged')
    chat.says('人工')
    return chat
  }

  test('the customer is told again at most every five minutes', () => {
    const chat = queued()
    chat.says('快点')
    chat.passes(5 * minuteMs - 1)
    expect(chat.says('有人吗')).toMatchObject({ kind: 'silent', said: '' })
    chat.passes(1)
    expect(chat.says('有人吗')).toMatchObject({ kind: 'notice', said: '没有变化。' })
    chat.passes(minuteMs)
    expect(chat.says('有人吗').kind).toBe('silent')
  })

  test('a question on the wait is answered between notices, and not the same twice in a row', () => {
    const chat = queued()
    chat.learns({ desk: { open: true, online: 1, ahead: 0 } })
    chat.says('快点')
    expect(chat.says('人呢').said).toMatch(/前面没有人。$/)
    chat.passes(19_000)
    expect(chat.says('人呢')).toMatchObject({ kind: 'silent' })
    chat.passes(1_000)
    expect(chat.says('还要多久')).toMatchObject({ kind: 'notice', said: '没有变化。' })
    chat.learns({ desk: { open: true, online: 0, ahead: 0 } })
    chat.passes(20_000)
    expect(chat.says('还要多久').said).toMatch(/没有同事在线。$/)
  })

  test('how far the case is is told, and another matter is not taken for that', () => {
    const chat = queued()
    chat.says('快点')
    expect(chat.says('上次报的破损有结果了吗', 'damaged').said).toContain('已登记')
    expect(chat.tickets).toHaveLength(1)
    chat.passes(minuteMs)
    expect(chat.says('快递怎么样了', 'logistics').said).toBe('请在订单页看物流。\n\n位置没有变。')
  })

  test('the first words after any handoff are acknowledged at once, and once', () => {
    const chat = talk()
    chat.says('我要投诉', 'complaint')
    expect(chat.says('是快递员的态度')).toMatchObject({
      kind: 'notice',
      said: '还在排队，小王请稍候。',
    })
    expect(chat.says('还骂人')).toMatchObject({ kind: 'silent' })
  })

  test('evidence still joins the ticket, and the first is acknowledged at once', () => {
    const chat = queued()
    chat.passes(minuteMs)
    const first = chat.sends(image('a'))
    expect(first).toMatchObject({ kind: 'notice', because: '排队中，收到破损照片' })
    expect(slotsOf(first.ticket)).toMatchObject({ photo: '1 个' })
    chat.passes(minuteMs)
    const second = chat.sends(image('b'))
    expect(second).toMatchObject({ kind: 'silent', said: '' })
    expect(slotsOf(second.ticket)).toMatchObject({ photo: '2 个' })
  })

  test('an order number of other trouble does not replace the one of the ticket', () => {
    const chat = queued()
    chat.says('260011112222')
    expect(chat.says('另外 260099998888 也要退').ticket).toBeUndefined()
    expect(slotsOf(chat.says('260099998888 发错了，不是这个').ticket)).toMatchObject({
      'order-number': '260099998888',
    })
    chat.says('260011112222')
    expect(chat.conversation.phase).toMatchObject({
      run: { slots: { 'order-number': { values: [{ text: '260099998888' }] } } },
    })
  })

  test('danger escalates and keeps the place in the queue', () => {
    const chat = queued()
    chat.passes(2 * minuteMs)
    const heard = chat.says('手碰到漏电了')
    expect(heard).toMatchObject({ rung: 'safety', kind: 'handoff' })
    expect(heard.next.phase).toMatchObject({
      handoff: { reason: 'safety', at: noon },
      run: { flow: 'damaged' },
    })
    expect(chat.says('还在漏电').said).toBe('身体最要紧。')
    expect(chat.says('还在漏电')).toMatchObject({ kind: 'silent' })
  })

  test('pictures that joined the ticket do not turn up with the next trouble', () => {
    const chat = queued()
    chat.sends(image('a'))
    chat.says('260011112222')
    chat.returns()
    const heard = chat.says('还少了一个盖子', 'missing')
    expect(slotsOf(heard.ticket)).toMatchObject({ photo: '1 个', 'missing/photo': '-' })
  })

  test('nothing reminds of missing evidence', () => {
    expect(queued().fires('evidence_reminder')).toMatchObject({ kind: 'silent', said: '' })
  })
})

test('a partial ticket does not hand the customer over again once the bot is back', () => {
  const chat = talk()
  chat.says('收到就碎了', 'damaged')
  chat.says('提供不了')
  chat.takes()
  chat.returns()
  expect(chat.says('能开发票不', 'invoice')).toMatchObject({ kind: 'answer' })
  const heard = chat.sends(image())
  expect(heard).toMatchObject({ kind: 'notice', rung: 'evidence_flow' })
  expect(slotsOf(heard.ticket)).toMatchObject({ photo: '1 个' })
})

describe('a flow whose words were taken out of the playbook', () => {
  const begun = () => {
    const slots = [aSlot({ id: 'x', kind: 'photo', label: '旧照片' })]
    const chat = talk(aPlaybook({ flows: [aFlow({ id: 'gone', intents: ['price'], slots })] }))
    return chat.says('保价', 'price').next
  }

  test('goes on with the words that it began with', () => {
    const { phase, ticketCount } = begun()
    const chat = talk(aPlaybook(), { from: { phase, ticketCount } })
    chat.passes(dayMs)
    expect(chat.fires('evidence_reminder').said).toContain('旧照片')
    expect(chat.sends(image())).toMatchObject({
      kind: 'collect',
      source: 'replies/small.yaml:gone',
    })
  })

  test('and that an earlier version left without its words ends in a person, not in a fault', () => {
    const { phase } = begun()
    const run = phase.kind === 'collecting' ? phase.run : undefined
    const { form: _, ...bare } = run ?? expect.fail('no run')
    const after = talk(aPlaybook(), { from: { phase: { kind: 'collecting', run: bare } } })
    after.passes(dayMs)
    expect(after.fires('evidence_reminder')).toMatchObject({ kind: 'silent' })
    expect(after.says('人工').next.phase).toMatchObject({
      kind: 'awaitingAgent',
      run: { flow: 'gone' },
    })
  })
})

test('without an order system a quoted number goes to a person instead of being called wrong', () => {
  const chat = talk(aPlaybook(), { quoted: { '260011112222': 'unchecked' } })
  chat.says('到哪了', 'logistics')
  const heard = chat.says('260011112222 到哪了', 'logistics')
  expect(heard).toMatchObject({
    kind: 'handoff',
    because: expect.stringContaining('订单系统没有接入'),
  })
})

test('what was handed over is still known after the person gave it back', () => {
  const chat = talk(aPlaybook())
  chat.says('人工')
  chat.takes()
  const { next } = chat.returns()
  expect(next.memory.lastHandoff).toMatchObject({ reason: 'customer_request' })
})
