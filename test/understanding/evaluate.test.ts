import { describe, expect, test } from 'vitest'
import { intentId } from '../../src/model/ids.ts'
import { type Engine, evaluate, formatReport, parseLines } from '../../src/understanding/index.ts'

/** Answers what it is told to: text -> ranking and scope. */
const anEngine = (said: Record<string, readonly [intents: string, inScope: number]>): Engine => ({
  name: 'linear',
  classify: async (text) => {
    const [order = '', inScope = 0] = said[text] ?? []
    const intents = order.split(' ')
    const shares = [0.8, 0.15, 0.05]
    return {
      ranking: intents.map((id, n) => ({ intent: intentId(id), confidence: shares[n] ?? 0 })),
      inScope,
    }
  },
})

const engine = anEngine({
  a: ['refund damaged other_out_of_scope', 0.9],
  b: ['damaged refund other_out_of_scope', 0.8],
  c: ['damaged other_out_of_scope refund', 0.7],
  d: ['other_out_of_scope refund damaged', 0.1],
  e: ['refund damaged other_out_of_scope', 0.75],
})

const lines = [
  { text: 'a', intent: 'refund' },
  { text: 'b', intent: 'refund', alt: 'damaged' },
  { text: 'c', intent: 'refund', alt: ['urge'] },
  { text: 'd', intent: 'other_out_of_scope' },
  { text: 'e', intent: 'other_out_of_scope' },
]

describe('evaluating', () => {
  test('an alternative is as right as the intent', async () => {
    const report = await evaluate({ engine, lines })
    expect(report.accuracy).toBeCloseTo(3 / 5)
    expect(report.inScopeAccuracy).toBeCloseTo(2 / 3)
  })

  test('right among two and three looks further down', async () => {
    const report = await evaluate({ engine, lines })
    expect(report.top2).toBeCloseTo(3 / 5)
    expect(report.top3).toBe(1)
  })

  test('each intent has its precision, recall and F1', async () => {
    const { intents, macroF1 } = await evaluate({ engine, lines })
    expect(intents).toEqual([
      {
        intent: 'other_out_of_scope',
        lines: 2,
        precision: 1,
        recall: 0.5,
        f1: expect.closeTo(2 / 3),
      },
      {
        intent: 'refund',
        lines: 3,
        precision: expect.closeTo(2 / 3),
        recall: expect.closeTo(2 / 3),
        f1: expect.closeTo(2 / 3),
      },
    ])
    expect(macroF1).toBeCloseTo(2 / 3)
  })

  test('confusions come with samples, the most frequent first', async () => {
    const { confusions } = await evaluate({
      engine,
      lines: [...lines, { text: 'c', intent: 'refund' }],
    })
    expect(confusions).toEqual([
      { expected: 'refund', got: 'damaged', lines: 2, samples: ['c', 'c'] },
      { expected: 'other_out_of_scope', got: 'refund', lines: 1, samples: ['e'] },
    ])
  })

  test('AUROC counts the pairs that scope puts in order', async () => {
    // In scope .9 .8 .7, out of scope .1 .75: five of six pairs.
    expect((await evaluate({ engine, lines })).auroc).toBeCloseTo(5 / 6)
  })

  test('AUROC is unknown where every line is in scope', async () => {
    expect((await evaluate({ engine, lines: lines.slice(0, 3) })).auroc).toBeUndefined()
  })

  test('calibration error is how far confidence and truth lie apart', async () => {
    expect((await evaluate({ engine, lines })).ece).toBeCloseTo(0.8 - 0.6)
  })

  test('no lines give no numbers, and no crash', async () => {
    const report = await evaluate({ engine, lines: [] })
    expect(report.accuracy).toBe(0)
    expect(formatReport(report)).toContain('no confusions')
  })

  test('the report survives JSON', async () => {
    const report = await evaluate({ engine, lines, trainMs: 12, rssBytes: 1_048_576 })
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  test('the printed report names what matters', async () => {
    const text = formatReport(await evaluate({ engine, lines, trainMs: 1_200, rssBytes: 2 ** 27 }))
    expect(text).toContain('accuracy            60.0 %')
    expect(text).toContain('out-of-scope AUROC  0.833')
    expect(text).toContain('training            1.20 s')
    expect(text).toContain('memory              128 MiB')
    expect(text).toContain('refund taken for damaged')
  })
})

describe('reading labelled lines', () => {
  test('one JSON object a line, blank lines and a byte order mark passed over', () => {
    const jsonl =
      '\uFEFF{"text":"碎了","intent":"damaged"}\r\n\n{"text":"退","intent":"refund","alt":["a"]}\n'
    expect(parseLines(jsonl)).toEqual([
      { text: '碎了', intent: 'damaged' },
      { text: '退', intent: 'refund', alt: ['a'] },
    ])
  })

  test('every fault is told with its line number', () => {
    const jsonl =
      '{"text":"a","intent":"b"}\n{oops\n[]\n{"text":1,"intent":"b"}\n{"text":"a"}\n{"text":"a","intent":"b","alt":3}'
    expect(() => parseLines(jsonl)).toThrow(
      /^line 2: not JSON.*\nline 3: .*\nline 4: "text".*\nline 5: "intent".*\nline 6: "alt"/,
    )
  })
})
