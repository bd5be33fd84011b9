import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf, warningsOf } from './faults-of.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

const lexicon = (...groups: readonly string[]) => ({
  'intents/lexicon.yaml': `groups:\n${groups.map((group) => `  ${group}\n`).join('')}`,
})

const mood = (...lines: readonly string[]) => ({
  'intents/mood.yaml': `levels:\n  1: [失望]\n  2: [生气]\n  3: [滚, 举报]\n${lines.join('\n')}\n`,
})

const playbookOf = async (files: Parameters<typeof aPlaybookDir>[0]) => {
  const loaded = await loadPlaybook({ dir: await aPlaybookDir(files) })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  return loaded.playbook
}

test('a lexicon is read, frozen, and is no intent', async () => {
  const playbook = await playbookOf(lexicon('没动静: [没动静, 没更新]', '退钱: [退钱, 退款]'))
  expect(playbook.lexicon.groups).toEqual([
    { name: '没动静', words: ['没动静', '没更新'] },
    { name: '退钱', words: ['退钱', '退款'] },
  ])
  expect([...playbook.intents.keys()]).toEqual(['damaged', 'refund'])
  expect(() => Object.assign(playbook.lexicon.groups[0] ?? {}, { name: '' })).toThrow(TypeError)
})

test('a shop without lexicon and mood words works', async () => {
  const { lexicon, mood } = await playbookOf({})
  expect(lexicon.groups).toEqual([])
  expect(mood.levels).toEqual({ 1: [], 2: [], 3: [] })
})

test('mood words are read, lists that are left out are empty', async () => {
  const playbook = await playbookOf(mood('not_words: [滚筒]'))
  expect(playbook.mood).toMatchObject({
    levels: { 1: ['失望'], 2: ['生气'], 3: ['滚', '举报'] },
    not_words: ['滚筒'],
    urgent: [],
  })
  expect([...playbook.intents.keys()]).toEqual(['damaged', 'refund'])
})

test('a group of one word, and of none', async () => {
  expect(await errorsOf(lexicon('退钱: [退钱]', '发票: []'))).toEqual([
    'intents/lexicon.yaml:2:3 「退钱」这一组不到两个词，起不了作用',
    'intents/lexicon.yaml:3:3 「发票」这一组不到两个词，起不了作用',
  ])
})

test('a word twice in a group, in whatever width or case', async () => {
  expect(await errorsOf(lexicon('电器: [usb, 插头, ＵＳＢ]'))).toEqual([
    'intents/lexicon.yaml:2:17 「ＵＳＢ」在「电器」这一组里写了两遍，另一处在 intents/lexicon.yaml:2:8',
  ])
})

test('an empty word, a number and a text that is no list', async () => {
  expect(await errorsOf(lexicon('退钱: [退钱, "", 退款]'))).toEqual([
    'intents/lexicon.yaml:2:12 「退钱」里有一条是空的',
  ])
  expect(await errorsOf(lexicon('再见: [拜拜, 886]'))).toEqual([
    'intents/lexicon.yaml:2:12 「再见」应该是一段文字',
  ])
  expect(await errorsOf(lexicon('退钱: 退款'))).toEqual([
    'intents/lexicon.yaml:2:7 「退钱」应该是一个列表，例如 [第一个, 第二个]',
  ])
})

test('a group name twice', async () => {
  expect(await errorsOf(lexicon('退钱: [退钱, 退款]', '退钱: [还钱, 返钱]'))).toEqual([
    'intents/lexicon.yaml:3:3 同一个字段写了两次',
  ])
})

test('a misspelt field of the lexicon', async () => {
  expect(await errorsOf({ 'intents/lexicon.yaml': 'group:\n  退钱: [退钱, 退款]\n' })).toEqual([
    'intents/lexicon.yaml:1:1 不认识的字段「group」，是不是想写「groups」？',
  ])
})

test('a warning for a word of one character, unless customers send it alone', async () => {
  const files = {
    ...lexicon('碎: [碎, 碎了]', '好的: [好, 好的]'),
    ...changed('intents/refund.yaml', '退款说法甲0', '好'),
  }
  expect(await warningsOf(files)).toEqual([
    'intents/lexicon.yaml:2:7 近义词「碎」只有一个字，容易误伤',
  ])
})

test('a warning for a word in a third group', async () => {
  const groups = ['一: [退掉, 退货]', '二: [退掉, 退款]', '三: [退掉, 取消]']
  expect(await warningsOf(lexicon(...groups.slice(0, 2)))).toEqual([])
  expect(await warningsOf(lexicon(...groups))).toEqual([
    'intents/lexicon.yaml:4:7 「退掉」已经在「一」「二」里，一个词最多放两组',
  ])
})

test('what is wrong with a lexicon is told with a remedy, in both languages', async () => {
  const files = lexicon('一: [碎, 碎了]', '二: [退掉]')
  const loaded = await loadPlaybook({ dir: await aPlaybookDir(files) })
  const faults = loaded.ok ? [] : [...loaded.faults, ...loaded.warnings]
  expect(faults).toHaveLength(2)
  for (const fault of faults) {
    expect(fault.messageEn).toMatch(/^[ -~碎二]+$/)
    expect(fault.remedy).toBeTruthy()
    expect(fault.remedyEn).toBeTruthy()
  }
})

test('a mood word in two lists', async () => {
  expect(await errorsOf(mood('not_words: [失望]'))).toEqual([
    'intents/mood.yaml:5:13 「失望」写了两遍，另一处在 intents/mood.yaml:2:7',
  ])
})

test('a warning for an exception to nothing', async () => {
  expect(
    await warningsOf(mood('not_words: [洗衣机]', 'either_way: [气死]', 'not_urgent: [急救包]')),
  ).toEqual([
    'intents/mood.yaml:5:13 「洗衣机」里没有情绪词，写了不起作用',
    'intents/mood.yaml:6:14 「气死」不在 levels 的任何一级里，写了不起作用',
    'intents/mood.yaml:7:14 「急救包」里没有着急的词，写了不起作用',
  ])
})

test('an exception in another width or case than its word is one', async () => {
  expect(await warningsOf(mood('urgent: [asap]', 'not_urgent: [ＡＳＡＰ吧]'))).toEqual([])
})

test('a level that there is not', async () => {
  expect(await errorsOf({ 'intents/mood.yaml': 'levels: { 1: [失望], 4: [滚] }\n' })).toEqual([
    expect.stringContaining('intents/mood.yaml:1:'),
  ])
})
