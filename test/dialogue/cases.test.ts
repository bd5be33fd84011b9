import { describe, expect, test } from 'vitest'
import type { DeskFacts, Effect } from '../../src/model/decision.ts'
import { orderNo, ticketId } from '../../src/model/ids.ts'
import type { Role } from '../../src/model/people.ts'
import type { Ticket, TicketChange } from '../../src/model/ticket.ts'
import { clocksFile, severityFile, suggestFile } from '../../src/playbook/schema/index.ts'
import {
  anOrder,
  aPlaybook,
  dayMs,
  delivered,
  handoffRules,
  hourMs,
  image,
  minuteMs,
  noon,
  type Talk,
  talk,
} from '../support/dialogue.ts'

const secondMs = 1_000

const severity = severityFile.parse({
  levels: {
    1: {
      name: '紧急',
      clocks: [
        {
          id: 'call',
          title: '15 分钟内联系',
          within: '15m',
          counts: 'always',
          until: ['contacted'],
          warn_before: '5m',
          at_breach: ['reassign', 'notify_supervisor', 'raise_priority'],
        },
      ],
    },
    2: {
      name: '常规',
      clocks: [{ id: 'reply', title: '1 小时内回复', within: '1h', until: ['contacted'] }],
    },
    3: {
      name: '需人工复核',
      decided_by: ['supervisor', 'legal'],
      complete: '资料收到了，单号 {{ticket.number}}，会请同事一起看。',
    },
  },
  rules: [
    { id: 'safety', level: 1, because: '人身安全', when: { intents: ['safety_incident'] } },
    {
      id: 'gift',
      level: 1,
      because: '赶日子的礼物',
      when: { words: ['生日', '礼物'], occasion: 'near_or_passed' },
    },
    { id: 'large', level: 1, because: '订单超过 2000 元', when: { order_amount_over: 2000 } },
    { id: 'opened', level: 3, because: '拆封后退货', when: { words: ['拆封', '用过了'] } },
  ],
})

const playbook = aPlaybook({
  severity: {
    ...severity,
    rules: severity.rules.map((rule) => ({ ...rule, source: `replies/severity.yaml:${rule.id}` })),
  },
  clocks: clocksFile.parse({}),
  handoff: {
    ...handoffRules,
    told: { ...handoffRules.told, urgent: '列为紧急，请同事优先。', disputed: '请同事一起看。' },
    closed: '下班了，{{hours.next_open}} 有人。',
    queue_ahead: '前面还有 {{queue.ahead}} 位。',
    queue_estimate: '大约 {{queue.minutes}} 分钟。',
    meanwhile: '先发这些：{{missing}}',
    still_waiting: '还在找同事。',
  },
})

const dear = anOrder({
  ...delivered,
  orderNo: orderNo('260077778888'),
  amount: { minor: 268_000, currency: 'CNY' },
})

const customer = (world: Parameters<typeof talk>[1] = {}) =>
  talk(playbook, { orders: [delivered], ...world })

type Heard = ReturnType<Talk['says']>

const timers = ({ effects }: Heard, kind: 'startTimer' | 'cancelTimer', name: string) =>
  effects.flatMap((effect: Effect) =>
    effect.kind === kind && effect.name === name ? [effect] : [],
  )

const caseOf = (chat: Talk): Ticket => chat.tickets.at(-1) ?? expect.fail('no ticket')

