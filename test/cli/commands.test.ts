import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { copyPlaybook } from '../support/playbook-copy.ts'
import { jsonLines, shouhou } from './run-command.ts'

const dir = mkdtempSync(join(tmpdir(), 'shouhou-cli-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const write = (name: string, lines: readonly unknown[]): string => {
  const file = join(dir, name)
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  return file
}

// A command that meets a new playbook learns it first.
vi.setConfig({ testTimeout: 60_000 })

test('classify gives one JSON line a message, every intent ranked', async () => {
  const { code, out } = await shouhou(['classify', '--json'], {
    input: '杯子碎了\n\n今天天气真好\n订单号 4532239827909130090\n',
  })
  expect(code).toBe(0)
  const lines = jsonLines(out)
  expect(lines.map((line) => line.text)).toEqual([
    '杯子碎了',
    '',
    '今天天气真好',
    '订单号 4532239827909130090',
  ])
  for (const { ranking, inScope, outcome } of lines) {
    expect(ranking).toHaveLength(34)
    const sum = ranking.reduce(
      (all: number, each: { confidence: number }) => all + each.confidence,
      0,
    )
    expect(sum).toBeCloseTo(1, 3)
    expect(inScope).toBeGreaterThanOrEqual(0)
    expect(inScope).toBeLessThanOrEqual(1)
    expect(['answer', 'clarify', 'reject']).toContain(outcome)
  }
  expect(lines[0].ranking[0].intent).toBe('damaged')
  expect(lines[0].inScope).toBeGreaterThan(lines[2].inScope)
  expect(lines[3].entities).toMatchObject([{ kind: 'order_number', value: '4532239827909130090' }])
})

test('replay judges every turn of a customer, also after a handoff', async () => {
  const file = write('dialogues.jsonl', [
    {
      id: 'd-1',
      turns: [
        { role: 'customer', text: '转人工' },
        { role: 'agent', text: '您好' },
        { role: 'customer', text: '我的杯子收到就碎了' },
      ],
    },
  ])
  const { code, out } = await shouhou(['replay', file, '--json'])
  expect(code).toBe(0)
  expect(jsonLines(out)).toMatchObject([
    {
      dialogue: 'd-1',
      turn: 0,
      text: '转人工',
      decision: { kind: 'handoff', because: expect.stringContaining('转人工') },
      replies: [expect.stringContaining('转人工')],
    },
    {
      dialogue: 'd-1',
      turn: 2,
      decision: { kind: 'collect', intent: 'damaged', because: expect.any(String) },
      replies: [expect.stringContaining('照片')],
    },
  ])
})

test('replay names the line of a file that is not what it should be', async () => {
  const file = write('broken.jsonl', [{ id: 'd-1', turns: [] }, { id: 7 }])
  const { code, err } = await shouhou(['replay', file])
  expect(code).toBe(2)
  expect(err).toContain(`${file}:2`)
})

test('ask shows the whole trace', async () => {
  const { out } = await shouhou(['ask', '我的快递到哪了', '--as', 'demo-3', '--json'])
  expect(JSON.parse(out)).toMatchObject({
    understanding: { text: '我的快递到哪了', outcome: expect.any(String) },
    decision: {
      kind: 'answer',
      intent: 'logistics_status',
      source: expect.stringMatching(/^replies\/logistics\.yaml:\d+:\d+$/),
      replies: [expect.stringContaining('78025661869589')],
    },
  })
})

test('check ends with 1 and the place when the YAML is wrong, with 0 when it is right', async () => {
  expect(await shouhou(['check'])).toMatchObject({ code: 0 })
  copyPlaybook(dir)
  const file = join(dir, 'replies/damaged.yaml')
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('topic: damaged\ntitle:', 'topic: damaged\ntitel:'),
  )
  const { code, out } = await shouhou(['check'], { env: { PLAYBOOK_DIR: dir } })
  expect(code).toBe(1)
  expect(out).toMatch(/replies\/damaged\.yaml:\d+:1 .*不认识的字段「titel」，是不是想写「title」？/)
})

test('a word that is no command shows the commands', async () => {
  expect(await shouhou(['chekc'])).toMatchObject({ code: 2, err: expect.stringContaining('check') })
  expect(await shouhou(['check', '--jsn'])).toMatchObject({ code: 2 })
})
