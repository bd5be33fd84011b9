import { expect, test } from 'vitest'
import { addExample } from '../../src/playbook/index.ts'

/** The lines that are new, and how many of the old ones are gone. */
const added = (text: string, sentence: string) => {
  const result = addExample(text, sentence)
  const now = (result?.text ?? '').split('\n')
  const old = text.split('\n')
  const line = now[(result?.line ?? 0) - 1]
  return {
    line,
    kept: now.filter((_, at) => at !== (result?.line ?? 0) - 1).join('\n') === old.join('\n'),
  }
}

const block = `# 帮助
id: a
examples: # 至少一句
  - 杯子碎了
  - "盖子 #2 碎了" # 带井号
  # 还有
follow_ups: [到了吗]
`

test('a sentence is one new line behind the last one, and every comment stays', () => {
  expect(added(block, '壶嘴断了')).toEqual({ line: '  - 壶嘴断了', kept: true })
})

test('what YAML would read otherwise is put in quotes', () => {
  for (const [sentence, line] of [
    ['颜色: 红的', '  - "颜色: 红的"'],
    ['3 个碎了', '  - "3 个碎了"'],
    ['true', '  - "true"'],
    ['说"碎了"', '  - "说\\"碎了\\""'],
    ['碎了 # 真的', '  - "碎了 # 真的"'],
    ['两\n行', '  - 两 行'],
  ] as const) {
    expect(added(block, sentence)).toEqual({ line, kept: true })
  }
})

test('at the end of a file, with or without a last newline, indented or not', () => {
  expect(addExample('id: a\nexamples:\n- 一', '二')?.text).toBe('id: a\nexamples:\n- 一\n- 二')
  expect(addExample('examples:\n    - 一\n', '二')?.text).toBe('examples:\n    - 一\n    - 二\n')
  expect(addExample('examples:\r\n  - 一\r\n', '二')?.text).toBe(
    'examples:\r\n  - 一\r\n  - 二\r\n',
  )
  expect(addExample('examples:\n  - >-\n    长\n    句\nid: a\n', '二')?.text).toBe(
    'examples:\n  - >-\n    长\n    句\n  - 二\nid: a\n',
  )
})

test('a list in brackets grows by one item', () => {
  expect(addExample('examples: [一, 二] # 两句\n', '三')?.text).toBe(
    'examples: [一, 二, 三] # 两句\n',
  )
  expect(addExample('examples: [\n  一,\n  二,\n]\n', '三, 四')?.text).toBe(
    'examples: [\n  一,\n  二, "三, 四",\n]\n',
  )
})

test('where there is no list, or no YAML, nothing is done', () => {
  for (const text of [
    'id: a\n',
    'examples: []\n',
    'examples: 一\n',
    'examples: [一\n',
    '- 一\n',
    '',
  ]) {
    expect(addExample(text, '二')).toBeUndefined()
  }
})