describe('given the rules of severity', () => {
  test.each([
    ['收到就碎了', 2, '常规'],
    ['生日礼物收到就碎了，2026-11-19 就要', 1, '赶日子的礼物'],
    ['拆封发现碎了', 3, '拆封后退货'],
  ] as const)(
    'when the customer says 「%s」, then the case is of level %s: %s',
    (words, level, because) => {
      const dates = words.match(/\d{4}-\d\d-\d\d/g) ?? []
      const chat = customer()
      chat.says(words, {
        intent: 'damaged',
        entities: dates.map((value) => ({ kind: 'date', text: value, value, start: 0, end: 1 })),
      })
      expect(caseOf(chat).severity).toMatchObject({ level, because, by: 'rules' })
    },
  )

  test('when the order is above 2,000 yuan, then a person is called at once and the evidence asked for meanwhile', () => {
    const chat = customer({ orders: [dear] })
    const heard = chat.says('收到就碎了', 'damaged')
    expect(heard.next.phase).toMatchObject({ kind: 'awaitingAgent', handoff: { reason: 'urgent' } })
    expect(heard.said).toContain('还差：')
    expect(heard.said).toContain('列为紧急，请同事优先。')
    expect(caseOf(chat).severity.source).toBe('replies/severity.yaml:large')
  })

  test('when the dear order is named only later, then the case becomes urgent then', () => {
    const chat = customer({ orders: [delivered, dear] })
    expect(chat.says('收到就碎了', 'damaged').next.phase.kind).toBe('collecting')
    const heard = chat.says('260077778888')
    expect(heard.next.phase).toMatchObject({ handoff: { reason: 'urgent' } })
    expect(caseOf(chat).trail.map(({ what }) => what)).toContain(
      '级别：常规 → 紧急（订单超过 2000 元）',
    )
  })

  test('when a case is disputed and complete, then the words are neutral and people decide', () => {
    const chat = customer()
    chat.says('拆封发现碎了', 'damaged')
    const heard = chat.sends(image())
    expect(heard.said).toBe('资料收到了，单号 SH261118-012345，会请同事一起看。')
    expect(heard.next.phase).toMatchObject({ handoff: { reason: 'disputed' } })
  })

  test('when a person has set the level, then more words do not change it', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    const id = caseOf(chat).id
    chat.changes(id, { kind: 'level', to: 1, because: '老顾客' }, 'supervisor')
    chat.says('已经用过了才发现')
    expect(caseOf(chat).severity).toMatchObject({ level: 1, by: 'person' })
  })
})

describe('given a case with a stage clock', () => {
  const urgent = () => {
    const chat = customer({ orders: [dear] })
    const opened = chat.says('收到就碎了', 'damaged')
    return { chat, opened }
  }
  const subject = (what: string) => `${ticketId('c_0123456789abcdef' as never, 1)}/call/${what}`

  test('when it opens, then a warning and an end are set', () => {
    expect(timers(urgent().opened, 'startTimer', 'stage_clock')).toEqual([
      expect.objectContaining({ subject: subject('warn'), dueAt: noon + 10 * minuteMs }),
      expect.objectContaining({ subject: subject('breach'), dueAt: noon + 15 * minuteMs }),
    ])
  })

  test('when it warns, then who has the chat is told, and the customer is not', () => {
    const { chat } = urgent()
    chat.passes(10 * minuteMs)
    const heard = chat.fires('stage_clock', subject('warn'))
    expect(heard.said).toBe('')
    expect(heard.next.alerts).toMatchObject([{ kind: 'clock_warning', to: 'owner' }])
  })

  test('when a person answers in time, then the warning goes and the clock is met', () => {
    const { chat } = urgent()
    chat.passes(10 * minuteMs)
    chat.fires('stage_clock', subject('warn'))
    const heard = chat.replies('您好，我来处理')
    expect(heard.next.alerts).toEqual([])
    expect(caseOf(chat)).toMatchObject({
      clocks: [{ id: 'call', state: { kind: 'met' } }],
      owner: { name: '小林' },
      stage: 'under_review',
    })
    expect(timers(heard, 'cancelTimer', 'stage_clock')).toMatchObject([
      { subject: subject('breach') },
    ])
  })

  test('when it is over, then it is written down, supervisors are told and it moves forward', () => {
    const { chat } = urgent()
    chat.takes()
    chat.passes(15 * minuteMs)
    const heard = chat.fires('stage_clock', subject('breach'))
    expect(heard.next.alerts).toMatchObject([{ kind: 'clock_breach', to: 'supervisors' }])
    expect(heard.next.phase).toMatchObject({
      kind: 'awaitingAgent',
      handoff: { passedBy: ['lin'] },
    })
    expect(caseOf(chat)).toMatchObject({ raised: 1, clocks: [{ state: { kind: 'breached' } }] })
    expect(chat.fires('stage_clock', subject('breach'))).toMatchObject({
      kind: 'silent',
      notes: [],
    })
  })

  test('when the alert is seen, then it goes', () => {
    const { chat } = urgent()
    chat.fires('stage_clock', subject('breach'))
    expect(chat.sees(subject('breach')).next.alerts).toEqual([])
  })
})

