import { expect, test } from 'vitest'
import { talk } from '../support/dialogue.ts'

test('the third time the same thing is asked goes to a person', () => {
  const chat = talk()
  chat.says('能开发票不', 'invoice')
  chat.says('发票呢', 'invoice')
  expect(chat.says('发票！', 'invoice')).toMatchObject({
    kind: 'handoff',
    next: { phase: { handoff: { reason: 'insistence' } } },
  })
})

test('insistence on an answer that was found by its keyword counts as well', () => {
  const chat = talk()
  chat.says('发票抬头写错')
  chat.says('发票抬头怎么改')
  const heard = chat.says('发票抬头！')
  expect(heard.next.phase).toMatchObject({ handoff: { reason: 'insistence' } })
})

test('greetings and thanks are never insistence', () => {
  const chat = talk()
  for (const words of ['你好啊', '你好呀', '您好', '哈喽']) {
    expect(chat.says(words, 'greeting').said).toBe('您好，请讲。')
  }
})

test('「还没有啊」 asks the last thing again, and counts', () => {
  const chat = talk()
  chat.says('能开发票不', 'invoice')
  const again = chat.says('还没有啊', 'deny')
  expect(again).toMatchObject({ kind: 'answer', intent: 'invoice' })
  expect(again.said).toBe('发票在订单页申请，小店开具。')
  expect(chat.says('还没到', 'deny').next.phase).toMatchObject({
    handoff: { reason: 'insistence' },
  })
})

test('「还没有啊」 asks nothing again where nothing was asked, and 「不用了」 never does', () => {
  expect(talk().says('还没有啊', 'deny').said).toBe('您再说说。')
  const chat = talk()
  chat.says('能开发票不', 'invoice')
  expect(chat.says('不用了', 'deny').said).toBe('您再说说。')
  expect(chat.says('没有了', 'deny').said).toBe('您再说说。')
})
