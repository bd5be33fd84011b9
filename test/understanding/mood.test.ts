import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadPlaybook, type MoodWords } from '../../src/playbook/index.ts'
import { createMoodFinder } from '../../src/understanding/mood.ts'
import { oddTexts } from './corpus.ts'

const words: MoodWords = {
  levels: { 1: ['失望'], 2: ['生气', '气死', '骗人', '过分', '投诉'], 3: ['滚', 'sb', '12315'] },
  not_words: ['滚筒'],
  praise: ['好吃', '开心'],
  either_way: ['气死'],
  urgent: ['急用', '赶紧'],
  not_urgent: ['赶紧谢谢'],
}
const find = createMoodFinder(words)
const levelOf = (text: string) => find(text).emotion

describe('words', () => {
  test('the strongest word sets the level', () => {
    expect(levelOf('请问什么时候发货')).toBe(0)
    expect(levelOf('有些话不说了，失望')).toBe(1)
    expect(levelOf('失望，你们骗人')).toBe(2)
    expect(levelOf('骗人，打12315')).toBe(3)
  })

  test('a word within an exception does not count', () => {
    expect(levelOf('滚筒洗衣机多少钱')).toBe(0)
    expect(levelOf('拿着你的滚筒滚')).toBe(3)
  })

  test('letters and digits count as whole words only', () => {
    expect(levelOf('usb口坏了')).toBe(0)
    expect(levelOf('客服是SB吧')).toBe(3)
    expect(levelOf('订单 4123150012315')).toBe(0)
  })

  test('full width, capitals and traditional characters are read like the plain ones', () => {
    expect(levelOf('ＳＢ客服')).toBe(3)
    expect(levelOf('我要投訴，你們騙人')).toBe(2)
    expect(createMoodFinder({ ...words, urgent: ['威胁'] })('受到威脅').urgent).toBe(true)
  })
})

describe('the words around', () => {
  test.each([
    ['没生气，就是问问', 0],
    ['不是说你们骗人', 0],
    ['我不想投诉', 0],
    ['这不是骗人吗', 2],
    ['不得不投诉', 2],
    ['有点过分', 1],
    ['别骗人了', 1],
    ['老公很生气', 1],
    ['上次那家骗人，你们家好', 0],
    ['是不是骗人的', 1],
    ['你们是不是骗人的', 2],
  ])('%s: %i', (text, emotion) => expect(levelOf(text)).toBe(emotion))

  test('beside praise a word that goes either way is no anger', () => {
    expect(levelOf('气死我了太好吃了')).toBe(0)
    expect(levelOf('气死我了一点都不好吃')).toBe(2)
    expect(levelOf('骗人，说好吃的')).toBe(2)
  })
})

describe('signs without words', () => {
  test.each([
    ['太好了', 0],
    ['好的好的！', 0],
    ['哈哈哈哈', 0],
    ['怎么回事', 0],
    ['凭什么不退', 1],
    ['都5天了还没发货', 1],
    ['我催了三遍了', 1],
    ['退钱退钱退钱', 1],
    ['还有没有人管', 1],
    ['退钱退钱退钱！！！凭什么不退', 2],
    ['你们就是这样做生意的吗？？？到底退不退', 2],
    ['有你们这么做生意的吗', 2],
    ['“优质”服务领教了', 2],
  ])('%s: %i', (text, emotion) => expect(levelOf(text)).toBe(emotion))

  test('several of them raise displeasure to anger, and anger to fury', () => {
    expect(levelOf('失望')).toBe(1)
    expect(levelOf('太失望了！！！到底管不管')).toBe(2)
    expect(levelOf('骗人')).toBe(2)
    expect(levelOf('骗人！！！太过分了，凭什么')).toBe(3)
  })
})

