import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createToneGuard, type ToneGuard } from '../../src/tone/index.ts'
import { shippedGuards } from './shipped.ts'

const { playbook, guard, unlearned } = await shippedGuards()

const foundBy = async (checker: ToneGuard, text: string) =>
  (await checker.check(text)).findings.map(({ category, words }) => `${category}:${words}`)

describe('by its phrases, whether or not anything is learned', () => {
  test.each([
    ['不支持', 'blunt-refusal:不支持'],
    ['亲，不行哦~', 'blunt-refusal:不行'],
    ['抱歉，没办法呢', 'blunt-refusal:没办法'],
    ['不支持退货', 'blunt-refusal:不支持退货'],
    ['你自己没看清楚', 'blames-customer:你自己没看'],
    ['是你没说明白', 'blames-customer:是你没说明白'],
    ['这是仓库的问题', 'shifts-blame:这是仓库的问题'],
    ['找快递去', 'shifts-blame:找快递去'],
    ['加 微 信 聊', 'off-platform:加 微 信'],
    ['亲加V，给您便宜点', 'off-platform:加V'],
    ['加v xiaoming123', 'off-platform:加v'],
    ['加vx abc123', 'off-platform:加vx'],
    ['加q 12345678', 'off-platform:加q 12345678'],
    ['我的QQ 12345678', 'off-platform:QQ 12345678'],
    ['手机同号', 'off-platform:手机同号'],
    ['滚', 'insults:滚'],
    ['好评返现5元', 'paid-praise:好评返现'],
    ['帮忙刷单吗', 'paid-praise:刷单'],
    ['这款没有任何副作用', 'absolute-claims:没有任何副作用'],
    ['赔你三倍', 'money-promise:赔你三倍'],
    ['百分百赔您', 'money-promise:百分百赔您'],
    ['今天一定退', 'date-promise:今天一定退'],
    ['保证明天到', 'date-promise:保证明天到'],
    ['说了多少遍了', 'impatience:说了多少遍'],
    ['自己看详情页', 'impatience:自己看详情'],
    ['爱要不要', 'impatience:爱要不要'],
    ['您消消气', 'calm-down:消消气'],
    ['抱歉，您先别激动', 'calm-down:别激动'],
    ['全额退款给您，马上到账', 'money-promise:全额退款给您'],
    ['退款马上到账', 'date-promise:马上到账'],
    ['退款明天到账', 'date-promise:明天到账'],
    ['钱周五就能退到您卡里', 'date-promise:周五就能退到'],
    ['24小时内给您打款', 'date-promise:24小时内给您打款'],
    ['你能不能看清楚再问', 'impatience:看清楚再问'],
    ['您先想明白再来行吗', 'impatience:想明白再来'],
    ['不然不给你退了', 'insults:不然不给你退'],
    ['您再骂人就别想退款', 'insults:再骂人就别想退'],
    ['给差评的话我就不给您处理了', 'insults:差评的话我就不给您处理'],
    ['这个不能换哦', 'blunt-refusal:不能换'],
    ['抱歉，没法给您改', 'blunt-refusal:没法给您改'],
    ['給您發過了，您自己沒看清楚', 'blames-customer:您自己沒看'],
  ])('「%s」 is %s', async (text, found) => {
    const [category = '', words = ''] = found.split(':')
    const first = (await unlearned.check(text)).findings[0]
    expect(first?.category).toBe(category)
    expect(first?.words).toContain(words)
    expect((await guard.check(text)).findings[0]?.category).toBe(category)
  })

  test('the agent learns which words, why, what would be better, and which rule says so', async () => {
    const text = '在的亲。不支持哦'
    const [found, ...others] = (await unlearned.check(text)).findings
    expect(others).toEqual([])
    expect(found).toMatchObject({ title: '生硬拒绝', words: '不支持', strength: 'warn' })
    expect(text.slice(found?.start, found?.end)).toBe('不支持')
    expect(found?.why).toContain('原因')
    expect(found?.better).toContain('抱歉')
    expect(found?.source).toMatch(/^replies\/tone\.yaml:\d+:\d+$/)
  })

  test('what the platform or the law forbids is forbidden, the rest is warned of', async () => {
    const strengths = await Promise.all(
      ['加微信', '好评返现', '你有病', '不支持', '赔你三倍'].map(
        async (text) => (await unlearned.check(text)).findings[0]?.strength,
      ),
    )
    expect(strengths).toEqual(['forbid', 'forbid', 'forbid', 'warn', 'warn'])
  })
})

