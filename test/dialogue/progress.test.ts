import { describe, expect, test } from 'vitest'
import { dayMs, image, talk } from '../support/dialogue.ts'

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
