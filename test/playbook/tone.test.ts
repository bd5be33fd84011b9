import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf, warningsOf } from './faults-of.ts'
import { aPlaybookDir } from './playbook-dir.ts'

const category = (...lines: readonly string[]) => `  - id: blunt
    title: 生硬
    strength: warn
    why: 顾客不舒服
    better: 我帮您问问
${lines.map((line) => `    ${line}\n`).join('')}`

const tone = (category: string, ...rest: readonly string[]) => ({
  'replies/tone.yaml': `categories:\n${category}${rest.map((line) => `${line}\n`).join('')}`,
})

test('every phrase keeps its place, and a shop without the file is warned of nothing', async () => {
  const dir = await aPlaybookDir(tone(category('patterns: [不支持, 不行]', 'alone: [不能]')))
  const loaded = await loadPlaybook({ dir })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  expect(loaded.playbook.tone.categories).toMatchObject([
    {
      strength: 'warn',
      patterns: [
        { text: '不支持', source: 'replies/tone.yaml:7:16' },
        { text: '不行', source: 'replies/tone.yaml:7:21' },
      ],
      alone: [{ text: '不能', source: 'replies/tone.yaml:8:13' }],
    },
  ])
  const without = await loadPlaybook({ dir: await aPlaybookDir() })
  expect(without.ok && without.playbook.tone.categories).toEqual([])
})

test.each([
  ['patterns: [不.*行]', '7:17 句型「不.*行」里不能有「.」'],
  ['patterns: [(不|没行]', '7:16 句型「(不|没行」的括号写得不对'],
  ['alone: [不行…]', '7:15 句型「不行…」的头尾不能是 …'],
  ['not_patterns: [不…能…退…吗]', '7:25 句型「不…能…退…吗」里的 … 太多，最多两个'],
  ['unless: [(因为|)]', '7:14 句型「(因为|)」什么都对得上'],
  ['strength: ban', '7:5 同一个字段写了两次'],
  ['patern: [不行]', '7:5 不认识的字段「patern」，是不是想写「patterns」？'],
])('%s is refused with its place', async (line, fault) => {
  expect(await errorsOf(tone(category(line)))).toEqual([`replies/tone.yaml:${fault}`])
})

test('a phrase or a sentence twice', async () => {
  const files = tone(
    category('patterns: [不行, 不能]', 'alone: [不行]', 'examples: [就是不行嘛]'),
    'fine: [好的, 就是不行嘛]',
  )
  expect(await errorsOf(files)).toEqual([
    'replies/tone.yaml:8:13 「不行」写了两遍，另一处在 replies/tone.yaml:7:16',
    'replies/tone.yaml:10:12 「就是不行嘛」写了两遍，另一处在 replies/tone.yaml:9:16',
    expect.stringContaining('replies/tone.yaml:10:12 「就是不行嘛」会被句型「不行」'),
  ])
})

test('a good sentence and a better wording that a phrase finds', async () => {
  const files = tone(
    category(
      'patterns: [帮您, 不支持]',
      'not_patterns: [不支持快充]',
      'better_about: [{ words: [退], better: 这个不支持退 }]',
    ),
    'fine: [这款不支持快充, 帮您看看]',
  )
  expect(await errorsOf(files)).toEqual([
    'replies/tone.yaml:6:13 「我帮您问问」会被句型「帮您」（replies/tone.yaml:7:16）拦下',
    'replies/tone.yaml:9:42 「这个不支持退」会被句型「不支持」（replies/tone.yaml:7:20）拦下',
    'replies/tone.yaml:10:17 「帮您看看」会被句型「帮您」（replies/tone.yaml:7:16）拦下',
  ])
})

test('a warning for a phrase of one letter, and for examples that teach nothing', async () => {
  const files = tone(
    category('patterns: [(滚|快滚)]', 'alone: [滚]', 'examples: [滚开]'),
    'fine: [好的]',
  )
  expect(await warningsOf(files)).toEqual([
    'replies/tone.yaml:7:16 句型「(滚|快滚)」可以只对上一个字，容易误伤',
    'replies/tone.yaml:10:7 没问题的话（fine）只有 1 句，不到 100 句时例句不起作用，只看句型',
  ])
})
