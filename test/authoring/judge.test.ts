import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { createJudge } from '../../src/authoring/judge.ts'
import { aPlaybookDir } from '../playbook/playbook-dir.ts'
import { refund } from './desk.ts'

const open = async (limits?: Parameters<typeof createJudge>[1]) => {
  const judging = createJudge({ dir: await aPlaybookDir() }, limits)
  onTestFinished(() => judging.close())
  return judging.judge
}

/** A thread that does what is said when it is asked. */
const aThread = (what: string) =>
  new Worker(
    `const { parentPort } = require('node:worker_threads')
     const begun = () => parentPort.postMessage({ kind: 'begun' })
     const judged = () => parentPort.postMessage({
       kind: 'judged', loaded: { ok: false, faults: [], warnings: [] },
     })
     parentPort.on('message', () => { ${what} })`,
    { eval: true },
  )

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

test('what takes too long is given up as a state of the machine, and the next is judged as ever', async () => {
  const threads = ['begun(); for (;;);', 'begun(); judged()']
  const judge = await open({ longestMs: 200, start: () => aThread(threads.shift() ?? '') })
  await expect(judge([{ file: refund, text: 'topic: refund\n' }])).rejects.toMatchObject({
    code: 'store_busy',
    message: `检查了 1 秒还没有完：机器正忙，或者改动里有特别大的文件（${refund}）。没有保存，改动都还在，过一会儿再试`,
  })
  expect(await judge([])).toEqual({ ok: false, faults: [], warnings: [] })
})

test('without a draft no file is blamed', async () => {
  const judge = await open({ longestMs: 1, start: () => aThread(`begun(); for (;;);`) })
  await expect(judge([])).rejects.toMatchObject({
    message: '检查了 1 秒还没有完：机器正忙。没有保存，改动都还在，过一会儿再试',
    english: expect.not.stringContaining('file'),
  })
})

test('how long a thread takes to start is not held against the drafts', async () => {
  const slow = `setTimeout(() => { begun(); judged() }, 600)`
  const judge = await open({ longestMs: 200, start: () => aThread(slow) })
  expect(await judge([])).toEqual({ ok: false, faults: [], warnings: [] })
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
