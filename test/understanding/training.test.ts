import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
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
    let turns = 0
    const ticking = setInterval(() => {
      turns += 1
    }, 1)
    await trainer.train(task)
    clearInterval(ticking)
    expect(turns).toBeGreaterThan(5)
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

  test('a file that was cut short is learned again', async () => {
    const first = await trainer.train(task)
    const [file = ''] = await readdir(dir)
    await truncate(join(dir, file), 1_000)
    expect(await trainer.train(task)).toEqual(first)
    await writeFile(join(dir, file), 'no model at all')
    expect(await trainer.train(task)).toEqual(first)
  })

  test('only the newest few are kept', async () => {
    const files = createLearnedFiles(dir)
    for (let n = 0; n < 7; n++) {
      await files.keep({ ...task, examples: examples.slice(n) }, Uint8Array.of(n))
    }
    expect(await readdir(dir)).toHaveLength(4)
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
