import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { quickReplies } from '../../src/http/quick-replies.ts'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf } from './faults-of.ts'

const quick = (...replies: readonly string[]) => ({
  'replies/quick.yaml': [
    'groups:',
    '  - id: a',
    '    title: 甲',
    '    replies:',
    ...replies.map((each) => `      - { ${each} }`),
    '',
  ].join('\n'),
})

test('variables and fill-ins of quick replies are known, and each has an id of its own', async () => {
  expect(
    await errorsOf(quick("id: a, title: 甲, text: '{{order.no}} {{ask:金额}} {{customer}}'")),
  ).toEqual([])
  expect(await errorsOf(quick("id: a, title: 甲, text: '{{order.on}}'"))).toEqual([
    'replies/quick.yaml:5:35 不认识的变量「{{order.on}}」，是不是想写「{{order.no}}」？',
  ])
  expect(await errorsOf(quick("id: a, title: 甲, text: '退 {{ask:}} 元'"))).toEqual([
    'replies/quick.yaml:5:37 「{{ask:}}」没有写要填什么',
  ])
  expect(await errorsOf(quick('id: a, title: 甲, text: 好', 'id: a, title: 乙, text: 好'))).toEqual(
    [expect.stringMatching(/^replies\/quick\.yaml:6:15 快捷回复编号「a」重复了/)],
  )
})

test('a picture of a quick reply must be there', async () => {
  expect(await errorsOf(quick('id: a, title: 甲, text: 好, picture: none.webp'))).toEqual([
    expect.stringContaining('none.webp'),
  ])
})

test('what is misspelt or left out is told', async () => {
  expect(await errorsOf(quick('id: a, title: 甲, txet: 好'))).not.toEqual([])
})

test('those that ship are found by their first letters, and each title is found once', async () => {
  const loaded = await loadPlaybook({ dir: fileURLToPath(new URL('../..', import.meta.url)) })
  if (!loaded.ok) throw new Error('broken')
  const groups = quickReplies(loaded.playbook.quick, { values: {}, uses: new Map() })
  const all = groups.flatMap(({ replies }) => replies)
  expect(all.length).toBeGreaterThanOrEqual(25)
  expect(all.filter(({ initials }) => initials === 'thdz').map(({ title }) => title)).toEqual([
    '退货地址',
  ])
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
  expect(all.filter(({ initials, pinyin }) => /[^a-z0-9]/.test(initials + pinyin))).toEqual([])
}, 20_000)
