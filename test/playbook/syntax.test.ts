import { execFileSync } from 'node:child_process'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf } from './faults-of.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

const cases: readonly [
  behaviour: string,
  file: string,
  from: string,
  to: string,
  ...faults: string[],
][] = [
  [
    'a tab in the indent',
    'replies/refund.yaml',
    '      after_sale',
    '\tafter_sale',
    'replies/refund.yaml:7:1 缩进用了 Tab 键',
  ],
  [
    'a bracket that is not closed',
    'intents/damaged.yaml',
    '[破损]',
    '[破损, 碎了',
    'intents/damaged.yaml:4:11 这里的 [ 没有关上',
  ],
  [
    'a quote that is not closed',
    'replies/shop.yaml',
    '"0798-0000000"',
    '"0798-0000000',
    'replies/shop.yaml:3:23 缺少符号：可能少了引号、逗号、冒号或「- 」',
  ],
  [
    'a field that stands between two levels',
    'replies/refund.yaml',
    '    reply: 请在',
    '   reply: 请在',
    'replies/refund.yaml:11:1 缩进不对：前面有 3 个空格，和上面的哪一行都对不齐',
  ],
  [
    'a field written twice',
    'intents/damaged.yaml',
    'role: request',
    'title: 又一个',
    'intents/damaged.yaml:3:1 同一个字段写了两次',
  ],
  [
    'a text that begins with @',
    'replies/refund.yaml',
    'reply: 请在',
    'reply: @请在',
    'replies/refund.yaml:11:12 文字不能以 @ 或 ` 开头',
  ],
  [
    'two colons in a line',
    'replies/refund.yaml',
    'reply: 请在',
    'reply: 注意: 请在',
    'replies/refund.yaml:11:12 一行里有两个冒号，或者缩进不对',
  ],
  [
    'a variable at the start without quotes',
    'replies/refund.yaml',
    'reply: 请在',
    'reply: {{order.no}} 请在',
    'replies/refund.yaml:11:13 字段名只能是文字',
  ],
  [
    'an item that is not aligned is one fault, not five',
    'intents/damaged.yaml',
    '  - 破损说法乙1\n',
    ' - 破损说法乙1\n',
    'intents/damaged.yaml:7:1 一行里有两个冒号，或者缩进不对',
  ],
  [
    'a bold text as in Markdown',
    'replies/refund.yaml',
    'reply: 请在',
    'reply: *注意* 请在',
    'replies/refund.yaml:11:12 这里不能用引用（& 或 * 开头）',
  ],
  [
    'a text that begins with &',
    'replies/refund.yaml',
    'reply: 请在',
    'reply: &注意 请在',
    'replies/refund.yaml:11:16 这里不能用引用（& 或 * 开头）',
  ],
  [
    'a text that begins with !',
    'replies/refund.yaml',
    'reply: 请在',
    'reply: !important 请在',
    'replies/refund.yaml:11:12 文字不能以 ! 开头',
  ],
  [
    'a backslash in double quotes',
    'replies/refund.yaml',
    'reply: 请在订单里申请',
    'reply: "请在\\订单"',
    'replies/refund.yaml:11:15 双引号里的反斜杠 \\ 用得不对',
  ],
  [
    'two documents in a file',
    'replies/refund.yaml',
    'answers:',
    '---\nanswers:',
    'replies/refund.yaml:3:1 一个文件里只能有一份内容',
  ],
  [
    'a Chinese colon',
    'intents/damaged.yaml',
    'title: ',
    'title：',
    'intents/damaged.yaml:2:1 这一行读不出「字段: 内容」',
  ],
  [
    'a colon without a space',
    'intents/damaged.yaml',
    'title: ',
    'title:',
    'intents/damaged.yaml:2:1 这一行读不出「字段: 内容」',
  ],
]

test.each(cases)('%s is reported in plain words', async (_behaviour, file, from, to, ...faults) => {
  expect(await errorsOf(changed(file, from, to))).toEqual(faults)
})

const opened = (line: string) => `topic: refund
title: 退款
answers:
  - id: a
    intents: [refund]
${line}
  - id: b
    intents: [refund]
    reply: 好的
flows:
  - id: c
    title: 退款
`

