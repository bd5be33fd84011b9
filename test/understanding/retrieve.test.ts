import { expect, test } from 'vitest'
import { answerId } from '../../src/model/ids.ts'
import { normalise } from '../../src/understanding/index.ts'
import { createRetriever } from '../../src/understanding/retrieve.ts'
import { oddTexts } from './corpus.ts'

const anAnswer = (id: string, questions: readonly string[], keywords: readonly string[] = []) => ({
  id: answerId(id),
  questions,
  keywords,
})

const find = createRetriever([
  anAnswer('microwave', ['杯子可以放微波炉吗', '能不能用微波炉加热'], ['微波炉']),
  anAnswer('capacity', ['这个壶能装多少水', '容量是多少毫升']),
  anAnswer('opening', ['新壶第一次怎么用', '紫砂壶怎么开壶'], ['开壶']),
  anAnswer('silent', []),
])

const asked = (text: string, most = 5) => find(normalise(text), most)

test('the same question scores 1', () => {
  expect(asked('容量是多少毫升')[0]).toEqual({ answer: 'capacity', score: expect.closeTo(1) })
})

test('the same question with other punctuation and width scores 1 as well', () => {
  expect(asked('容量是多少毫升 。')[0]?.score).toBeCloseTo(1)
})

test('a question put differently finds its answer', () => {
  expect(asked('请问杯子放微波炉加热可以吗')[0]?.answer).toBe('microwave')
  expect(asked('壶能装几毫升水')[0]?.answer).toBe('capacity')
})

test('a keyword alone finds its answer', () => {
  expect(asked('开壶')[0]?.answer).toBe('opening')
})

test('the best are first and there are no more than asked for', () => {
  const found = asked('壶怎么用 能装多少 可以放微波炉吗')
  const scores = found.map(({ score }) => score)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  expect(asked('壶怎么用 能装多少 可以放微波炉吗', 2)).toHaveLength(2)
})

test('an answer stands once, however many of its lines fit', () => {
  const ids = asked('微波炉').map(({ answer }) => answer)
  expect(new Set(ids).size).toBe(ids.length)
})

test('nothing alike finds nothing', () => {
  expect(asked('股票')).toEqual([])
})

test('a closer question scores higher, whoever asks', () => {
  const near = asked('杯子可以进微波炉吗')[0]?.score ?? 0
  const far = asked('微波炉的事情想跟你们打听一下')[0]?.score ?? 0
  expect(near).toBeGreaterThan(far)
})

test.each(oddTexts)('scores stay between 0 and 1 for %s', (_, text) => {
  for (const { score } of asked(text)) {
    expect(score).toBeGreaterThan(0)
    expect(score).toBeLessThanOrEqual(1)
  }
})

test('no answers, no candidates', () => {
  expect(createRetriever([])('你好', 5)).toEqual([])
})

test('twenty thousand lines answer within a few milliseconds', () => {
  const words = ['退货', '运费', '发票', '尺码', '保修', '换货', '优惠', '物流', '破损', '容量']
  const pick = (n: number) => words[n % words.length] ?? ''
  const many = createRetriever(
    Array.from({ length: 20_000 }, (_, n) =>
      anAnswer(`a-${n}`, [`${pick(n)}${pick(n >> 3)}${pick(n >> 6)}怎么${n}`]),
    ),
  )
  for (let n = 0; n < 20; n++) many('退货运费怎么算', 5)
  const began = performance.now()
  for (let n = 0; n < 20; n++) many('退货运费怎么算', 5)
  expect((performance.now() - began) / 20).toBeLessThan(50)
})
