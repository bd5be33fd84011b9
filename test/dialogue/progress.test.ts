import { describe, expect, test } from 'vitest'
import { dayMs, image, talk } from '../support/dialogue.ts'
import { customer } from './case-shop.ts'

const withCase = () => {
  const chat = talk()
  chat.says('收到就碎了', 'damaged')
  chat.sends(image())
  chat.says('260011112222')
  return chat
}

describe('how far a case is', () => {
  test.each(['上次那个杯子的事怎么样了', '上次报的破损有结果了吗', '我的售后单呢'])(
    '「%s」 is told days later, without another form',
    (words) => {
      const chat = withCase()
      chat.passes(4 * dayMs)
      const heard = chat.says(words, 'damaged')
      expect(heard).toMatchObject({ kind: 'answer', rung: 'evidence_flow' })
      expect(heard.said).toContain(chat.tickets[0]?.number)
      expect(chat.tickets).toHaveLength(1)
    },
  )

  test('「还要多久」 asks it again right after, and not later', () => {
    const chat = withCase()
    chat.says('我的售后单呢')
    expect(chat.says('还要多久').said).toContain('SH')
    chat.says('发票怎么开', 'invoice')
    expect(chat.says('还要多久').said).not.toContain('已登记')
  })

  test.each([
    ['上次买的杯子又碎了', 'damaged'],
    ['上次那个快递怎么样了', 'logistics'],
    ['上次的发票呢', 'invoice'],
  ])('「%s」 does not ask it', (words, intent) => {
    const chat = withCase()
    expect(chat.says(words, intent).because).not.toContain('的进度')
  })

  test('nothing is told where there is no case', () => {
    expect(talk().says('我的售后单呢').because).not.toContain('的进度')
  })
})

describe('given a ticket, when the customer asks how far it is', () => {
  const reported = () => {
    const chat = customer()
    chat.says('收到就碎了', 'damaged')
    chat.sends(image())
    return chat
  }

  const decided = (to: 'proposed' | 'rejected', reply?: string) => {
    const chat = reported()
    const { id } = chat.tickets[0] ?? expect.fail('no case')
    chat.changes(id, { kind: 'stage', to: 'under_review' }, 'agent')
    chat.changes(id, { kind: 'stage', to, ...(reply !== undefined && { reply }) }, 'agent')
    chat.returns()
    return chat.says('sh261118-012345 怎么样了').said
  }

  test('and a plan was told to them, then they hear that plan', () => {
    expect(decided('proposed', '给您补发一只，\n碎的不用寄回。')).toContain(
      '处理方案是「给您补发一只， 碎的不用寄回」，等您确认',
    )
    expect(decided('rejected', '照片里是正常的釉裂')).toContain('结果是「照片里是正常的釉裂」')
    expect(decided('proposed', '补'.repeat(500))).toContain('补…」')
  })

  test('and no plan was told to them, then none is spoken of', () => {
    expect(decided('proposed')).not.toMatch(/提出|确认/)
    expect(decided('rejected')).not.toContain('前面的对话')
  })

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
