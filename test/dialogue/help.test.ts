import { expect, test } from 'vitest'
import { botModeOf, type HelpMode } from '../../src/model/conversation.ts'
import { type Talk, talk } from '../support/dialogue.ts'

const mode = ({ conversation }: Talk) => botModeOf(conversation)

test('the bot answers what is its own, and helps who took over', () => {
  const chat = talk()
  expect(mode(chat)).toBe('auto')
  chat.says('转人工', 'wants_human')
  expect(mode(chat)).toBe('assist')
  chat.takes()
  expect(mode(chat)).toBe('assist')
})

test('who switches the help off is named once, and a colleague finds it so', () => {
  const chat = talk()
  chat.takes()
  expect(chat.switches('off').notes).toEqual(['小林关闭了机器人辅助'])
  expect(chat.switches('off').notes).toEqual([])
  chat.gives()
  expect(mode(chat)).toBe('off')
  expect(chat.switches('assist').notes).toEqual(['小林打开了机器人辅助'])
  expect(mode(chat)).toBe('assist')
})

test('a hand-back, and a new round, begin anew', () => {
  const chat = talk()
  const takenAndOff = () => {
    chat.takes()
    chat.switches('off')
    expect(mode(chat)).toBe('off')
  }
  takenAndOff()
  chat.returns()
  expect(mode(chat)).toBe('auto')
  chat.takes()
  expect(mode(chat)).toBe('assist')
  takenAndOff()
  chat.resolves()
  chat.says('你好')
  chat.takes()
  expect(mode(chat)).toBe('assist')
})

test.each<HelpMode>(['assist', 'off'])('what the bot owns is not switched to %s', (wanted) => {
  const chat = talk()
  expect(chat.switches(wanted).notes).toEqual([])
  chat.takes()
  expect(mode(chat)).toBe('assist')
})