describe('in other letters', () => {
  test.each([
    ['加我ѵх', 'off-platform:加我ѵх'],
    ['加我νΧ聊', 'off-platform:加我νΧ'],
    ['加我𝗩𝗫', 'off-platform:加我𝗩𝗫'],
    ['加我🅥🅧。', 'off-platform:加我🅥🅧'],
    ['你ЅЬ', 'insults:ЅЬ'],
    ['加ԛԛ 12345678', 'off-platform:加ԛԛ 12345678'],
    ['gun', 'insults:gun'],
    ['你给我gun', 'insults:gun'],
    ['sha bi', 'insults:sha bi'],
    ['NMSL', 'insults:NMSL'],
    ['jia wei xin', 'off-platform:jia wei xin'],
    ['weixin abc123', 'off-platform:weixin'],
  ])('「%s」 is %s', async (text, found) => {
    const [category = '', words = ''] = found.split(':')
    const [first] = (await unlearned.check(text)).findings
    expect(first?.category).toBe(category)
    expect(first?.words).toContain(words)
    expect(text.slice(first?.start, first?.end)).toBe(first?.words)
  })

  test.each(['Привет, посылка в пути', 'gunmetal色有货', 'VX9型号也有', '😀🅿️附近有停车场'])(
    '「%s」 is fine',
    async (text) => expect(await foundBy(unlearned, text)).toEqual([]),
  )
})

test('of a sum with a day both are promises', async () => {
  expect(await foundBy(unlearned, '给您退款168元，明天到账')).toEqual([
    'money-promise:给您退款168元',
    'date-promise:明天到账',
  ])
})

test('of what stands beside something forbidden, both are shown', async () => {
  expect(await foundBy(unlearned, '百分百赔您，加我微信')).toEqual([
    'money-promise:百分百赔您',
    'off-platform:加我微信',
  ])
})

test('a bare refusal before something worse goes with it', async () => {
  expect((await guard.check('没办法，你自己没看清楚')).findings).toHaveLength(2)
  const { findings, rewrite } = await unlearned.check('没办法，自己看详情页')
  expect(findings.map(({ category }) => category)).toEqual(['blunt-refusal', 'impatience'])
  expect(rewrite).toBe('我帮您查好发过来，您稍等一下。')
})

describe('lets pass', () => {
  test.each([
    '抱歉，这款拆封后不支持无理由退货，因为影响二次销售，我帮您申请维修可以吗',
    '这款不支持快充',
    '仓库发错了是我们的责任，马上给您补',
    '您说的「你们不支持退货」是哪位客服说的，我去核实',
    '您刚才问“能不能加微信”，平台不允许的哦，这里聊就好',
    '顾客说“快递让我自己去找驿站”，我来联系网点',
    '不能加微信的，咱们在这里说',
    '我帮您申请补偿20元，审核通过后告诉您',
    '没办法保证明天一定到，我再催一下',
    '仓库那边已经打包好了，今天会发出',
    '好的，我包好后拍照给您看',
    '您有病历的话可以一起发来',
    '这款是去死皮的',
    '他妈妈能用，放心',
    '送给妈妈的礼物很合适',
    '拆的时候小心您的手',
    '还有小礼物等着您',
    '快递员有您的电话，到了会找您',
    '师傅知道您的地址，明天上门安装',
    '我们不会公开您的电话',
    '请不要轻信要求加微信的短信，谨防诈骗',
    '官方不会让您加QQ转账',
    '请问是您自己拆的包装吗？麻烦发一下开箱照片',
    '这款有A、B两个型号，V领的也有',
    '好的',
    '收到，马上帮您处理',
    '',
    '😊',
    'OK, I will check it for you',
    '我们给您换新',
    '收到退货验好后，全额退款给您',
    '主管批准了，全额退款给您',
    '抱歉，您消消气，这件事我负责到底',
    '让您这么激动，是我们没做好',
    '您要不要换大一号',
    '这个不能直接换，我帮您申请维修',
    '退款一般1到3天到账',
    '系统显示明天到账，具体看银行',
    '您看看今天到账了没',
    '如果明天还没到账，您再找我',
    '今天给您提交退款申请',
    '周五到账的那笔是上个订单的',
    '麻烦把单号填上，不然系统没法给您退',
    '不给您添麻烦了，我来申请',
    '您想清楚再说也不迟，不着急',
    '等我看清楚再跟您说',
  ])('「%s」', async (text) => {
    expect(await foundBy(guard, text)).toEqual([])
  })

  test('every good sentence and every better wording of the shipped rules', async () => {
    const { categories, fine } = playbook.tone
    const better = categories.flatMap((each) => [
      each.better,
      ...each.better_about.map((about) => about.better),
    ])
    const found = await Promise.all(
      [...fine, ...better].map(async (text) => ({ text, found: await foundBy(guard, text) })),
    )
    // The classifier has seen the good sentences, and still doubts one now and then.
    const doubted = found.filter(({ found }) => found.length > 0)
    expect(doubted.map(({ text }) => text).filter((text) => better.includes(text))).toEqual([])
    expect(doubted.length).toBeLessThanOrEqual(fine.length * 0.005)
  })
})

