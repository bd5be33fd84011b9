import { describe, expect, test } from 'vitest'
import { createConceptFinder } from '../../src/understanding/linear/concepts.ts'
import { createTakeDeniedOut } from '../../src/understanding/linear/denials.ts'
import { noLexicon } from '../../src/understanding/linear/featurise.ts'
import { createLinearEngine } from '../../src/understanding/linear/linear.ts'
import { fitLogistic, logistic } from '../../src/understanding/linear/logistic.ts'
import { margins, trainSvm } from '../../src/understanding/linear/svm.ts'
import { examples, offTopic } from './corpus.ts'

/** Points of the plane as sparse rows. */
const row = (x: number, y: number) => ({
  features: Int32Array.of(0, 1),
  values: Float64Array.of(x, y),
  coverage: 1,
})

const corners = [
  [1, 0.1],
  [0.9, -0.2],
  [-0.1, 1],
  [0.2, 0.9],
  [-1, -0.9],
  [-0.8, -1],
] as const

const toy = {
  rows: corners.map(([x, y]) => row(x, y)),
  labels: Int32Array.of(0, 0, 1, 1, 2, 2),
  classes: 3,
  features: 2,
  cost: 10,
}

const winner = (numbers: Float64Array) => numbers.indexOf(Math.max(...numbers))

describe('the support vector machine', () => {
  test('separates classes that can be separated', () => {
    const { svm } = trainSvm(toy)
    expect(toy.rows.map((each) => winner(margins(svm, each)))).toEqual([...toy.labels])
  })

  test('gives the same weights for the same seed', () => {
    expect(trainSvm({ ...toy, seed: 5 })).toEqual(trainSvm({ ...toy, seed: 5 }))
  })

  test('comes to nearly the same margins from another seed', () => {
    const one = margins(trainSvm({ ...toy, seed: 5 }).svm, row(0.5, 0.5))
    const other = margins(trainSvm({ ...toy, seed: 6 }).svm, row(0.5, 0.5))
    for (const [k, margin] of one.entries()) expect(other[k]).toBeCloseTo(margin, 0)
  })

  test('begun with a solution, it stays there', () => {
    const { svm, duals } = trainSvm(toy)
    const again = trainSvm({ ...toy, begin: duals, seed: 9 })
    for (const [at, weight] of again.svm.weights.entries()) {
      expect(weight).toBeCloseTo(svm.weights[at] ?? 0, 1)
    }
  })

  test('a dearer class pushes its own rows further from the border', () => {
    const plain = margins(trainSvm({ ...toy, cost: 0.1 }).svm, row(1, 0.1))
    const dear = margins(trainSvm({ ...toy, cost: 0.1, ownCost: 10 }).svm, row(1, 0.1))
    expect(dear[0]).toBeGreaterThan(plain[0] ?? 0)
  })

  test('reaches the optimum that a slow solver finds', () => {
    // Minimised by plain gradient descent: |w|² / 2 + C Σ max(0, 1 - y w·x)², C = 10, class 0.
    let w = [0, 0, 0]
    for (let step = 0; step < 20_000; step++) {
      const slope = [...w]
      for (const [at, [x, y]] of corners.entries()) {
        const sign = toy.labels[at] === 0 ? 1 : -1
        const point = [x, y, 1]
        const miss = 1 - sign * point.reduce((sum, each, i) => sum + each * (w[i] ?? 0), 0)
        if (miss <= 0) continue
        for (let i = 0; i < 3; i++) slope[i] = (slope[i] ?? 0) - 20 * miss * sign * (point[i] ?? 0)
      }
      w = w.map((each, i) => each - 0.002 * (slope[i] ?? 0))
    }
    const { svm } = trainSvm(toy)
    expect(svm.weights[0]).toBeCloseTo(w[0] ?? 0, 1)
    expect(svm.weights[3]).toBeCloseTo(w[1] ?? 0, 1)
    expect(svm.biases[0]).toBeCloseTo(w[2] ?? 0, 1)
  })
})

