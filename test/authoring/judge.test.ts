import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createJudge } from '../../src/authoring/judge.ts'
import { aPlaybookDir } from '../playbook/playbook-dir.ts'
import { refund } from './desk.ts'

const open = async (longestMs?: number) => {
  const judging = createJudge({ dir: await aPlaybookDir() }, longestMs)
  onTestFinished(() => judging.close())
  return judging.judge
}

test('a draft that takes seconds to read keeps nobody else waiting', async () => {
  const judge = await open()
  expect(await judge([])).toMatchObject({ ok: true, playbook: { intents: expect.any(Map) } })
  let turns = 0
  let isJudged = false
  const judged = judge([{ file: refund, text: 'a: [\n'.repeat(48_000) }]).finally(() => {
    isJudged = true
  })
  while (!isJudged) {
    turns += 1
    await pause(1)
  }
  expect(await judged).toMatchObject({
    ok: false,
    faults: expect.arrayContaining([expect.objectContaining({ file: refund })]),
  })
  // On this thread there would have been none between the start and the end.
  expect(turns).toBeGreaterThan(5)
})

test('what takes too long is given up and told as a fault, and the next is judged as ever', async () => {
  const judge = await open(1)
  expect(await judge([{ file: refund, text: 'topic: refund\n' }])).toMatchObject({
    ok: false,
    faults: [{ file: refund, message: expect.stringContaining('检查得太久') }],
  })
})

test('a check that nobody waits for any more is not made', async () => {
  const judge = await open()
  const gone = new AbortController()
  const first = judge([])
  const superseded = judge([], gone.signal)
  gone.abort()
  expect(await superseded).toEqual({ ok: false, faults: [], warnings: [] })
  expect((await first).ok).toBe(true)
  expect((await judge([])).ok).toBe(true)
})