describe('given the marketplace’s clock on replies', () => {
  const queued = () => {
    const chat = customer()
    return { chat, heard: chat.says('转人工') }
  }

  test('when the customer waits for a person, then it runs', () => {
    const { heard } = queued()
    expect(timers(heard, 'startTimer', 'reply_clock')).toMatchObject([
      { subject: 'warn', dueAt: noon + 100 * secondMs },
      { subject: 'breach', dueAt: noon + 180 * secondMs },
    ])
  })

  test('when they write again, then it goes on from the first message', () => {
    const { chat } = queued()
    chat.passes(minuteMs)
    expect(timers(chat.says('在吗'), 'startTimer', 'reply_clock')).toEqual([])
  })

  test('when nobody answers, then people are warned at 100 s and told at 180 s', () => {
    const { chat } = queued()
    chat.passes(100 * secondMs)
    expect(chat.fires('reply_clock', 'warn').next.alerts).toMatchObject([
      { kind: 'reply_warning', to: 'owner', text: expect.stringContaining('100 秒') },
    ])
    chat.passes(80 * secondMs)
    expect(chat.fires('reply_clock', 'breach').next.alerts).toMatchObject([
      { kind: 'reply_breach', to: 'supervisors' },
    ])
  })

  test('when a person answers, then it stops, warnings go and a broken promise stays', () => {
    const { chat } = queued()
    chat.passes(180 * secondMs)
    chat.fires('reply_clock', 'warn')
    chat.fires('reply_clock', 'breach')
    const heard = chat.replies('您好')
    expect(timers(heard, 'cancelTimer', 'reply_clock')).toHaveLength(1)
    expect(heard.next.alerts).toMatchObject([{ kind: 'reply_breach' }])
    expect(chat.fires('reply_clock', 'breach')).toMatchObject({ because: '已经有人回复' })
  })

  test('when a colleague answers in the platform’s client, then it stops too', () => {
    const { chat } = queued()
    expect(timers(chat.shopAnswers(), 'cancelTimer', 'reply_clock')).toHaveLength(1)
  })

  test('when the bot has the chat, then it does not run', () => {
    expect(timers(customer().says('发票', 'invoice'), 'startTimer', 'reply_clock')).toEqual([])
  })
})

describe('given a customer who waits for a person', () => {
  const open: DeskFacts = { open: true, online: 1, ahead: 0 }

  test('when a minute has passed, then they are soothed once', () => {
    const chat = customer()
    expect(timers(chat.says('转人工'), 'startTimer', 'soothe')).toMatchObject([
      { dueAt: noon + minuteMs },
    ])
    chat.passes(minuteMs)
    expect(chat.fires('soothe').said).toBe('还在找同事。')
    expect(chat.fires('soothe').said).toBe('')
  })

  test('when the bot has just said something, then it waits for another minute', () => {
    const chat = customer()
    chat.says('转人工')
    chat.passes(50 * secondMs)
    chat.says('在吗')
    chat.passes(10 * secondMs)
    const heard = chat.fires('soothe')
    expect(heard.said).toBe('')
    expect(timers(heard, 'startTimer', 'soothe')).toMatchObject([{ dueAt: noon + 110 * secondMs }])
  })

  test('when a person has come, then nothing is said', () => {
    const chat = customer()
    chat.says('转人工')
    expect(timers(chat.takes(), 'cancelTimer', 'soothe')).toHaveLength(1)
    expect(chat.fires('soothe').said).toBe('')
  })

  test.each([
    ['others wait', { ...open, ahead: 3 }, '这就转人工。\n\n前面还有 3 位。'],
    [
      'waits are known',
      { ...open, ahead: 2, estimateMs: 4.2 * minuteMs },
      '这就转人工。\n\n前面还有 2 位。大约 5 分钟。',
    ],
    ['nobody waits', open, '这就转人工。'],
    [
      'nobody is on duty',
      { ...open, open: false, opensAt: noon + 21 * hourMs },
      '这就转人工。\n\n下班了，11月19日 09:00 有人。',
    ],
    ['nobody knows when somebody is', { ...open, open: false }, '这就转人工。'],
  ])('when %s, then they hear so', (_, desk, said) => {
    expect(customer({ desk }).says('转人工').said).toBe(said)
  })

  test('when nobody is on duty, then the customer is to be called back, and danger is not put off', () => {
    const desk = { ...open, open: false, opensAt: noon + 21 * hourMs }
    const chat = customer({ desk })
    expect(chat.says('转人工').next.phase).toMatchObject({ handoff: { callBackAt: desk.opensAt } })
    expect(customer({ desk }).says('漏电').said).not.toContain('下班')
  })

  test('when a form misses something, then it can be sent meanwhile', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    expect(chat.says('转人工').said).toBe('这就转人工。\n\n先发这些：破损照片（拍清楚）')
  })
})