test.each([
  [
    'beside a text of several lines',
    '    x y : [\n    reply: |-\n      您好，{{shop.name}}：请看',
    '6:11',
    '[',
  ],
  [
    'around a text of several lines',
    '    x y : [\n      reply: |-\n        您好，{{shop.name}}：请看: 一',
    '6:11',
    '[',
  ],
  ['before one on its line', '    x y : [ reply: |-\n        您好，{{shop.name}}', '6:11', '['],
  ['with a closed one in it', '    x: [a, [b]\n    reply: 好', '6:8', '['],
  ['a curly one', '    x: { a: b\n    reply: 好', '6:8', '{'],
])(
  'a bracket that is not closed is the only thing that is told: %s',
  async (_what, line, place, bracket) => {
    expect(await errorsOf({ 'replies/refund.yaml': opened(line) })).toEqual([
      `replies/refund.yaml:${place} 这里的 ${bracket} 没有关上`,
    ])
  },
)

test('only what begins with @ is told to begin with it', async () => {
  expect(await errorsOf({ 'replies/refund.yaml': opened('    x: [a, |b]') })).toEqual([
    'replies/refund.yaml:6:12 | 要写在「字段: 」后面，不能写在括号里或文字中间',
  ])
  expect(await errorsOf({ 'replies/refund.yaml': opened('    reply: %好') })).toEqual([
    'replies/refund.yaml:6:12 文字不能以 % 开头',
  ])
})

test('one bracket too many is told once, whatever the parser makes of the rest', async () => {
  expect(await errorsOf({ 'replies/refund.yaml': opened('    x: [a]]\n    reply: 好') })).toEqual([
    'replies/refund.yaml:6:11 这里有多余的内容',
  ])
})

test('two broken places of a file are both reported', async () => {
  const text = [
    'topic: refund',
    'title: 退款',
    'answers:',
    '  - id: a',
    '    intents: [refund]',
    '    reply: 注意: 一',
    '  - id: b',
    '    intents: [refund]',
    '    reply: @二',
  ].join('\n')
  expect(await errorsOf({ 'replies/refund.yaml': text })).toEqual([
    'replies/refund.yaml:6:12 一行里有两个冒号，或者缩进不对',
    'replies/refund.yaml:9:12 文字不能以 @ 或 ` 开头',
  ])
})

test('a broken file does not make others refer to unknown names', async () => {
  const faults = await errorsOf(changed('intents/refund.yaml', 'title: ', 'title：'))
  expect(faults).toEqual(['intents/refund.yaml:2:1 这一行读不出「字段: 内容」'])
})

test('a Chinese colon and a missing space have their remedy', async () => {
  const remedyOf = async (to: string) => {
    const dir = await aPlaybookDir(changed('intents/refund.yaml', 'title: ', to))
    const loaded = await loadPlaybook({ dir })
    return loaded.ok ? undefined : loaded.faults[0]?.remedy
  }
  expect(await remedyOf('title：')).toBe('冒号要用英文冒号加一个空格「: 」，不是中文冒号「：」')
  expect(await remedyOf('title:')).toBe('英文冒号后面要有一个空格')
})

test('an empty file is reported', async () => {
  expect(await errorsOf({ 'replies/refund.yaml': '' })).toContain(
    'replies/refund.yaml:1:1 文件是空的',
  )
})

test('a file that is one long text is reported', async () => {
  expect(await errorsOf({ 'replies/extra.yaml': 'topic：extra\ntitle：多余' })).toEqual([
    'replies/extra.yaml:1:1 整个文件应该是一组「字段: 内容」',
  ])
})

test('a YAML bomb is refused at once', async () => {
  const layers = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (const [index, letter] of [...'bcdefghij'].entries()) {
    const before = 'abcdefghi'[index]
    layers.push(`${letter}: &${letter} [${Array(9).fill(`*${before}`).join(',')}]`)
  }
  const before = performance.now()
  const faults = await errorsOf({ 'replies/bomb.yaml': layers.join('\n') })
  expect(performance.now() - before).toBeLessThan(1_000)
  expect(faults[0]).toBe('replies/bomb.yaml:1:7 这里不能用引用（& 或 * 开头）')
})

