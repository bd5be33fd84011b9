import { beforeAll, describe, expect, test } from 'vitest'
import { answerId, intentId } from '../../src/model/ids.ts'
import type { Answer, Intent } from '../../src/playbook/index.ts'
import { createUnderstander, type Understander } from '../../src/understanding/index.ts'
import { outcomeOf } from '../../src/understanding/outcome.ts'
import { examples, intents, oddTexts, offTopic } from './corpus.ts'

const at = Date.parse('2026-11-22T12:00:00+08:00')

const anIntent = (id: string): Intent => ({
  id: intentId(id),
  title: id,
  role: offTopic.has(id) ? 'off_topic' : 'request',
  about_orders: [],
  keywords: [],
  not_keywords: [],
  told_by: [],
  follow_ups: [],
  examples: examples.filter(({ intent }) => intent === id).map(({ text }) => text),
  source: 'test:1:1',
})

const anAnswer: Answer = {
  id: answerId('microwave'),
  intents: [],
  offers: [],
  keywords: [],
  not_keywords: [],
  questions: ['杯子可以放微波炉吗'],
  when: {},
  reply: '可以',
  topic: 'product',
  source: 'test:1:1',
}

describe('the understander', () => {
  let understander: Understander

  beforeAll(async () => {
    understander = await createUnderstander({
      playbook: {
        intents: new Map(intents.map((id) => [intentId(id), anIntent(id)])),
        answers: new Map([[anAnswer.id, anAnswer]]),
        lexicon: { groups: [], wishes: ['退款'], faults: ['碎'], subjects: [] },
        mood: {
          levels: { 1: ['失望'], 2: ['气死'], 3: ['滚'] },
          not_words: [],
          praise: [],
          either_way: [],
          urgent: ['急用'],
          not_urgent: [],
        },
      },
      engine: 'linear',
      catalogue: [{ productId: 'thermos-cup', title: '茶水分离保温杯', aliases: ['保温杯'] }],
    })
  })

  test('tells everything that the words alone tell', async () => {
    const text = '订单318811567705退款，杯子可以放微波炉吗'
    const understood = await understander.understand(text, at)
    expect(understood.text).toBe(text)
    expect(understood.normalised).toBe('订单⌗退款 杯子可以放微波炉吗')
    expect(understood.ranking).toHaveLength(intents.length)
    expect(understood.entities.map(({ value }) => value)).toEqual(['318811567705'])
    expect(understood.candidates[0]?.answer).toBe('microwave')
  })

  test('knows the shop’s products when they are named', async () => {
    const { entities } = await understander.understand('保温杯漏水', at)
    expect(entities.map(({ kind, value }) => [kind, value])).toEqual([['product', 'thermos-cup']])
  })

  test.each(oddTexts)('has a sane outcome for %s', async (_, text) => {
    const { outcome, inScope, entities } = await understander.understand(text, at)
    expect(['answer', 'clarify', 'reject']).toContain(outcome)
    expect(inScope).toBeGreaterThanOrEqual(0)
    for (const { start, end } of entities) expect(start).toBeLessThan(end)
  })

  test.each(['', '   ', '😀', '？？？', '\u0000'])(
    'rejects %j, which says nothing',
    async (text) => {
      expect((await understander.understand(text, at)).outcome).toBe('reject')
    },
  )
})

describe('the outcome', () => {
  const ranked = (confidence: number) => [
    { intent: intentId('refund_request'), confidence },
    { intent: intentId('damaged'), confidence: 1 - confidence },
  ]

  test('sure and in scope is answered', () => {
    expect(outcomeOf({ ranking: ranked(0.9), inScope: 0.95 })).toBe('answer')
  })

  test('unsure and in scope is asked back', () => {
    expect(outcomeOf({ ranking: ranked(0.55), inScope: 0.95 })).toBe('clarify')
  })

  test('out of scope is rejected, however sure', () => {
    expect(outcomeOf({ ranking: ranked(0.9), inScope: 0.2 })).toBe('reject')
  })

  test('no intents at all are a rejection', () => {
    expect(outcomeOf({ ranking: [], inScope: 1 })).toBe('reject')
  })
})