describe('given a handoff', () => {
  test('then the packet has the order, the emotion, earlier cases and what colleagues said', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.sends(image())
    chat.takes()
    chat.replies('给您补发一个')
    chat.returns()
    const heard = chat.says('太气人了，转人工', { mood: { emotion: 2 } })
    expect(heard.next.phase).toMatchObject({
      handoff: {
        emotion: 2,
        order: {
          orderNo: '260011112222',
          courier: '顺丰',
          lastEvent: { text: '已到达杭州转运中心' },
        },
        earlier: [],
      },
    })
    const { phase } = heard.next
    const summary = phase.kind === 'awaitingAgent' ? phase.handoff.summary : []
    expect(summary).toHaveLength(5)
    expect(summary[3]).toContain('同事说过 「给您补发一个」')
  })
})

describe('given suggestions', () => {
  const suggesting = aPlaybook({
    suggest: {
      ...suggestFile.parse({}),
      suggestions: [
        {
          id: 'size',
          when: { words: ['不喜欢'], not_words: [], unless: [] },
          say: '是尺码不合适吗？可以换。',
          for_people: '先问尺码',
          source: 'replies/suggest.yaml:1:1',
        },
      ],
    },
  })

  test('when one fits, then it is said after the answer, once', () => {
    const chat = talk(suggesting, { orders: [delivered] })
    const heard = chat.says('不喜欢，能开发票不', 'invoice')
    expect(heard.said).toMatch(/^发票.*\n\n是尺码不合适吗？可以换。$/)
    expect(heard.because).toContain('replies/suggest.yaml:1:1')
    expect(chat.says('不喜欢，能开发票不', 'invoice').said).not.toContain('尺码')
  })

  test('when the round is over within a week, then it is not said again', () => {
    const chat = talk(suggesting, { orders: [delivered] })
    chat.says('不喜欢，能开发票不', 'invoice')
    chat.passes(5 * dayMs)
    expect(chat.says('不喜欢，能开发票不', 'invoice').said).not.toContain('尺码')
    chat.passes(8 * dayMs)
    expect(chat.says('不喜欢，能开发票不', 'invoice').said).toContain('尺码')
  })

  test('when a person is called, then it is for them', () => {
    const heard = talk(suggesting, { orders: [delivered] }).says('不喜欢，转人工')
    expect(heard.said).not.toContain('尺码')
    expect(heard.next.phase).toMatchObject({
      handoff: { next: { text: '先问尺码', source: 'replies/suggest.yaml:1:1' } },
    })
  })
})

describe('given a ticket, when the customer asks how far it is', () => {
  const reported = () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.sends(image())
    return chat
  }

  test('by its number, then they hear it', () => {
    expect(reported().says('sh261118-012345 怎么样了').said).toBe(
      'SH261118-012345（收到破损）：已登记，等同事核实。',
    )
  })

  test('by somebody else’s number, then they hear that it is not theirs', () => {
    expect(reported().says('SH261118-ABCDEF 怎么样了').said).toBe('没有单 SH261118-ABCDEF。')
  })

  test('by the number of a case in another conversation of theirs, then they hear it', () => {
    const [ticket = expect.fail('no ticket')] = reported().tickets
    const chat = customer({ earlier: [{ ...ticket, number: 'SH261001-ZZZZZZ', stage: 'done' }] })
    expect(chat.says('SH261001-ZZZZZZ').said).toBe('SH261001-ZZZZZZ（收到破损）：已办完。')
  })

  test('by wrong numbers again and again, then a person comes', () => {
    const chat = reported()
    chat.says('SH261118-ABCDEF 怎么样了')
    expect(chat.says('SH261118-ABCDEG 怎么样了').next.phase).toMatchObject({
      kind: 'awaitingAgent',
      handoff: { reason: 'no_answer' },
    })
  })

  test('and wants a person, then one comes', () => {
    expect(reported().says('SH261118-012345 转人工').kind).toBe('handoff')
  })
})