test.each([
  ['open brackets', '['.repeat(200_000)],
  ['closed brackets', '['.repeat(2_000) + ']'.repeat(2_000)],
  ['dashes', `\n${'- '.repeat(100_000)}`],
])('%s nested without end are refused at once', async (_what, text) => {
  const before = performance.now()
  const faults = await errorsOf({ 'replies/deep.yaml': `topic: ${text}` })
  expect(faults).toEqual([expect.stringMatching(/^replies\/deep\.yaml:\d:\d+ 括号套得太深$/)])
  expect(performance.now() - before).toBeLessThan(1_000)
})

test('thousands of fields are refused in good time', async () => {
  const keys = Array.from({ length: 20_000 }, (_, n) => `k${n}:`).join('\n')
  const before = performance.now()
  const faults = await errorsOf({ 'replies/keys.yaml': keys })
  expect(faults).toContain('replies/keys.yaml:1:1 缺少「topic」（主题编号）')
  expect(performance.now() - before).toBeLessThan(3_000)
})

test('a huge file is refused', async () => {
  const faults = await errorsOf({ 'replies/huge.yaml': `topic: huge\n#${'x'.repeat(300 * 1024)}` })
  expect(faults).toEqual(['replies/huge.yaml:1:1 文件太大：301 KB，最多 256 KB'])
})

test('a file saved as GBK is reported at the first Chinese line, readable', async () => {
  const gbk = Buffer.from([0xb1, 0xea, 0xcc, 0xe2])
  const file = Buffer.concat([Buffer.from('topic: gbk\ntitle: '), gbk, Buffer.from('\n')])
  const loaded = await loadPlaybook({ dir: await aPlaybookDir({ 'replies/gbk.yaml': file }) })
  expect(loaded).toMatchObject({
    ok: false,
    faults: [
      {
        file: 'replies/gbk.yaml',
        line: 2,
        column: 8,
        message: '文件不是 UTF-8 编码（可能是 GBK）',
        remedy: '请另存为 UTF-8：用记事本打开，「另存为」，编码选 UTF-8',
        sourceLine: 'title: 标题',
      },
    ],
  })
})

test('positions are right in a file with a byte order mark and Windows line ends', async () => {
  const [text = ''] = Object.values(changed('replies/refund.yaml', '[refund]', '[refnd]'))
  const faults = await errorsOf({ 'replies/refund.yaml': `\uFEFF${text.replaceAll('\n', '\r\n')}` })
  expect(faults).toEqual(['replies/refund.yaml:5:15 没有叫「refnd」的意图，是不是想写「refund」？'])
})

test('links in a circle, folders and pipes are reported and do no harm', async () => {
  const dir = await aPlaybookDir()
  await symlink('circle.yaml', join(dir, 'replies/circle.yaml'))
  await symlink('..', join(dir, 'replies/up.yaml'))
  await symlink('..', join(dir, 'replies/up'))
  execFileSync('mkfifo', [join(dir, 'replies/pipe.yaml')])
  const loaded = await loadPlaybook({ dir })
  const faults = loaded.ok ? [] : loaded.faults.map(({ file, message }) => `${file} ${message}`)
  expect(faults).toEqual([
    'replies/circle.yaml 读不了这个文件（ELOOP）',
    'replies/pipe.yaml 这不是一个普通文件',
    'replies/up.yaml 这不是一个普通文件',
  ])
})

test('hidden files and notes are left alone, a wrong ending is reported', async () => {
  const faults = await errorsOf({
    'replies/.refund.yaml.swp': 'x',
    'replies/README.md': 'x',
    'replies/extra.yml': 'x',
    'replies/more.yaml.txt': 'x',
  })
  expect(faults).toEqual([
    'replies/extra.yml:1:1 文件名要以 .yaml 结尾，否则不会生效',
    'replies/more.yaml.txt:1:1 文件名要以 .yaml 结尾，否则不会生效',
  ])
})
