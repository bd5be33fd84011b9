import { describe, expect, test } from 'vitest'
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
    const svm = trainSvm(toy)
    expect(toy.rows.map((each) => winner(margins(svm, each)))).toEqual([...toy.labels])
  })

  test('gives the same weights for the same seed', () => {
    expect(trainSvm({ ...toy, seed: 5 })).toEqual(trainSvm({ ...toy, seed: 5 }))
  })

  test('comes to nearly the same margins from another seed', () => {
    const one = margins(trainSvm({ ...toy, seed: 5 }), row(0.5, 0.5))
    const other = margins(trainSvm({ ...toy, seed: 6 }), row(0.5, 0.5))
    for (const [k, margin] of one.entries()) expect(other[k]).toBeCloseTo(margin, 0)
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
    const svm = trainSvm(toy)
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
      weight: 1,
    }))
    const weights = fitLogistic(cases)
    const said = [-1, -0.5, 0, 0.5, 1].map((x) => logistic(weights, [x]))
    expect(said).toEqual([...said].sort((a, b) => a - b))
    expect(said[0]).toBeLessThan(0.2)
    expect(said[4]).toBeGreaterThan(0.8)
  })

  test('a fit on one outcome only stays finite', () => {
    const cases = Array.from({ length: 50 }, (_, n) => ({ features: [n, 1], is: true, weight: 1 }))
    const said = logistic(fitLogistic(cases), [25, 1])
    expect(said).toBeGreaterThan(0.9)
    expect(said).toBeLessThanOrEqual(1)
  })
})

describe('the linear engine', () => {
  test('is the same twice over the same examples', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => createLinearEngine({ examples, offTopic })),
    )
    for (const text of ['退款', '碎了', '你好', '外星人']) {
      expect(await one?.classify(text)).toEqual(await other?.classify(text))
    }
  })

  test('trains in slices, so that others are served meanwhile', async () => {
    let turns = 0
    let training = true
    const count = () => {
      turns += 1
      if (training) setImmediate(count)
    }
    setImmediate(count)
    await createLinearEngine({ examples, offTopic })
    training = false
    expect(turns).toBeGreaterThan(5)
  })

  test('a text that says more of an intent is surer of it', async () => {
    const engine = await createLinearEngine({ examples, offTopic })
    const confidence = async (text: string) => (await engine.classify(text)).ranking[0]?.confidence
    expect(await confidence('我要退款，把钱退给我')).toBeGreaterThan(
      (await confidence('我要那个东西')) ?? 1,
    )
  })

  test.each([1, 2, 3])('learns from %i examples without falling over', async (count) => {
    const engine = await createLinearEngine({ examples: examples.slice(0, count), offTopic })
    const { ranking, inScope } = await engine.classify('我要退款')
    expect(ranking).toHaveLength(1)
    expect(ranking[0]?.confidence).toBeCloseTo(1)
    expect(inScope).toBeGreaterThanOrEqual(0)
  })
})
