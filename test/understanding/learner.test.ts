import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { noLexicon } from '../../src/understanding/linear/featurise.ts'
import { createLearner } from '../../src/understanding/training/learner.ts'
import { examples, offTopic } from './corpus.ts'

const task = { examples, offTopic, lexicon: noLexicon }
const broken = { ...task, examples: [{ intent: 'damaged' }] as never }

const aLearner = () => {
  const learner = createLearner()
  onTestFinished(() => learner.close())
  return learner
}

test('a task that ends the thread takes no other along', async () => {
  const learner = aLearner()
  const [bad, good] = await Promise.allSettled([learner.learn(broken), learner.learn(task)])
  expect(bad.status).toBe('rejected')
  expect(good.status).toBe('fulfilled')
})

test('what cannot be sent to the thread is refused, and the next task is learned', async () => {
  const learner = aLearner()
  const unsendable = { ...task, examples: [() => 'no data'] as never }
  await expect(learner.learn(unsendable)).rejects.toThrow(/could not be cloned/)
  expect((await learner.learn(task)).byteLength).toBeGreaterThan(0)
})

test('closing gives up what is being learned, and what waits', async () => {
  const learner = aLearner()
  const outcomes = Promise.allSettled([learner.learn(task), learner.learn(task)])
  await once(process, 'worker')
  await learner.close()
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

test('nothing is learned after closing', async () => {
  const learner = aLearner()
  await learner.close()
  await expect(learner.learn(task)).rejects.toThrow('closed')
})
