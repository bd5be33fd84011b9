import { describe, expect, test } from 'vitest'
import { intentId } from '../../src/model/ids.ts'
import {
  type Baseline,
  changesSince,
  compare,
  type Engine,
  type EngineName,
  type EvalLine,
  evaluate,
  formatChanges,
  formatRun,
  parseLines,
  type Report,
  type Run,
  renderPage,
  runEvaluation,
} from '../../src/understanding/index.ts'

type Said = Record<string, readonly [intents: string, inScope: number, confidence?: number]>

/** Answers what it is told to: text -> ranking, scope and confidence. */
const anEngine = (said: Said, name: EngineName = 'linear'): Engine => ({
  name,
  classify: async (text) => {
    const [order = '', inScope = 0, best = 0.8] = said[text] ?? []
    const shares = [best, 0.15, 0.05]
    return {
      ranking: order
        .split(' ')
        .map((id, n) => ({ intent: intentId(id), confidence: shares[n] ?? 0 })),
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

const lines: readonly EvalLine[] = [
  { text: 'a', intent: 'refund' },
  { text: 'b', intent: 'refund', alt: 'damaged' },
  { text: 'c', intent: 'refund', alt: ['urge'] },
  { text: 'd', intent: 'other_out_of_scope' },
  { text: 'e', intent: 'other_out_of_scope' },
]

const aRun = (reports: readonly Report[], more: Partial<Run> = {}): Run => ({
  at: Date.UTC(2026, 0, 2, 4),
  test: 'lines.jsonl',
  examples: 10,
  intents: 3,
  known: 0,
  untrained: [],
  titles: { refund: '退款', damaged: '破损' },
  reports,
  ...more,
})

const inChinese = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const

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

  test('confusions come with every mistake and the example most like it', async () => {
    const { confusions } = await evaluate({
      engine,
      lines: [...lines, { text: 'c', intent: 'refund' }],
      examples: [
        { text: 'c!', intent: 'damaged' },
        { text: 'c d', intent: 'refund' },
      ],
    })
    const mistake = {
      text: 'c',
      confidence: 0.8,
      nearest: { text: 'c!', intent: 'damaged', likeness: expect.any(Number) },
    }
    expect(confusions).toEqual([
      { expected: 'refund', got: 'damaged', lines: 2, mistakes: [mistake, mistake] },
      {
        expected: 'other_out_of_scope',
        got: 'refund',
        lines: 1,
        mistakes: [{ text: 'e', confidence: 0.8 }],
      },
    ])
  })

  test('an example that is the line itself is wholly like it', async () => {
    const { confusions } = await evaluate({
      engine,
      lines: [{ text: 'c', intent: 'refund' }],
      examples: [{ text: 'C', intent: 'urge' }],
    })
    expect(confusions[0]?.mistakes[0]?.nearest?.likeness).toBeCloseTo(1)
  })

  test('calibration error is how far confidence and truth lie apart', async () => {
    const { ece, scopeEce, confidenceBins } = await evaluate({ engine, lines })
    expect(ece).toBeCloseTo(0.8 - 0.6)
    // .1 is out of scope, .7 and .75 are half in scope, .8 and .9 are in scope.
    expect(scopeEce).toBeCloseTo((0.1 + 2 * (0.725 - 0.5) + 0.2 + 0.1) / 5)
    expect(confidenceBins[8]).toEqual({
      lines: 5,
      promised: expect.closeTo(0.8),
      true: expect.closeTo(0.6),
    })
  })

  test('no lines give no numbers, and no crash', async () => {
    const report = await evaluate({ engine, lines: [] })
    expect(report.accuracy).toBe(0)
    expect(formatRun(aRun([report]), 'en')).toContain('no confusions')
  })

  test('the report survives JSON', async () => {
    const report = await evaluate({ engine, lines, trainMs: 12, memoryBytes: 1_048_576 })
    expect(report.memoryMib).toBe(1)
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })
})

describe('telling the shop’s business from the rest', () => {
  test('AUROC counts the pairs that scope puts in order', async () => {
    // In scope .9 .8 .7, out of scope .1 .75: five of six pairs.
    expect((await evaluate({ engine, lines })).auroc).toBeCloseTo(5 / 6)
  })

  test('AUROC counts a tie as half a pair', async () => {
    const tied = anEngine({ a: ['refund', 0.5], d: ['refund', 0.5] })
    const both = lines.filter(({ text }) => text === 'a' || text === 'd')
    expect((await evaluate({ engine: tied, lines: both })).auroc).toBe(0.5)
  })

  test('it is unknown where every line is in scope', async () => {
    const report = await evaluate({ engine, lines: lines.slice(0, 3) })
    expect(report.auroc).toBeUndefined()
    expect(report.outOfScopeRecall).toBeUndefined()
    expect(report.sureHalfLetThrough).toBeUndefined()
    expect(report.scopeEce).toBeUndefined()
  })

  test('recall is counted under the bar that turns away one business line in twenty', async () => {
    const said: Said = { low: ['refund', 0.1], out: ['refund', 0.2], over: ['refund', 0.35] }
    const business = Array.from({ length: 39 }, (_, n) => {
      said[`in ${n}`] = ['refund', 0.3 + n / 100]
      return { text: `in ${n}`, intent: 'refund' }
    })
    const { outOfScopeRecall } = await evaluate({
      engine: anEngine(said),
      lines: [
        ...business,
        // Two of these forty may be turned away, which puts the bar at .31.
        { text: 'low', intent: 'refund' },
        { text: 'out', intent: 'oos' },
        { text: 'over', intent: 'other_out_of_scope' },
      ],
    })
    expect(outOfScopeRecall).toBe(0.5)
  })

  test('the surer half is judged by what is right and by what it lets through', async () => {
    const sure = anEngine({
      a: ['refund', 1, 0.9],
      e: ['refund', 1, 0.85],
      d: ['other_out_of_scope', 0, 0.82],
      b: ['damaged', 1, 0.3],
      c: ['damaged', 1, 0.2],
    })
    const report = await evaluate({ engine: sure, lines })
    expect(report.sureHalfRight).toBeCloseTo(2 / 3)
    expect(report.sureHalfLetThrough).toBe(0.5)
  })
})

describe('comparing engines', () => {
  test('each line goes through all engines before the next', async () => {
    const heard: string[] = []
    const listening = (name: EngineName): Engine => ({
      name,
      classify: async (text) => {
        heard.push(`${name} ${text}`)
        return { ranking: [], inScope: 0 }
      },
    })
    const trained = [{ engine: listening('linear') }, { engine: listening('natural') }]
    await compare({ trained, lines: lines.slice(0, 2) })
    const inTurn = ['linear a', 'natural a', 'linear b', 'natural b']
    expect(heard).toEqual([...inTurn, ...inTurn])
  })

  test('a run trains on the first lines of each intent, and names what it cannot know', async () => {
    const run = await runEvaluation({
      at: 0,
      test: 'lines.jsonl',
      perClass: 1,
      engines: ['linear'],
      lines: [
        { text: '我要退款', intent: 'refund' },
        { text: '杯子碎了', intent: 'damaged' },
        { text: '哈哈', intent: 'oos' },
      ],
      examples: [
        { text: '我要退款！', intent: 'refund' },
        { text: '杯子碎了', intent: 'refund' },
        { text: '盘子破了', intent: 'damaged' },
      ],
      offTopic: new Set(['oos']),
      titles: {},
      onTraining: () => {},
    })
    expect(run).toMatchObject({ examples: 2, intents: 2, known: 0, untrained: ['oos'] })
    expect(run.reports).toMatchObject([{ engine: 'linear', lines: 3 }])
    expect(run.reports[0]?.trainMs).toBeGreaterThan(0)
  })
})

describe('the printed report', () => {
  test('it names what matters', async () => {
    const report = await evaluate({ engine, lines, trainMs: 1_200, memoryBytes: 2 ** 27 })
    const text = formatRun(aRun([report]), 'en')
    expect(text).toMatch(/accuracy +60\.0 %/)
    expect(text).toMatch(/out-of-scope AUROC +0\.833/)
    expect(text).toMatch(/training +1\.20 s/)
    expect(text).toMatch(/memory kept +128 MiB/)
    expect(text).toContain('refund taken for damaged')
  })

  test('several engines stand side by side, with how many times as slow each is', async () => {
    const first = await evaluate({ engine, lines })
    const reports = [
      { ...first, p50Us: 40 },
      { ...first, engine: 'natural', p50Us: 1_000 },
    ]
    const text = formatRun(aRun(reports), 'zh-CN')
    expect(text).toMatch(/准确率 +60\.0 % +60\.0 %\n/)
    expect(text).toMatch(/延迟 p50 倍数 +1\.0× +25\.0×\n/)
  })

  test('columns stay aligned under Chinese words', async () => {
    const rows = formatRun(aRun([await evaluate({ engine, lines })]), 'zh-CN').split('\n')
    const from = rows.findIndex((row) => row.startsWith('准确率'))
    const widths = rows
      .slice(from, from + 5)
      .map((row) => row.replace(/[\u2e80-\uffff]/g, '中中').length)
    expect(new Set(widths).size).toBe(1)
  })

  test('a customer’s text cannot move the cursor', async () => {
    const odd = { text: '\u001b[2J退\n款', intent: 'refund' }
    const text = formatRun(aRun([await evaluate({ engine, lines: [odd] })]), 'zh-CN')
    expect(text).toContain('�[2J退 款')
  })
})

describe('what changed since a baseline', () => {
  const better = anEngine({
    a: ['damaged', 0.9],
    b: ['damaged', 0.8],
    c: ['refund', 0.7],
    d: ['other_out_of_scope', 0.1],
    e: ['other_out_of_scope', 0.1],
  })
  const measured = async () => {
    const before = await evaluate({ engine, lines })
    const now = await evaluate({ engine: better, lines })
    return { before: JSON.parse(JSON.stringify(before)), now }
  }

  test('figures, intents and lines that turned are told', async () => {
    const { before, now } = await measured()
    const changes = changesSince(before, now)
    expect(changes.figures[0]).toMatchObject({ before: 0.6, after: 0.8 })
    expect(changes.gained[0]).toMatchObject({ intent: 'other_out_of_scope', after: 1 })
    expect(changes.lost).toEqual([])
    expect(changes.becameWrong).toEqual([
      { text: 'a', intent: 'refund', before: 'refund', after: 'damaged' },
    ])
    expect(changes.becameRight.map(({ text }) => text)).toEqual(['c', 'e'])
    expect(changes.unmatched).toBe(0)
  })

  test('lines of one run alone are counted, and turn nothing', async () => {
    const { before } = await measured()
    const now = await evaluate({ engine: better, lines: [{ text: 'a', intent: 'damaged' }] })
    expect(changesSince(before, now)).toMatchObject({
      unmatched: 6,
      becameWrong: [],
      becameRight: [],
    })
  })

  test('in print each figure shows old, new and sign', async () => {
    const { before, now } = await measured()
    const baseline: Baseline = { at: 0, test: 'lines.jsonl', reports: [before] }
    const text = formatChanges(aRun([now]), baseline, inChinese)
    expect(text).toMatch(/准确率 +60\.0 % +→ +80\.0 % +\+20\.0/)
    expect(text).toContain('变错 1 句')
    expect(text).toContain('应是 refund，原先 refund，现在 damaged')
  })

  test('an engine that the baseline did not measure is named so', async () => {
    const { now } = await measured()
    const none: Baseline = { at: 0, test: 'lines.jsonl', reports: [] }
    expect(formatChanges(aRun([now]), none, inChinese)).toContain('没有测这个引擎')
  })
})

describe('the page', () => {
  const { timeZone } = inChinese

  test('it holds everything, fetches nothing, and takes no text for markup', async () => {
    const bad = { text: '<img src=x onerror="alert(1)">&', intent: 'refund' }
    const report = await evaluate({
      engine,
      lines: [...lines, bad],
      examples: [{ text: '<b>x</b>', intent: '"quoted"' }],
    })
    const page = renderPage({ run: aRun([report]), baseline: undefined, timeZone })
    expect(page).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;')
    expect(page).toContain('&#60;b&#62;x&#60;/b&#62;')
    expect(page).not.toMatch(/<img|<b>x|"quoted"/)
    expect(page).not.toMatch(/(?:src|href)="(?!#)|url\(|@import/)
    expect(page).toContain('default-src &#39;none&#39;')
    expect(page).toContain('2026/1/2 12:00:00')
    expect(page).toContain('破损 <code>damaged</code>')
  })

  test('several engines share one table and have a section each', async () => {
    const report = await evaluate({ engine, lines })
    const run = aRun([report, { ...report, engine: 'natural' }])
    const baseline: Baseline = {
      at: 0,
      test: 'lines.jsonl',
      reports: [{ ...report, accuracy: 0.7 }],
    }
    const page = renderPage({ run, baseline, timeZone })
    expect(page).toContain('延迟 p50 倍数')
    expect(page.match(/<section id="(?:linear|natural)">/g)).toHaveLength(2)
    expect(page).toContain('<small class="bad">−10.0（原 70.0 %）</small>')
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

  test('every fault is told with file and line, in the reader’s language', () => {
    const jsonl =
      '{"text":"a","intent":"b"}\n{oops\n[]\n{"text":1,"intent":"b"}\n{"text":"a","intent":" "}\n{"text":"a","intent":"b","alt":3}'
    expect(() => parseLines(jsonl, { file: 'x.jsonl', locale: 'en' })).toThrow(
      /^x\.jsonl:2: not JSON: \{oops\nx\.jsonl:3: .*\nx\.jsonl:4: "text".*\nx\.jsonl:5: "intent".*\nx\.jsonl:6: "alt".*\nExpected one/,
    )
    expect(() => parseLines(jsonl, { file: 'x.jsonl', locale: 'zh-CN' })).toThrow(
      /^x\.jsonl:2：不是 JSON：\{oops\nx\.jsonl:3：/,
    )
  })

  test('a file of nothing is a fault', () => {
    expect(() => parseLines('\n\n', { file: 'x.jsonl', locale: 'zh-CN' })).toThrow('一句也没有')
  })

  test('a file that is something else altogether is not told line by line', () => {
    const jsonl = Array.from({ length: 100 }, (_, n) => `a,b,${n}`).join('\n')
    expect(() => parseLines(jsonl)).toThrow(/还有 80 行有错\n.*$/)
  })
})