describe('given what people do to a ticket', () => {
  const review = (words = '收到就碎了') => {
    const chat = customer()
    chat.says(words, 'damaged')
    chat.sends(image())
    chat.takes()
    return chat
  }
  const change = (chat: Talk, what: TicketChange, role: Role = 'agent', who: string = role) =>
    chat.changes(caseOf(chat).id, what, role, who)

  test('when it moves on, then the transcript tells people, and the customer nothing', () => {
    const chat = review()
    const heard = change(chat, { kind: 'stage', to: 'proposed', comment: '补发一个' })
    expect(caseOf(chat).stage).toBe('proposed')
    expect(heard.said).toBe('')
    expect(heard.notes).toEqual([
      'agent · 售后单 SH261118-012345：阶段：核实中 → 已提方案（补发一个）',
    ])
  })

  test('when something may not be done, then nothing changes', () => {
    const chat = review()
    const before = caseOf(chat)
    change(chat, { kind: 'stage', to: 'done' })
    expect(caseOf(chat)).toEqual(before)
  })

  test('when a disputed case is decided, then a supervisor and legal must agree', () => {
    const chat = review('拆封发现碎了')
    const propose = () => change(chat, { kind: 'stage', to: 'rejected' }, 'supervisor')
    propose()
    expect(caseOf(chat).stage).toBe('under_review')
    change(chat, { kind: 'vote', verdict: 'agree' }, 'supervisor')
    propose()
    expect(caseOf(chat).stage).toBe('under_review')
    change(chat, { kind: 'vote', verdict: 'agree' }, 'legal')
    propose()
    expect(caseOf(chat).stage).toBe('rejected')
  })

  test('when more evidence comes, then notes, owner and stage stay', () => {
    const chat = review()
    change(chat, { kind: 'note', text: '顾客常来' })
    chat.sends(image('second'))
    expect(caseOf(chat)).toMatchObject({
      stage: 'under_review',
      owner: { agent: 'lin' },
      notes: [{ text: '顾客常来' }],
    })
  })

  test('when people have decided and give the chat back, then the form is not taken up again', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.takes()
    change(chat, { kind: 'stage', to: 'proposed' })
    expect(chat.returns().said).toBe('我又回来啦。')
    expect(chat.conversation.phase.kind).toBe('answering')
  })

  test('when the case is given to one agent and another was faster, then it is of the faster one', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.says('转人工')
    chat.isTakenByBoss()
    chat.isGiven()
    expect(caseOf(chat).owner).toMatchObject({ agent: 'zhao' })
  })

  test('when a picture of a withdrawn case turns out to be lost, then nobody asks for it', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.sends({ kind: 'image', url: 'https://cdn.test/1.jpg', mediaId: 'm1' })
    chat.says('没事了')
    chat.learns({ pictures: { m1: { kind: 'refused', reason: '文件来源回答 404' } } })
    expect(chat.fires('evidence_check')).toMatchObject({ said: '', kind: 'silent' })
    expect(caseOf(chat).stage).toBe('withdrawn')
  })

  test('when the same trouble comes in the next round, then it is on the same ticket', () => {
    const chat = review()
    chat.resolves()
    chat.passes(dayMs)
    const heard = chat.says('260011112222 又碎了', 'damaged')
    expect(heard.next).toMatchObject({ round: 2, ticketCount: 1 })
    expect(caseOf(chat).number).toBe('SH261118-012345')
  })

  test('when the case was closed, then the same trouble is a new one', () => {
    const chat = review()
    change(chat, { kind: 'stage', to: 'rejected' })
    chat.resolves()
    chat.passes(dayMs)
    expect(chat.says('260011112222 又碎了', 'damaged').next.ticketCount).toBe(2)
  })
})
