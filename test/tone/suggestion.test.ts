import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ToneSituation } from '../../src/model/tone.ts'
import type { ToneGuard } from '../../src/tone/index.ts'
import { phrasesAlone, shippedGuards } from './shipped.ts'

const { playbook, guard, unlearned } = await shippedGuards()

const offered = async (checker: ToneGuard, text: string, situation: ToneSituation = {}) =>
  (await checker.check(text, situation)).rewrite

test('what is rude beside the words in question goes with them', async () => {
  const rewrite = await offered(guard, '你烦不烦，说了让你等着')
  expect(rewrite).toBeDefined()
  expect(rewrite).not.toContain('等着')
})

test('where the better words of one rule are what another one finds, none are offered', async () => {
  const [first, ...others] = playbook.tone.categories
  const tone = {
    ...playbook.tone,
    categories: first ? [{ ...first, better: '这是仓库的问题', better_about: [] }, ...others] : [],
  }
  const report = await phrasesAlone({ ...playbook, tone }).check('不支持')
  expect(report.findings).toHaveLength(1)
  expect(report).not.toHaveProperty('rewrite')
})

test('what stands side by side is answered once, by one voice', async () => {
  const wordings = playbook.tone.categories.flatMap(({ better, better_about }) => [
    better,
    ...better_about.map((about) => about.better),
  ])
  const joined = [
    '全额退款给您，马上到账',
    '给您退款168元，明天到账',
    '这是仓库的问题，爱要不要',
    '不支持退货，找快递去',
    '您先别激动，这是快递的问题，不能退',
    '没办法。你自己没看清楚！',
  ]
  for (const text of joined) {
    expect(wordings, text).toContain(await offered(guard, text))
    expect(wordings, text).toContain(await offered(unlearned, text))
  }
  expect(await offered(unlearned, '您消消气，别激动')).toBe(await offered(unlearned, '别激动'))
})

test('a refund by sum and day is answered about the refund', async () => {
  const rewrite = await offered(unlearned, '给您退款168元，明天到账')
  expect(rewrite).toMatch(/退款/)
  expect(rewrite).not.toMatch(/补偿|快递/)
})

test('what is forbidden is answered before the rest of its neighbours', async () => {
  expect(await offered(unlearned, '赔您三倍，加我微信')).toBe(await offered(unlearned, '加我微信'))
})

test('with facts between them both are answered, the same not twice', async () => {
  const fact = '您的单号是YT123'
  const rewrite = await offered(unlearned, `找快递去。${fact}。全额退款给您`)
  expect(rewrite).toMatch(new RegExp(`快递.*${fact}。.*退款.*可以吗？$`))
  const once = await offered(unlearned, `别激动。${fact}。别激动`)
  expect(once?.match(/给您添堵/g)).toHaveLength(1)
})

const good = [
  '您好',
  '单号是YT123456',
  '您的退款56元已经退了',
  '补发的明天出库',
  '我查一下订单',
  '抱歉让您久等了',
  '照片我看到了',
  '',
]
const bad = [
  '不支持',
  '没办法',
  '你烦不烦',
  '说了让你等着',
  '你自己没看清楚',
  '说明书看了吗',
  '这是仓库的问题',
  '找快递去',
  '加微信',
  '我微信同号',
  '加v abc123',
  '好评返现5元',
  '全网最低价',
  '赔您三倍',
  '全额退款给您',
  '明天一定到',
  '马上到账',
  '爱要不要',
  '滚',
  '你有病吧',
  '您消消气',
  '别激动',
  '随便你',
  '投诉就投诉',
  '前面的加起来您也看不懂吧',
]

/** Good and bad in any order, as people join them. */
const replies = fc
  .array(
    fc.tuple(fc.constantFrom(...good, ...bad), fc.constantFrom('，', '。', '！', ' ', '\n', '～')),
    { minLength: 1, maxLength: 6 },
  )
  .map((clauses) => clauses.flat().join(''))

const situations = fc.record(
  { danger: fc.constant(true as const), before: fc.constantFrom('加我微', '您好', '你有', '好评') },
  { requiredKeys: [] },
)

describe('whatever is written, what is offered passes in the same situation', () => {
  test.each([
    ['learned', () => guard],
    ['phrases alone', () => unlearned],
  ])(
    '%s',
    async (_, checker) => {
      await fc.assert(
        fc.asyncProperty(replies, situations, async (text, situation) => {
          const rewrite = await offered(checker(), text, situation)
          if (rewrite === undefined) return
          expect((await checker().check(rewrite, situation)).findings).toEqual([])
        }),
        { numRuns: 200 },
      )
    },
    30_000,
  )

  test('and with the shipped rules something is offered for each of these', async () => {
    for (const text of bad) expect(await offered(guard, text), text).toBeDefined()
  })
})

describe('where somebody may be hurt', () => {
  const danger = { danger: true } as const

  test('nothing is to be tried out, shipped in another way or waited for', async () => {
    for (const text of [...bad, '你自己不会用', '是您操作不当', '说明书写得清清楚楚', '别催了']) {
      const { findings, rewrite } = await guard.check(text, danger)
      if (findings.some(({ strength }) => strength === 'forbid')) continue
      expect(rewrite, text).not.toMatch(/试试|步骤|拍一下|参考|换货|稍等/)
    }
  })

  test('a rule without words for that has its usual ones', async () => {
    const categories = playbook.tone.categories.map(({ better_in_danger: _, ...each }) => each)
    const checker = phrasesAlone({ ...playbook, tone: { ...playbook.tone, categories } })
    expect(await offered(checker, '不支持', danger)).toBe(await offered(checker, '不支持'))
  })
})

describe('something forbidden in two messages', () => {
  test.each([
    ['加我微', '信 abc123', '信'],
    ['加我微。', '，信 abc123', '，信'],
    ['你可以加V', 'X abc123', 'X'],
    ['你有', '病', '病'],
  ])('「%s」 and then 「%s」', async (before, text, words) => {
    const { findings, rewrite } = await unlearned.check(text, { before })
    expect(findings).toMatchObject([{ words, strength: 'warn' }])
    expect(rewrite).toBeDefined()
    expect((await unlearned.check(text)).findings).toEqual([])
  })

  test.each([
    ['已经帮您加急处理了，您放心，有进展我马上告诉您', '微信退款一到三天到'],
    ['好的', '微信支付的退回零钱'],
    ['加我微信', '加我微信'],
  ])('nothing comes together in 「%s」 and 「%s」', async (before, text) => {
    const alone = await unlearned.check(text)
    expect((await unlearned.check(text, { before })).findings).toEqual(alone.findings)
  })
})