describe('calibration', () => {
  test('a logistic fit grows with the evidence', () => {
    const cases = Array.from({ length: 200 }, (_, n) => ({
      features: [n / 100 - 1],
      is: n % 10 < n / 20,
    }))
    const weights = fitLogistic(cases)
    const said = [-1, -0.5, 0, 0.5, 1].map((x) => logistic(weights, [x]))
    expect(said).toEqual([...said].sort((a, b) => a - b))
    expect(said[0]).toBeLessThan(0.2)
    expect(said[4]).toBeGreaterThan(0.8)
  })

  test('a fit on one outcome only stays finite', () => {
    const cases = Array.from({ length: 50 }, (_, n) => ({ features: [n, 1], is: true }))
    const said = logistic(fitLogistic(cases), [25, 1])
    expect(said).toBeGreaterThan(0.9)
    expect(said).toBeLessThanOrEqual(1)
  })
})

describe('the linear engine', () => {
  test('is the same twice over the same examples', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => createLinearEngine({ examples, offTopic, lexicon: noLexicon })),
    )
    for (const text of ['退款', '碎了', '你好', '外星人']) {
      expect(await one?.classify(text)).toEqual(await other?.classify(text))
    }
  })

  test('a text that says more of an intent is surer of it', async () => {
    const engine = createLinearEngine({ examples, offTopic, lexicon: noLexicon })
    const confidence = async (text: string) => (await engine.classify(text)).ranking[0]?.confidence
    expect(await confidence('我要退款，把钱退给我')).toBeGreaterThan(
      (await confidence('我要那个东西')) ?? 1,
    )
  })

  test.each([1, 2, 3])('learns from %i examples without falling over', async (count) => {
    const engine = createLinearEngine({
      examples: examples.slice(0, count),
      offTopic,
      lexicon: noLexicon,
    })
    const { ranking, inScope } = await engine.classify('我要退款')
    expect(ranking).toHaveLength(1)
    expect(ranking[0]?.confidence).toBeCloseTo(1)
    expect(inScope).toBeGreaterThanOrEqual(0)
  })
})

describe('concepts', () => {
  const conceptsIn = createConceptFinder([
    { name: '收到', words: ['收到', '到货'] },
    { name: '没收到', words: ['没收到'] },
    { name: '快', words: ['到货快'] },
  ])

  test.each([
    ['昨天到货', ['收到']],
    ['我没收到', ['没收到']],
    ['收到了 又说没收到', ['收到', '没收到']],
    ['到货快', ['快']],
    ['什么也没有', []],
    ['', []],
  ])('%s', (text, names) => {
    expect(conceptsIn(text)).toEqual(names)
  })

  test('a word of two concepts counts for both', () => {
    const both = createConceptFinder([
      { name: 'a', words: ['退'] },
      { name: 'b', words: ['退', '还'] },
    ])
    expect(both('退')).toEqual(['a', 'b'])
  })
})

describe('denied words', () => {
  const takeOut = createTakeDeniedOut({
    wishes: ['退款', '退', '取消', '人工', '转人工', '催'],
    faults: ['坏', '碎', '漏发', '发错'],
  })

  test.each([
    ['不要退款 重新发一个', '⊘ 重新发一个'],
    ['别再给我退款', '⊘'],
    ['不用转人工了', '⊘'],
    ['没说要取消', '⊘'],
    ['没坏 就是大了', '⊘ 就是大了'],
    ['不是漏发', '⊘'],
    ['没有发错', '⊘'],
  ])('%s leaves %s', (text, left) => {
    expect(takeOut(text)).toBe(left)
  })

  test.each([
    '要不要退款',
    '能不能退款',
    '怎么还没退款',
    '为什么不退款',
    '有没有坏',
    '是不是漏发',
    '这不是坏了吗',
    '不要了',
    '特别碎',
    '没收到货',
  ])('%s denies nothing', (text) => {
    expect(takeOut(text)).toBe(text)
  })

  test('without a list nothing is taken out', () => {
    expect(createTakeDeniedOut({ wishes: [], faults: [] })('不要退款')).toBe('不要退款')
  })
})
