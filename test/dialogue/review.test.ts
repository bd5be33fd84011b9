import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/model/people.ts'
import type { Ticket, TicketChange } from '../../src/model/ticket.ts'
import { casesFile, severityFile } from '../../src/playbook/schema/index.ts'
import {
  aFlow,
  anOrder,
  aPlaybook,
  aSlot,
  dayMs,
  handoffRules,
  image,
  noon,
  type Talk,
  talk,
} from '../support/dialogue.ts'

const minute = 60_000

const levels = severityFile.parse({
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
        },
      ],
    },
    3: {
      name: '复核',
      clocks: [
        {
          id: 'look',
          title: '30 分钟内核实',
          within: '30m',
          counts: 'always',
          until: ['under_review'],
        },
      ],
      decided_by: ['supervisor', 'legal'],
      complete: '资料收到了，会一起核对，售后单 {{ticket.number}}。',
    },
  },
  rules: [
    { id: 'danger', level: 1, because: '说到漏电', when: { words: ['漏电'] } },
    { id: 'claim', level: 3, because: '要十倍', when: { words: ['十倍'] } },
  ],
})

const playbook = aPlaybook({
  severity: {
    ...levels,
    rules: levels.rules.map((rule) => ({ ...rule, source: `severity:${rule.id}` })),
  },
  handoff: {
    ...handoffRules,
    told: { ...handoffRules.told, urgent: '请同事优先。', disputed: '请同事一起看。' },
  },
  cases: { ...casesFile.parse({}), other_flow: 'other' },
  flows: [
    aFlow({
      id: 'other',
      intents: [],
      slots: [aSlot({ id: 'description', kind: 'description', label: '要办的事' })],
    }),
  ],
  phrases: {
    ...aPlaybook().phrases,
    withdrawn: '不处理了。',
    withdrawn_review: '记下了，同事确认后结束。',
  },
})

const order = anOrder({ state: 'delivered', deliveredAt: noon - dayMs })
const customer = () => talk(playbook, { orders: [order] })
const photo = image()
const caseOf = (chat: Talk): Ticket => chat.tickets.at(-1) ?? expect.fail('no ticket')

const changes = (chat: Talk, change: TicketChange, role: Role = 'agent') =>
  chat.changes(caseOf(chat).id, change, role)

describe('a case that is urgent and disputed', () => {
  test('when danger is told of a disputed case, then a person is called and still nobody decides alone', () => {
    const chat = customer()
    chat.says('收到就碎了，要十倍', 'damaged')
    chat.passes(minute)
    const heard = chat.says('插电还漏电', 'damaged')
    const { severity, clocks } = caseOf(chat)
    expect(severity).toMatchObject({ level: 1, because: '说到漏电', review: { because: '要十倍' } })
    expect(clocks.map(({ id, state }) => [id, state.kind])).toEqual([
      ['look', 'running'],
      ['call', 'running'],
    ])
    const { phase } = heard.next
    expect(phase.kind === 'awaitingAgent' && phase.handoff.summary.at(-1)).toContain(
      '另外复核（要十倍），先联系顾客，怎么处理先不答应',
    )
  })

  test('when everything is there, then it hears the words that promise nothing', () => {
    const chat = customer()
    chat.says('收到就碎了，漏电，要十倍', 'damaged')
    chat.returns()
    expect(chat.sends(photo).said).toContain('会一起核对')
  })
})

describe('when the customer wants nothing more of a disputed case', () => {
  const letGo = (chat: Talk) => {
    const heard = chat.says('没事了')
    expect(caseOf(chat)).toMatchObject({ stage: 'opened', letGoAt: chat.at })
    expect(caseOf(chat).trail.at(-1)?.what).toBe('顾客说不用处理了，等人确认')
    expect(heard.next.alerts).toMatchObject([{ kind: 'escalated', to: 'supervisors' }])
    expect(heard.said).toContain('记下了，同事确认后结束。')
    return heard
  }

  test('while its form runs, then the form ends, and a person has still to confirm', () => {
    const chat = customer()
    chat.says('收到就碎了，要十倍', 'damaged')
    expect(letGo(chat).next.phase.kind).toBe('answering')
  })

  test('after its form is done, then the customer leaves the queue no more than before', () => {
    const chat = customer()
    chat.says('收到就碎了，要十倍', 'damaged')
    chat.sends(photo)
    expect(letGo(chat).next.phase.kind).toBe('awaitingAgent')
  })

  test('then one agent may confirm it', () => {
    const chat = customer()
    chat.says('收到就碎了，要十倍', 'damaged')
    letGo(chat)
    changes(chat, { kind: 'stage', to: 'withdrawn' })
    expect(caseOf(chat).stage).toBe('withdrawn')
  })

  test('and tells of it again, then it takes two roles again', () => {
    const chat = customer()
    chat.says('收到就碎了，要十倍', 'damaged')
    letGo(chat)
    chat.says('还是碎了，要换', 'damaged')
    expect(chat.tickets).toHaveLength(1)
    changes(chat, { kind: 'stage', to: 'withdrawn' })
    expect(caseOf(chat).stage).not.toBe('withdrawn')
  })

  test('of a routine one it is over at once, as before', () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    expect(chat.says('没事了').said).toContain('不处理了。')
    expect(caseOf(chat).stage).toBe('withdrawn')
  })
})

describe('what makes it disputed counts where no form runs', () => {
  const done = () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.sends(photo)
    expect(chat.conversation.phase.kind).toBe('answering')
    return chat
  }

  test('said calmly after the form is done: those who decide are called', () => {
    const chat = done()
    const heard = chat.says('那就要十倍', 'invoice')
    expect(caseOf(chat).severity).toMatchObject({ level: 3, because: '要十倍' })
    expect(heard.next.phase).toMatchObject({ handoff: { reason: 'disputed' } })
  })

  test('asked calmly, it is a question', () => {
    const chat = done()
    chat.says('真的赔十倍吗', 'invoice')
    expect(caseOf(chat).severity.level).toBe(2)
    expect(chat.conversation.phase.kind).toBe('answering')
  })

  test('said to the colleague who has the chat: the bot is silent', () => {
    const chat = done()
    chat.takes()
    expect(chat.says('要十倍').said).toBe('')
    expect(caseOf(chat)).toMatchObject({ severity: { level: 3 }, stage: 'under_review' })
  })

  test('of another order it is none of it', () => {
    const chat = done()
    chat.takes()
    chat.says('260099990000 那单要十倍')
    expect(caseOf(chat).severity.level).toBe(2)
  })

  test('as the first line of all it is a case, and once', () => {
    const chat = customer()
    const furious = { mood: { emotion: 3 } } as const
    const heard = chat.says('要十倍，没得商量', furious)
    expect(heard.next.phase).toMatchObject({ handoff: { reason: 'emotion' } })
    expect(caseOf(chat)).toMatchObject({ flow: 'other', severity: { level: 3 } })
    chat.says('听见没有，十倍', furious)
    expect(chat.tickets).toHaveLength(1)
  })

  test('a person who lifted the review is not overruled by it', () => {
    const chat = done()
    changes(chat, { kind: 'level', to: 3, because: '先看看' }, 'supervisor')
    changes(chat, { kind: 'plan', goal: 'released', text: '普通破损' })
    for (const role of ['supervisor', 'legal'] as const) {
      changes(chat, { kind: 'vote', verdict: 'agree' }, role)
    }
    changes(chat, { kind: 'level', to: 2, because: '普通破损' }, 'supervisor')
    chat.says('那就要十倍', 'invoice')
    expect(caseOf(chat).severity).toMatchObject({ level: 2, by: 'person' })
  })
})
