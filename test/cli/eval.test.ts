import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jsonLines, shouhou } from './run-command.ts'

const dir = mkdtempSync(join(tmpdir(), 'shouhou-eval-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const write = (name: string, lines: readonly unknown[]): string => {
  const file = join(dir, name)
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  return file
}

const env = { DATA_DIR: join(dir, 'run'), LOCALE: 'zh-CN' }
const evaluate = (...args: readonly string[]) => shouhou(['eval', ...args], { env })

const lines = [
  { text: '收到的碗裂了一条缝', intent: 'damaged' },
  { text: '快递到哪里了呀', intent: 'logistics_status', alt: 'urge' },
  { text: '今天中午吃什么', intent: 'other_out_of_scope' },
]
const own = [
  ...lines,
  { text: '碗碎了', intent: 'damaged' },
  { text: '物流到哪儿了', intent: 'logistics_status' },
  { text: '天气不错', intent: 'other_out_of_scope' },
]
let file = ''
let train = ''

beforeAll(() => {
  file = write('lines.jsonl', lines)
  train = write('train.jsonl', own)
})

test('it measures on a file, trained on the shop or on another file', async () => {
  const shop = await evaluate(file, '--json')
  expect(jsonLines(shop.out)).toMatchObject([
    { engine: 'linear', lines: 3, accuracy: 1, auroc: 1, sureHalfLetThrough: 0 },
  ])
  const foreign = await evaluate(file, '--train', train, '--engine', 'linear,natural', '--json')
  expect(jsonLines(foreign.out).map((report) => report.engine)).toEqual(['linear', 'natural'])
}, 60_000)

test('engines are compared side by side, and the report is kept as JSON and as a page', async () => {
  const args = ['--test', file, '--train', train, '--per-class', '1', '--compare', 'natural,linear']
  const { code, out } = await evaluate(...args)
  expect(code).toBe(0)
  expect(out).toMatch(/引擎 +natural +linear\n/)
  expect(out).toContain('每个意图只取前 1 句')
  const page = out.trim().split('\n').at(-1) ?? ''
  expect(dirname(page)).toBe(join(dir, 'run/eval'))
  expect(readFileSync(page, 'utf8')).toContain('<html lang="zh-CN">')
  const kept = JSON.parse(readFileSync(page.replace('.html', '.json'), 'utf8'))
  expect(kept).toMatchObject({ test: file, train, perClass: 1, examples: 3 })
  expect(kept.reports).toHaveLength(2)
}, 60_000)

test('the baseline “last” is the last run on the same lines', async () => {
  const out = join(dir, 'reports')
  const other = write('other.jsonl', own)
  await evaluate(file, '--train', train, '--out', out)
  await evaluate(other, '--train', train, '--out', out)
  const again = await evaluate(file, '--train', train, '--out', out, '--baseline', 'last')
  expect(again.code).toBe(0)
  expect(again.out).toContain(`（${file}）`)
  expect(again.out).toMatch(/准确率 +[\d.]+ % +→ +[\d.]+ %/)
  expect(again.out).toContain('变错 0 句')
  const page = again.out.trim().split('\n').at(-1) ?? ''
  const named = await evaluate(
    file,
    ...['--train', train, '--out', out, '--json'],
    ...['--baseline', page.replace('.html', '.json')],
  )
  expect(jsonLines(named.out)).toMatchObject([{ changes: { becameRight: [], unmatched: 0 } }])
}, 60_000)

test.each([
  ['no file', () => [], '请给出标注文件'],
  ['two files', () => [file, train], '--train FILE'],
  ['a missing file', () => [join(dir, 'none.jsonl')], '没有这个文件'],
  ['an engine that is not there', () => [file, '--compare', 'liner'], '是不是 linear？'],
  ['no examples a class', () => [file, '--per-class', '0'], '--per-class'],
  ['no last run', () => [file, '--out', join(dir, 'new'), '--baseline', 'last'], '上一次'],
  ['a baseline that is no report', () => [file, '--baseline', train], `${train}：不是 eval`],
  ['a folder that is a file', () => [file, '--out', file], '--out'],
])('%s: a sentence, and exit code 2', async (_, args, said) => {
  expect(await evaluate(...args())).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining(said),
  })
  expect(existsSync(join(dir, 'new'))).toBe(false)
})

test('a faulty training line is told with its place', async () => {
  const faulty = write('faulty.jsonl', [...own, { text: '碎了', intent: '' }])
  const { code, err } = await evaluate(file, '--train', faulty)
  expect(code).toBe(2)
  expect(err).toContain(`${faulty}:7：缺 "intent"`)
})

test('training on one intent is refused', async () => {
  const single = write('single.jsonl', lines.slice(0, 1))
  const { code, err } = await evaluate(file, '--train', single)
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('两个意图') })
})

test('a baseline without any of the engines asked for is refused', async () => {
  const out = join(dir, 'engines')
  await evaluate(file, '--train', train, '--out', out)
  const other = ['--out', out, '--engine', 'natural', '--baseline', 'last']
  const { code, err } = await evaluate(file, '--train', train, ...other)
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('--engine linear') })
}, 60_000)
