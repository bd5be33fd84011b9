import { describe, expect, test } from 'vitest'
import { probabilities } from '../../src/understanding/linear/calibrate.ts'
import { createConceptFinder } from '../../src/understanding/linear/concepts.ts'
import { createTakeDeniedOut } from '../../src/understanding/linear/denials.ts'
import { noLexicon } from '../../src/understanding/linear/featurise.ts'
import { createPupil, learn } from '../../src/understanding/linear/learn.ts'
import { engineOf } from '../../src/understanding/linear/linear.ts'
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

describe('probabilities', () => {
  const calibration = {
    temperature: 0.02,
    right: [0, 0, 0, Math.log(4)],
    inScope: [0, 0, 0, 0, 9],
    offTopic: [false, false, true],
  }
  const of = (...margins: readonly number[]) =>
    probabilities({ margins: Float64Array.from(margins), coverage: 1 }, calibration)

  test.each([0.1, 1, 3, 100])(
    '%d ahead of the others is as sure as the calibration says',
    (gap) => {
      const { confidences, inScope } = of(gap - 1, -1, -1)
      expect([...confidences]).toEqual([0.8, 0.1, 0.1].map((each) => expect.closeTo(each)))
      expect(inScope).toBeCloseTo(0.9)
    },
  )

  test('the best stays ahead of the second, however little is thought of it', () => {
    const doubting = { ...calibration, right: [0, 0, 0, -9] }
    for (let n = 1; n < 1_000; n++) {
      const margins = Float64Array.of(-1, -n / 10_000, 0)
      const [, second = 0, best = 0] = probabilities(
        { margins, coverage: 1 },
        { ...doubting, temperature: 0.1 + n / 1_000 },
      ).confidences
      expect(best).toBeGreaterThan(second)
    }
  })
})

describe('the linear engine', () => {
  test('is the same twice over the same examples', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => engineOf(learn({ examples, offTopic, lexicon: noLexicon }))),
    )
    for (const text of ['退款', '碎了', '你好', '外星人']) {
      expect(await one?.classify(text)).toEqual(await other?.classify(text))
    }
  })

  test('a pupil that goes on from an earlier lesson comes to what a fresh one learns', async () => {
    const task = { examples, offTopic, lexicon: noLexicon }
    const changed = [...examples.slice(3), { text: '壶嘴磕了', intent: 'damaged' }]
    const pupil = createPupil()
    pupil(task)
    const on = engineOf(pupil({ ...task, examples: changed }))
    const fresh = engineOf(learn({ ...task, examples: changed }))
    for (const text of ['壶嘴磕了一块', '我要退款', '快递呢', '今天天气']) {
      const [one, other] = [await on.classify(text), await fresh.classify(text)]
      expect(one.ranking[0]?.intent).toBe(other.ranking[0]?.intent)
      expect(one.ranking[0]?.confidence).toBeCloseTo(other.ranking[0]?.confidence ?? 0, 1)
    }
  })

  test('a pupil copes with other intents than last time', async () => {
    const pupil = createPupil()
    pupil({ examples, offTopic, lexicon: noLexicon })
    const fewer = examples.filter(({ intent }) => intent !== 'greeting')
    const engine = engineOf(pupil({ examples: fewer, offTopic, lexicon: noLexicon }))
    expect((await engine.classify('杯子碎了')).ranking[0]?.intent).toBe('damaged')
  })

  test.each(['！', '？？', '!?!'])('%s says nothing', async (text) => {
    const engine = engineOf(learn({ examples, offTopic, lexicon: noLexicon }))
    const { ranking, inScope } = await engine.classify(text)
    expect(inScope).toBe(0)
    expect(ranking[0]?.confidence).toBeCloseTo(1 / ranking.length)
  })

  test.each(['杯子', '就是我那个杯子啊', '杯子？', '两个杯子', '我老婆'])(
    '%s names something and says nothing of it',
    async (text) => {
      const lexicon = { ...noLexicon, subjects: ['杯子', '老婆'] }
      const { ranking, inScope } = await engineOf(learn({ examples, offTopic, lexicon })).classify(
        text,
      )
      expect(inScope).toBe(0)
      expect(ranking[0]?.confidence).toBeCloseTo(1 / ranking.length)
    },
  )

  test.each(['杯子碎了', '那个', '杯子要换'])('%s is more, or less, than a name', async (text) => {
    const lexicon = { ...noLexicon, subjects: ['杯子', '老婆'] }
    const plain = engineOf(learn({ examples, offTopic, lexicon: noLexicon }))
    const named = engineOf(learn({ examples, offTopic, lexicon }))
    expect(await named.classify(text)).toEqual(await plain.classify(text))
  })

  test('of scraps, where no two characters were ever seen together, nothing is sure', async () => {
    const engine = engineOf(learn({ examples, offTopic, lexicon: noLexicon }))
    const best = async (text: string) => (await engine.classify(text)).ranking[0]
    const [whole, scraps] = [await best('碎了'), await best('了碎')]
    expect(scraps?.intent).toBe(whole?.intent)
    expect(scraps?.confidence).toBeLessThanOrEqual(0.5)
  })

  test('a text that says more of an intent is surer of it', async () => {
    const engine = engineOf(learn({ examples, offTopic, lexicon: noLexicon }))
    const confidence = async (text: string) => (await engine.classify(text)).ranking[0]?.confidence
    expect(await confidence('我要退款，把钱退给我')).toBeGreaterThan(
      (await confidence('我要那个东西')) ?? 1,
    )
  })

  test.each([1, 2, 3])('learns from %i examples without falling over', async (count) => {
    const engine = engineOf(
      learn({
        examples: examples.slice(0, count),
        offTopic,
        lexicon: noLexicon,
      }),
    )
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

  test('an emoji and a rare character are words as well', () => {
    const finder = createConceptFinder([{ name: '笑', words: ['😂', '𠮷野家'] }])
    expect(finder('😂 𠮷野家')).toEqual(['笑', '笑'])
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
    ['算了不取消了', '算了⊘'],
  ])('%s leaves %s', (text, left) => {
    expect(takeOut(text)).toBe(left)
  })

  test.each([
    '要不要退款',
    '能不能退款',
    '怎么还没退款',
    '为什么不退款',
    '怎么不退了',
    '不退了吗',
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