describe('natural replies of every kind', () => {
  const polite = readFileSync(fileURLToPath(new URL('polite.txt', import.meta.url)), 'utf8')
  test.each(polite.trim().split('\n'))('「%s」', async (text) => {
    expect(await foundBy(guard, text)).toEqual([])
  })
})

test('quotation marks hide nothing that is not quoted of somebody', async () => {
  expect(await foundBy(unlearned, '您搜“加微信送好礼”')).not.toEqual([])
})

test('a mere likeness of what is forbidden is only warned of, with the place of the examples', async () => {
  const text = '这儿说不清楚，您给个微信呗我找您'
  expect(await foundBy(unlearned, text)).toEqual([])
  const [found] = (await guard.check(text)).findings
  expect(found).toMatchObject({ category: 'off-platform', strength: 'warn', words: text })
  const { source } = playbook.tone.categories.find(({ id }) => id === 'off-platform') ?? {}
  expect(found?.source).toBe(source)
})

describe('the better wording', () => {
  test.each([
    ['不支持', /^抱歉，.*可以吗？$/],
    ['亲，不支持退货哦', /^亲，抱歉，.*退货.*可以吗？$/],
    ['单号是YT123，找快递去，明天应该到', /^单号是YT123，给您添麻烦了，快递.*好吗？明天应该到$/],
    [
      '您的退款56元已经退了。说了多少遍了！',
      /^您的退款56元已经退了。抱歉刚才没跟您说清楚.*问我。$/,
    ],
    ['加微信，加我微信', /^咱们就在这里聊吧[^咱]*$/],
  ])('of 「%s」 keeps the facts', async (text, rewrite) => {
    const report = await guard.check(text)
    expect(report.rewrite).toMatch(rewrite)
    expect(await foundBy(guard, report.rewrite ?? '')).toEqual([])
  })

  test('of a text with nothing in it is the text', async () => {
    expect((await guard.check('  好的，马上  ')).rewrite).toBe('  好的，马上  ')
  })
})

test('whatever is written, the findings lie within it, in order, and it never fails', async () => {
  const words = [
    '不支持',
    '加微信',
    '“',
    '”',
    '您说',
    '。',
    '赔您',
    '三倍',
    ' ',
    '，',
    '😊',
    '𠮷',
    'V',
  ]
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((pieces) => pieces.join('')),
  )
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const { findings } = await guard.check(text)
      for (const { start, end, words } of findings) expect(text.slice(start, end)).toBe(words)
      const starts = findings.map(({ start }) => start)
      expect(starts).toEqual([...starts].sort((a, b) => a - b))
    }),
  )
})

test('the end of a long reply is looked at too', async () => {
  expect(await foundBy(guard, `${'好的。'.repeat(1_200)}加微信`)).toEqual(['off-platform:加微信'])
})

test('rules without examples are phrases alone, and learn nothing', async () => {
  const categories = playbook.tone.categories.map((each) => ({ ...each, examples: [] }))
  const tone = { ...playbook.tone, categories }
  const checker = createToneGuard({ ...playbook, tone }, () => {
    throw new Error('nothing to learn')
  })
  await checker.learned
  expect(await foundBy(checker, '不支持')).toEqual(['blunt-refusal:不支持'])
})
