import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { noLexicon } from '../../src/understanding/linear/featurise.ts'
import { learn } from '../../src/understanding/linear/learn.ts'
import { engineOf } from '../../src/understanding/linear/linear.ts'
import { createLearnedFiles } from '../../src/understanding/training/learned-files.ts'
import { createTrainer, type Trainer } from '../../src/understanding/training/train.ts'
import { examples, offTopic } from './corpus.ts'

const task = { examples, offTopic, lexicon: noLexicon }
const changed = { ...task, examples: [...examples, { text: '壶嘴磕了', intent: 'damaged' }] }

describe('training on a thread of its own', () => {
  let dir: string
  let trainer: Trainer

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'shouhou-models-'))
    trainer = createTrainer(dir)
  })

  afterEach(async () => {
    await trainer.close()
    await rm(dir, { recursive: true })
  })

  test('learns the same as on this thread', async () => {
    const far = engineOf(await trainer.train(task))
    const near = engineOf(learn(task))
    for (const text of ['收到就碎了', '退款', '今天天气', 'refund please']) {
      expect(await far.classify(text)).toEqual(await near.classify(text))
    }
  })

  test('leaves this thread free meanwhile', async () => {
    const many = Array.from({ length: 40 }, (_, n) =>
      examples.map(({ text, intent }) => ({ text: `${text}${n}`, intent })),
    )
    const began = performance.now()
    let last = began
    let longest = 0
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    await trainer.train({ ...task, examples: many.flat() })
    clearInterval(ticking)
    longest = Math.max(longest, performance.now() - last)
    expect(longest).toBeLessThan((performance.now() - began) / 2)
  })

  test('two tasks at once are learned one after the other', async () => {
    const [one, other] = await Promise.all([trainer.train(task), trainer.train(changed)])
    expect(one.vocabulary.kindOf.length).toBeLessThan(other.vocabulary.kindOf.length)
  })

  test('what was learned is recalled and not learned again', async () => {
    const first = await trainer.train(task)
    const [file = ''] = await readdir(dir)
    const again = createTrainer(dir)
    const began = vi.fn()
    // A second trainer that had to learn would start a thread.
    process.once('worker', began)
    expect(await again.train(task)).toEqual(first)
    expect(began).not.toHaveBeenCalled()
    process.off('worker', began)
    expect(await readdir(dir)).toEqual([file])
  })

  test('another example is another model', async () => {
    await trainer.train(task)
    await trainer.train(changed)
    expect(await readdir(dir)).toHaveLength(2)
  })

  test('a file that was spoilt is learned again', async () => {
    const first = await trainer.train(task)
    const [file = ''] = await readdir(dir)
    const spoil = [
      () => truncate(join(dir, file), 1_000),
      () => writeFile(join(dir, file), 'no model at all'),
      () => writeFile(join(dir, file), serialize({ no: 'model' })),
      async () => {
        const bytes = await readFile(join(dir, file))
        bytes.fill(0, bytes.length / 2)
        await writeFile(join(dir, file), bytes)
      },
    ]
    for (const act of spoil) {
      await act()
      const fresh = createTrainer(dir)
      expect(await fresh.train(task)).toEqual(first)
      await fresh.close()
    }
  })

  test('only those that were needed last are kept', async () => {
    const files = createLearnedFiles(dir)
    const tasks = Array.from({ length: 9 }, (_, n) => ({ ...task, examples: examples.slice(n) }))
    const [oldest = task] = tasks
    for (const [n, each] of tasks.entries()) {
      await files.keep(each, Uint8Array.of(n))
      expect(await files.recall(oldest)).toEqual(Buffer.of(0))
    }
    const kept = await Promise.all(tasks.map((each) => files.recall(each)))
    const none = undefined
    expect(kept.map((bytes) => bytes?.[0])).toEqual([0, none, none, none, 4, 5, 6, 7, 8])
  })

  test('a program that changed anywhere learns anew', async () => {
    const code = await mkdtemp(join(tmpdir(), 'shouhou-code-'))
    onTestFinished(() => rm(code, { recursive: true }))
    await mkdir(join(code, 'entities'))
    await writeFile(join(code, 'entities/dates.ts'), 'before')
    await createLearnedFiles(dir, code).keep(task, Uint8Array.of(1))
    expect(await createLearnedFiles(dir, code).recall(task)).toEqual(Buffer.of(1))
    await writeFile(join(code, 'entities/dates.ts'), 'after')
    expect(await createLearnedFiles(dir, code).recall(task)).toBeUndefined()
  })

  test('one example of two lines is not two examples', async () => {
    const files = createLearnedFiles(dir)
    const two = ['退款', '退钱'].map((text) => ({ text, intent: 'refund' }))
    await files.keep({ ...task, examples: two }, Uint8Array.of(1))
    const one = [{ text: '退款\nrefund\n退钱', intent: 'refund' }]
    expect(await files.recall({ ...task, examples: one })).toBeUndefined()
  })

  test('a folder that cannot be written costs nothing but the file', async () => {
    const blocked = join(dir, 'not-a-folder')
    await writeFile(blocked, '')
    const elsewhere = createTrainer(blocked)
    const engine = engineOf(await elsewhere.train(task))
    expect((await engine.classify('收到就碎了')).ranking[0]?.intent).toBe('damaged')
    await elsewhere.close()
  })
})