describe('urgency', () => {
  test.each([
    ['急用', true],
    ['不急用', false],
    ['赶紧谢谢', false],
    ['明天婚礼要穿', true],
    ['明天会发货吗', false],
    ['二十分钟后就登机了', true],
    ['咋办啊急', true],
    ['不急', false],
    ['急救包有货吗', false],
  ])('%s: %s', (text, urgent) => expect(find(text).urgent).toBe(urgent))

  test('haste is no anger', () => {
    expect(find('急用，麻烦您了')).toMatchObject({ emotion: 0, urgent: true })
  })
})

test('signs are spans of the original text, in reading order', () => {
  const text = 'ＡＢ你们騙人！！！急用'
  const { signs } = find(text)
  expect(signs.map(({ kind, text: said }) => `${kind} ${said}`)).toEqual([
    'stress 你们',
    'emotion 騙人',
    'emotion ！！！',
    'urgency 急用',
  ])
  for (const { text: said, start, end } of signs) expect(text.slice(start, end)).toBe(said)
})

test('what only strengthens other words is told apart from words of anger', () => {
  const kinds = (text: string) => find(text).signs.map(({ kind, text: said }) => `${kind} ${said}`)
  expect(kinds('你们太过分了')).toEqual(['stress 你们', 'stress 太', 'emotion 过分'])
  expect(kinds('你们这款杯子多大')).toEqual([])
})

test.each(oddTexts)('%s is read without a complaint', (_, text) => {
  const mood = find(text)
  expect(find(text)).toEqual(mood)
  for (const sign of mood.signs) expect(text.slice(sign.start, sign.end)).toBe(sign.text)
})

describe('with the words that ship', () => {
  interface Line {
    readonly text: string
    readonly emotion: number
    readonly urgent: boolean
  }
  /** Written by somebody who did not know the word lists; three quarters were then read to mend them. */
  const file = fileURLToPath(new URL('mood.jsonl', import.meta.url))
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
  let read: (text: string) => ReturnType<typeof find>

  beforeAll(async () => {
    const loaded = await loadPlaybook({ dir: fileURLToPath(new URL('../..', import.meta.url)) })
    if (!loaded.ok) throw new Error('the playbook is not sound')
    read = createMoodFinder(loaded.playbook.mood)
  })

  const share = (isRight: (line: Line, mood: ReturnType<typeof find>) => boolean, of = lines) =>
    of.filter((line) => isRight(line, read(line.text))).length / of.length

  test('the level is right', () => {
    expect(share((line, { emotion }) => emotion === line.emotion)).toBeGreaterThanOrEqual(0.7)
    expect(
      share((line, { emotion }) => Math.abs(emotion - line.emotion) <= 1),
    ).toBeGreaterThanOrEqual(0.95)
    expect(share((line, { emotion }) => emotion >= 2 === line.emotion >= 2)).toBeGreaterThanOrEqual(
      0.85,
    )
  })

  test.each([
    '给孙子买的杯子到哪了',
    '地址改成人民路315号',
    '我付了315元',
    '尾号12345到哪了',
    '发票开给第一公证处',
    '收货人改成tm集团',
    '我是律师，帮我开张发票',
    '雷劈木的茶则到了吗',
  ])('%s is peaceful', (text) => expect(read(text).emotion).toBe(0))

  test.each(['我要打12345投诉你们', '315举报你们'])('%s is a threat', (text) => {
    expect(read(text).emotion).toBe(3)
  })

  test('urgency is found, and not where there is none', () => {
    const pressing = lines.filter(({ urgent }) => urgent)
    const found = lines.filter(({ text }) => read(text).urgent)
    expect(share((_, { urgent }) => urgent, pressing)).toBeGreaterThanOrEqual(0.8)
    expect(share(({ urgent }) => urgent, found)).toBeGreaterThanOrEqual(0.8)
  })

  test.each([
    '你们到底什么时候发货啊！！！我都等了五天了还没动静，太过分了。'.repeat(62),
    '滚'.repeat(2_000),
    '再不'.repeat(1_000),
  ])('%s, a hundred times, ends before the test is given up', (text) => {
    for (let run = 0; run < 100; run += 1) read(text)
  })
})
