import { expect, test } from 'vitest'
import { type Fault, formatFaults, loadPlaybook } from '../../src/playbook/index.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

const aFault = (fault: Partial<Fault> = {}): Fault => ({
  file: 'replies/damaged.yaml',
  line: 12,
  column: 5,
  sourceLine: '    titel: 破损',
  severity: 'error',
  message: '不认识的字段「titel」',
  messageEn: 'unknown field "titel"',
  ...fault,
})

const zh = { locale: 'zh-CN', color: false } as const
const en = { locale: 'en', color: false } as const

test('a fault is shown with its line, a caret and the remedy', () => {
  const fault = aFault({ remedy: '改名', remedyEn: 'rename it' })
  expect(formatFaults([fault], zh)).toBe(
    [
      'replies/damaged.yaml:12:5  错误  不认识的字段「titel」',
      '    titel: 破损',
      '    ^',
      '    → 改名',
      '',
      '1 个错误，0 个提醒',
    ].join('\n'),
  )
  expect(formatFaults([fault], en)).toBe(
    [
      'replies/damaged.yaml:12:5  error  unknown field "titel"',
      '    titel: 破损',
      '    ^',
      '    → rename it',
      '',
      '1 error, 0 warnings',
    ].join('\n'),
  )
})

test('Chinese characters and emoji before the caret count as two columns', () => {
  const lines = formatFaults([aFault({ sourceLine: 'reply: 您好😤 {{x}}', column: 13 })]).split(
    '\n',
  )
  expect(lines[2]).toBe(`    ${' '.repeat('reply: '.length + 6 + 1)}^`)
})

test('a long line is cut around the spot', () => {
  const sourceLine = `keywords: [${'破损, '.repeat(60)}碎, ${'坏了, '.repeat(60)}]`
  const lines = formatFaults([aFault({ sourceLine, column: sourceLine.indexOf('碎') + 1 })]).split(
    '\n',
  )
  expect(lines[1]).toMatch(/^ {4}….*破损, 碎, 坏了.*…$/)
  expect(lines[1]?.length).toBeLessThan(90)
})

test('nothing in a file can steer the terminal', () => {
  const text = formatFaults([
    aFault({ sourceLine: 'a: \u001b[2J\u202e', message: '「\u001b[31m」' }),
  ])
  expect(text).not.toContain('\u001b')
  expect(text).not.toContain('\u202e')
})

test('colours are used only when asked for', () => {
  expect(formatFaults([aFault()], { locale: 'zh-CN', color: true })).toContain(
    '\u001b[31m错误\u001b[0m',
  )
})

test('faults and warnings of a playbook are listed by place and counted', async () => {
  const files = {
    ...changed('intents/damaged.yaml', '[破损]', '[碎]'),
    ...changed('replies/refund.yaml', '[refund]', '[refnd]'),
  }
  const loaded = await loadPlaybook({ dir: await aPlaybookDir(files) })
  const faults = loaded.ok ? [] : [...loaded.faults, ...loaded.warnings]
  const text = formatFaults(faults, zh)
  expect(text).toBe(
    [
      'intents/damaged.yaml:4:12  提醒  关键词「碎」只有一个字，容易误伤',
      '    keywords: [碎]',
      '               ^',
      '    → 换成两个字以上的词',
      '',
      'replies/refund.yaml:5:15  错误  没有叫「refnd」的意图，是不是想写「refund」？',
      '    intents: [refnd]',
      '              ^',
      '',
      '1 个错误，1 个提醒',
    ].join('\n'),
  )
})
