import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { answerId } from '../../src/model/ids.ts'
import { type Answer, loadPlaybook } from '../../src/playbook/index.ts'
import { normalise } from '../../src/understanding/index.ts'
import { createRetriever, type Retriever } from '../../src/understanding/retrieve.ts'
import { quantile, timesOf } from '../bench/measure.ts'
import { perturbations } from '../bench/perturb.ts'
import { takenOut } from '../bench/retrieval-shipped.ts'
import { createDraw, entriesOf } from '../bench/shop-talk.ts'
import { type Finding, tally } from '../bench/tally.ts'
import { oddTexts } from './corpus.ts'

interface More {
  readonly keywords?: readonly string[]
  readonly reply?: string
}

const anAnswer = (id: string, questions: readonly string[], more: More = {}) => ({
  id: answerId(id),
  questions,
  keywords: more.keywords ?? [],
  reply: more.reply ?? '',
})

const find = await createRetriever([
  anAnswer('microwave', ['杯子可以放微波炉吗', '能不能用微波炉加热'], { keywords: ['微波炉'] }),
  anAnswer('capacity', ['这个壶能装多少水', '容量是多少毫升']),
  anAnswer('opening', ['新壶第一次怎么用', '紫砂壶怎么开壶'], { keywords: ['开壶'] }),
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

test('no answers, no candidates', async () => {
  const retrieve = await createRetriever([])
  expect(retrieve('你好', 5)).toEqual([])
})

test('answers without words are found by none', async () => {
  const retrieve = await createRetriever([anAnswer('a', ['…', '']), anAnswer('b', ['？'])])
  expect(retrieve(normalise('。。。'), 5)).toEqual([])
})

describe('the reply', () => {
  const questions = ['怎么保养', '平时怎么清洗']
  const reply = '紫砂壶用清水冲洗、擦干即可，不要用洗洁精。'

  test('with the asked words in it ranks an answer higher', async () => {
    const retrieve = await createRetriever([
      anAnswer('kettle', ['电热水壶怎么保养']),
      anAnswer('teapot', questions, { reply }),
      anAnswer('cup', ['杯子怎么保养']),
    ])
    expect(retrieve(normalise('洗洁精能用来保养吗'), 5)[0]?.answer).toBe('teapot')
  })

  test('alone never gets an answer sent', async () => {
    const retrieve = await createRetriever([anAnswer('teapot', questions, { reply })])
    const [found] = retrieve(normalise('紫砂壶用清水冲洗怎么保养'), 5)
    expect(found?.score).toBeLessThan(0.7)
  })
})

describe('two answers that are about as alike', () => {
  const twins = [
    anAnswer('red', ['红山保温杯掉色怎么办']),
    anAnswer('blue', ['蓝川保温杯掉色怎么办']),
    anAnswer('other', ['可以开发票吗', '什么时候发货', '怎么退货']),
  ]

  test('are both offered and neither is sent', async () => {
    const retrieve = await createRetriever(twins)
    const scores = retrieve(normalise('保温杯掉色怎么办'), 5).map(({ score }) => score)
    expect(scores).toHaveLength(2)
    expect(Math.max(...scores)).toBeLessThan(0.7)
    expect(Math.min(...scores)).toBeGreaterThan(0.6)
  })

  test('are no reason to doubt what was asked word for word', async () => {
    const same = twins.map((twin) => ({ ...twin, questions: [...twin.questions, '会掉色吗'] }))
    const retrieve = await createRetriever(same)
    expect(retrieve(normalise('会掉色吗'), 5)[0]?.score).toBeCloseTo(1)
    expect(retrieve(normalise('蓝川保温杯掉色怎么办'), 5)[0]?.answer).toBe('blue')
  })

  test('and one of them gone, the other is sent', async () => {
    const retrieve = await createRetriever(twins.slice(1))
    expect(retrieve(normalise('保温杯掉色怎么办'), 5)[0]?.score).toBeGreaterThan(0.7)
  })
})

/** The dialogue answers unasked from 0.7, and takes 0.9 for the operators' own words. */
describe('on the shipped answers', () => {
  let answers: readonly Answer[]
  let retrieve: Retriever

  beforeAll(async () => {
    const loaded = await loadPlaybook({ dir: fileURLToPath(new URL('../..', import.meta.url)) })
    if (!loaded.ok) throw new Error('the shipped playbook does not load')
    answers = [...loaded.playbook.answers.values()]
    retrieve = await createRetriever(answers)
  }, 30_000)

  const findings = (change: (question: string) => string): Finding[] =>
    answers.flatMap(({ id, questions }) =>
      questions.map((question) => ({
        wanted: id,
        candidates: retrieve(normalise(change(question)), 5),
      })),
    )
  const share = (found: readonly Finding[], bar: number) =>
    found.filter(({ wanted, candidates: [best] }) => best?.answer === wanted && best.score >= bar)
      .length / found.length

  test('every question is over 0.9 word for word, whatever its punctuation', () => {
    expect(
      share(
        findings((question) => `${question}？。`),
        0.9,
      ),
    ).toBe(1)
  })

  test('with one character wrong nine in ten are over 0.7, and hardly any over 0.9', () => {
    const draw = createDraw(1)
    const mistyped = findings((question) => perturbations.typo(question, draw))
    expect(share(mistyped, 0.7)).toBeGreaterThan(0.9)
    expect(share(mistyped, 0.9)).toBeLessThan(0.1)
    expect(tally(mistyped)).toMatchObject({ 'wrong over 0.7': 0 })
  })

  test('a question nobody wrote down finds its answer among three in seven of ten cases', async () => {
    const figures = tally(await takenOut(answers))
    expect(figures['recall@3']).toBeGreaterThan(70)
    expect(figures['wrong over 0.7']).toBeLessThan(2)
    expect(figures['wrong over 0.9']).toBe(0)
  }, 30_000)
})

describe('among ten thousand answers', () => {
  const entries = entriesOf(10_000)
  let retrieve: Retriever

  beforeAll(async () => {
    retrieve = await createRetriever(entries.map((entry) => ({ ...entry, id: answerId(entry.id) })))
  }, 30_000)

  test('a mistyped question finds its own, and no other is sent', () => {
    const draw = createDraw(2)
    const found = Array.from({ length: 300 }, () => {
      const { id, questions } = draw.of(entries)
      const question = perturbations.typo(draw.of(questions), draw)
      return { wanted: id, candidates: retrieve(normalise(question), 5) }
    })
    const figures = tally(found)
    expect(figures['recall@5']).toBeGreaterThan(98)
    expect(figures['wrong over 0.7']).toBeLessThan(1)
  })

  test('a long text takes a few milliseconds at most', () => {
    const long = normalise(entries.flatMap(({ questions }) => questions).join(' '))
    const { text } = timesOf({ text: [() => retrieve(long, 5)] }, 51)
    expect(quantile(text, 0.5) / 1_000).toBeLessThan(5)
  })

  test('others have a turn while the index is built', async () => {
    let turns = 0
    let done = false
    const watch = () => {
      turns++
      if (!done) setImmediate(watch)
    }
    watch()
    await createRetriever(entries.map((entry) => ({ ...entry, id: answerId(entry.id) })))
    done = true
    expect(turns).toBeGreaterThan(20)
  })
})
