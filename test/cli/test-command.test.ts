import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { jsonLines, shouhou } from './run-command.ts'

const dir = mkdtempSync(join(tmpdir(), 'shouhou-cases-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

// A command that meets a new playbook learns it first.
vi.setConfig({ testTimeout: 60_000 })

const write = (name: string, expected: string, more = ''): string => {
  const file = join(dir, name)
  const step = `  - customer: 收到就碎了\n    expect: ${expected}`
  writeFileSync(
    file,
    `case: ${name}\n${more}buyer: demo-1\nat: 2026-11-25 14:00\nsteps:\n${step}\n`,
  )
  return file
}

const right = write('right.yaml', '{ kind: collect, says: 照片 }')
const wrong = write('wrong.yaml', '{ kind: answer }')
const pending = write('pending.yaml', '{ kind: answer }', 'pending: 还没做\n')
const ready = write('ready.yaml', '{ kind: collect }', 'pending: 还没做\n')
const broken = write('broken.yaml', '{ kidn: collect }')

test('stories that are as written end with 0, and pending ones are told apart', async () => {
  const { code, out } = await shouhou(['test', right, pending])
  expect(out).toMatch(/✓ 通过 {2}right\.yaml/)
  expect(out).toMatch(/… 待办 {2}pending\.yaml.*\n {4}暂时做不到：还没做/)
  expect(out).toContain('通过 1，待办 1')
  expect(code).toBe(0)
})

test('one that is not as written ends with 1, with the place, the difference and the reason', async () => {
  const { code, out } = await shouhou(['test', wrong])
  expect(out).toContain(`${wrong}:5:5  第 1 步`)
  expect(out).toMatch(/✗ kind {2}\(6:21\)\n +应该 {2}answer\n +实际 {2}collect/)
  expect(out).toMatch(/因为：collect ← /)
  expect(code).toBe(1)
})

test('a pending story that passes ends with 1, so that it gets unmarked', async () => {
  const { code, out } = await shouhou(['test', ready])
  expect(out).toContain('请删掉 pending 那一行')
  expect(code).toBe(1)
})

test('a story that cannot be read ends with 2, with the place and what was meant', async () => {
  const { code, err } = await shouhou(['test', right, broken])
  expect(err).toContain(`${broken}:6:15  错误  不认识的字段「kidn」，是不是想写「kind」？`)
  expect(code).toBe(2)
})

test('what is not there ends with 2', async () => {
  const file = join(dir, 'nowhere.yaml')
  expect(await shouhou(['test', file])).toMatchObject({
    code: 2,
    err: expect.stringContaining(`${file}：没有这个文件或文件夹`),
  })
})

test('--json tells machines the same, a line a story', async () => {
  const { code, out } = await shouhou(['test', right, wrong, '--json'])
  expect(jsonLines(out)).toMatchObject([
    { file: right, case: 'right.yaml', verdict: 'passed' },
    {
      case: 'wrong.yaml',
      verdict: 'failed',
      step: 1,
      place: `${wrong}:5:5`,
      because: expect.any(String),
      differences: [
        { path: 'kind', place: `${wrong}:6:21`, expected: 'answer', actual: 'collect' },
      ],
    },
  ])
  expect(code).toBe(1)
})

test('a folder is played file by file, in English for who reads English', async () => {
  rmSync(broken)
  const { out } = await shouhou(['test', dir], { env: { LOCALE: 'en' } })
  expect(out).toMatch(/pending\.yaml.*ready\.yaml.*right\.yaml.*wrong\.yaml/s)
  expect(out).toContain('step 1 (customer) is not as written')
  expect(out).toContain('1 passed, 1 failed, 1 pending, 1 to unmark')
})
