import { describe, expect, test } from 'vitest'
import { changeTicket, movesFrom, openCase, type Rules, refusalOf } from '../../src/cases/index.ts'
import { agentId } from '../../src/model/ids.ts'
import type { Actor } from '../../src/model/people.ts'
import { type Stage, stages, type Ticket, type TicketChange } from '../../src/model/ticket.ts'
import { aCase, aView, bot, hour, minute, now, shippedRules, someone } from './support.ts'

const rules = await shippedRules()

const lin = someone('小林', 'agent')
const zhou = someone('周主管', 'supervisor')
const wu = someone('吴主管', 'supervisor')
const zheng = someone('郑法务', 'legal')
const boss = someone('老板', 'admin')
const editor = someone('小编', 'operator')

const at = now + minute

const refused = (ticket: Ticket, change: TicketChange, by: Actor = lin) =>
  refusalOf(ticket, change, by, rules)?.zh

const done = (ticket: Ticket, change: TicketChange, by: Actor = lin, when = at): Ticket => {
  const result = changeTicket(ticket, change, { by, at: when, rules })
  if (result.kind === 'refused') throw new Error(result.refusal.zh)
  return result.ticket
}

const stage = (to: Stage): TicketChange => ({ kind: 'stage', to })
const agree: TicketChange = { kind: 'vote', verdict: 'agree' }
const against: TicketChange = { kind: 'vote', verdict: 'refuse', comment: '证据不足' }
const plan = { kind: 'plan', goal: 'proposed', text: '重做一只' } as const
const rejection = { kind: 'plan', goal: 'rejected', text: '不予退款' } as const
const disputed = (more: Partial<Ticket> = {}) =>
  aCase({
    severity: { level: 3, because: '图片重复', by: 'rules' },
    stage: 'under_review',
    ...more,
  })

const lastLine = ({ trail }: Ticket) => trail.at(-1)

test('a case remembers when it was done first, whatever happens to it later', () => {
  const finished = done(aCase({ stage: 'agreed' }), stage('done'), lin, at)
  const noted = done(finished, { kind: 'note', text: '已回访' }, lin, at + hour)
  const again = done({ ...noted, stage: 'agreed' }, stage('done'), lin, at + 2 * hour)
  expect([finished, noted, again].map(({ doneAt }) => doneAt)).toEqual([at, at, at])
})

describe('stages', () => {
  const allowed = stages.flatMap((from) => movesFrom(from).map((to) => `${from} ${to}`))

  test.each([
    'opened under_review',
    'opened withdrawn',
    'under_review proposed',
    'under_review rejected',
    'under_review withdrawn',
    'proposed agreed',
    'proposed under_review',
    'proposed rejected',
    'proposed withdrawn',
    'agreed done',
    'agreed under_review',
    'agreed proposed',
    'agreed withdrawn',
    'done reopened',
    'rejected reopened',
    'withdrawn reopened',
    'reopened under_review',
    'reopened withdrawn',
  ])('a case may go from %s', (move) => {
    const [from, to] = move.split(' ') as [Stage, Stage]
    expect(allowed).toContain(move)
    const next = done(aCase({ stage: from }), stage(to))
    expect(next).toMatchObject({ stage: to, updatedAt: at })
  })

  test('and nowhere else', () => {
    expect(allowed).toHaveLength(18)
    for (const from of stages) {
      for (const to of stages.filter((each) => !movesFrom(from).includes(each))) {
        expect(refused(aCase({ stage: from }), stage(to))).toMatch(/不能改成.*可以改成：/)
      }
    }
  })

  test('a refusal says what is allowed instead, in both languages', () => {
    expect(refusalOf(aCase(), stage('done'), lin, rules)).toEqual({
      zh: '「待处理」不能改成「已完结」，可以改成：核实中、顾客撤回',
      en: '"opened" cannot become "done", only: under review, withdrawn',
    })
  })

  test('the trail tells who did what, and what was before', () => {
    const next = done(aCase(), { kind: 'stage', to: 'under_review', comment: '先看照片' })
    expect(lastLine(next)).toEqual({ at, by: lin, what: '阶段：待处理 → 核实中（先看照片）' })
  })

  test('the bot may open and close a case, and never decides one', () => {
    expect(refused(aCase(), stage('withdrawn'), bot)).toBeUndefined()
    expect(refused(aCase({ stage: 'withdrawn' }), stage('reopened'), bot)).toBeUndefined()
    expect(refused(aCase({ stage: 'under_review' }), stage('proposed'), bot)).toBe(
      '「已提方案」要由人来定',
    )
  })
})

describe('who may do what', () => {
  const changes: readonly TicketChange[] = [
    stage('under_review'),
    { kind: 'classify', rootCause: '品控漏检' },
    { kind: 'assign', to: { agent: agentId('小林'), name: '小林' } },
    { kind: 'contacted', how: '电话' },
  ]

  test.each([
    ['an agent', lin, true],
    ['a supervisor', zhou, true],
    ['an admin', boss, true],
    ['the bot', bot, true],
    ['legal, of a case that is not theirs to decide', zheng, false],
    ['an operator', editor, false],
    ['somebody in the platform’s own client', { kind: 'colleague' } as const, true],
  ])('%s works on a routine case: %s', (_, by, may) => {
    for (const change of changes) expect(refused(aCase(), change, by) === undefined).toBe(may)
  })

  test('legal works on a disputed case', () => {
    for (const change of changes.slice(1))
      expect(refused(disputed(), change, zheng)).toBeUndefined()
  })

  test.each([lin, zhou, zheng, editor, boss])(
    '$name may write a note, also after the end',
    (by) => {
      const next = done(aCase({ stage: 'done' }), { kind: 'note', text: ' 顾客来电致谢 ' }, by)
      expect(next.notes).toEqual([{ at, by, text: '顾客来电致谢' }])
      expect(lastLine(next)).toEqual({ at, by, what: '加了备注' })
    },
  )

  test('a note without words is none', () => {
    expect(refused(aCase(), { kind: 'note', text: ' \n' })).toBe('请写上备注')
    expect(refused(aCase(), { kind: 'contacted', how: '\u2060' })).toBe('请写上怎么联系的')
  })
})

describe('levels', () => {
  const to = (level: 1 | 2 | 3, because = '看过了'): TicketChange => ({
    kind: 'level',
    to: level,
    because,
  })
  const ofLevel = (level: 1 | 2 | 3) =>
    aCase({ severity: { level, because: '规则', by: 'rules' }, stage: 'under_review' })

  test.each([
    ['an agent raises a routine case', lin, 2, 1, true],
    ['an agent lowers an urgent case', lin, 1, 2, false],
    ['an agent raises a disputed case, which stays so', lin, 3, 1, true],
    ['an agent takes a case out of dispute', lin, 3, 2, false],
    ['an agent calls a case disputed', lin, 2, 3, false],
    ['a supervisor lowers an urgent case', zhou, 1, 2, true],
    ['a supervisor calls a case disputed', zhou, 2, 3, true],
    ['an admin ends a dispute alone', boss, 3, 2, false],
    ['a supervisor makes a disputed case urgent, which stays so', zhou, 3, 1, true],
    ['legal ends a dispute', zheng, 3, 2, false],
    ['an operator raises a case', editor, 2, 1, false],
    ['the bot raises a case as if it were a person', bot, 2, 1, false],
  ] as const)('%s: %s', (_, by, from, level, may) => {
    expect(refused(ofLevel(from), to(level), by) === undefined).toBe(may)
  })

  test('needs a reason, and a change', () => {
    expect(refused(ofLevel(2), to(1, ' '))).toBe('请写上改级别的原因')
    expect(refused(ofLevel(2), to(1, '\u200b\u3164'))).toBe('请写上改级别的原因')
    expect(refused(ofLevel(1), to(1), zhou)).toBe('已经是「紧急」')
    expect(refused(ofLevel(1), to(2))).toBe('改成「常规」要主管来定；客服只能把单提到「紧急」')
  })

  test('is a person’s word from then on, told with the old one', () => {
    const next = done(ofLevel(2), to(1, '顾客住院了'))
    expect(next.severity).toEqual({ level: 1, because: '顾客住院了', by: 'person' })
    expect(lastLine(next)?.what).toBe('级别：常规 → 紧急（顾客住院了）')
  })

  test('and the votes on a case of another level are void', () => {
    const one = done(done(disputed(), { ...plan, goal: 'released' }), agree, zhou)
    expect(refused(one, to(2), zhou)).toBe(
      '「需人工复核」的单要主管、法务各一人同意，才能改成「常规」；还差：法务',
    )
    const routine = done(done(one, agree, zheng), to(2), zhou)
    expect(routine.votes).toEqual([])
  })
})

describe('a disputed case', () => {
  const propose = stage('proposed')
  const planned = () => done(disputed(), plan)

  test.each([
    ['nobody', [], '还差：主管、法务'],
    ['a supervisor alone', [zhou], '还差：法务'],
    ['two supervisors', [zhou, wu], '还差：法务'],
    ['legal alone', [zheng], '还差：主管'],
    ['one person in two roles', [zhou, someone('周主管', 'legal')], '还差：主管'],
  ])('is not decided by %s', (_, voters, lacking) => {
    const voted = voters.reduce<Ticket>((ticket, by) => done(ticket, agree, by), planned())
    expect(refused(voted, propose, zhou)).toBe(
      `「需人工复核」的单要主管、法务各一人同意，才能改成「已提方案」；${lacking}`,
    )
    const against = voters.reduce((ticket, by) => done(ticket, agree, by), done(voted, rejection))
    expect(refused(against, stage('rejected'), zhou)).toContain(lacking)
  })

  test('is decided by a supervisor and legal together, whoever then enters it', () => {
    const voted = (what: TicketChange) =>
      done(done(done(disputed(), what), agree, zheng), agree, zhou)
    expect(done(voted(plan), propose, lin).stage).toBe('proposed')
    expect(done(voted(rejection), stage('rejected'), zhou).stage).toBe('rejected')
  })

  test('waits while one of them is against it, until they change their mind', () => {
    const voted = [zhou, zheng].reduce((ticket, by) => done(ticket, agree, by), planned())
    const blocked = done(voted, against, wu)
    expect(refused(blocked, propose)).toBe(
      '吴主管（主管）不同意，先商量好、改了表决再改成「已提方案」',
    )
    const changed = done(blocked, agree, wu, at + hour)
    expect(changed.votes).toHaveLength(3)
    expect(lastLine(changed)?.what).toBe('表决：不同意 → 同意')
    expect(refused(changed, propose)).toBeUndefined()
  })

  test('of which two supervisors decide needs two', () => {
    const level = { ...rules.severity.levels[3], decided_by: ['supervisor', 'supervisor'] }
    const severity = { ...rules.severity, levels: { 3: level } } as Rules['severity']
    const one = done(planned(), agree, zhou)
    expect(refusalOf(one, propose, lin, { ...rules, severity })?.zh).toMatch(/还差：主管$/)
    expect(refusalOf(done(one, agree, wu), propose, lin, { ...rules, severity })).toBeUndefined()
  })

  test('keeps its votes while what was decided is carried out', () => {
    const voted = done(done(planned(), agree, zheng), agree, zhou)
    const proposed = done(voted, propose)
    expect(refused(proposed, stage('agreed'))).toBeUndefined()
    expect(refused(done(proposed, stage('agreed')), stage('done'))).toBeUndefined()
  })

  test('that goes back is voted on anew', () => {
    const proposed = done(done(done(planned(), agree, zheng), agree, zhou), propose)
    const back = done(proposed, stage('under_review'))
    expect(back.votes).toEqual([])
    expect(refused(back, propose)).toContain('还差：主管、法务')
  })

  test('has no votes for a refusal by those for a proposal', () => {
    const proposed = done(done(done(planned(), agree, zheng), agree, zhou), propose)
    expect(refused(proposed, stage('rejected'))).toBe(
      '「需人工复核」的单要先写「驳回」的方案，再由主管、法务各一人同意，才能改成「已驳回」；还差：主管、法务',
    )
  })

  test.each([
    ['an agent', lin],
    ['an admin', boss],
    ['the bot', bot],
  ])('gives %s no vote', (_, by) => {
    expect(refused(disputed(), agree, by)).toBe('「需人工复核」的单由主管和法务表决')
  })

  test.each([{}, { comment: '  ' }, { comment: '\u200b\u200d\u3164' }])(
    'a vote against says why, and not %j',
    (words) => {
      const wordless: TicketChange = { kind: 'vote', verdict: 'refuse', ...words }
      expect(refused(planned(), wordless, zheng)).toBe('请写上不同意的原因')
      expect(refused(planned(), agree, zheng)).toBeUndefined()
    },
  )

  test('a word that nobody sees is no word in the trail', () => {
    const vote: TicketChange = { kind: 'vote', verdict: 'agree', comment: '\u2060\u200b' }
    expect(lastLine(done(planned(), vote, zheng))?.what).toBe('表决：无 → 同意')
  })

  test('a vote is told with its comment', () => {
    const voted = done(planned(), against, zheng)
    expect(voted.votes[0]).toMatchObject({ at, name: '郑法务', role: 'legal', verdict: 'refuse' })
    expect(lastLine(voted)).toEqual({ at, by: zheng, what: '表决：无 → 不同意（证据不足）' })
  })

  test('a routine case needs none', () => {
    expect(refused(aCase(), agree, zhou)).toBe('「常规」的单不用表决')
  })
})

describe('sorting a case', () => {
  const item = { productId: 'jianzhan-cup', title: '建盏主人杯', sku: '油滴' }

  test('names what was and what is', () => {
    const change = {
      kind: 'classify',
      problemClass: '商品不符',
      symptom: '裂纹',
      rootCause: '品控漏检',
      batch: 'B2611',
    } as const
    const next = done(aCase({ item, symptom: '碎裂' }), change)
    expect(next).toMatchObject({
      problemClass: '商品不符',
      symptom: '裂纹',
      rootCause: '品控漏检',
      item: { ...item, batch: 'B2611' },
    })
    expect(lastLine(next)?.what).toBe(
      '问题分类：物流异常 → 商品不符；症状：碎裂 → 裂纹；原因：无 → 品控漏检；批次：无 → B2611',
    )
  })

  test('may be done after the end, when the cause is found', () => {
    const change = { kind: 'classify', rootCause: '快递破损' } as const
    expect(done(aCase({ stage: 'done' }), change).rootCause).toBe('快递破损')
  })

  test('tells how it ended and what that cost, and what was written before', () => {
    const amount = { minor: 1_250, currency: 'CNY' } as const
    const refund = { kind: 'classify', outcome: { kind: 'refund', amount } } as const
    const next = done(aCase({ stage: 'done' }), refund)
    expect(next.outcome).toEqual({ kind: 'refund', amount })
    expect(lastLine(next)?.what).toBe('结果：无 → 仅退款 ¥12.50')
    const resent = done(next, { kind: 'classify', outcome: { kind: 'resend' } })
    expect(resent.outcome).toEqual({ kind: 'resend' })
    expect(lastLine(resent)?.what).toBe('结果：仅退款 ¥12.50 → 补发')
    const untold = done(resent, { kind: 'classify', outcome: null })
    expect(untold).not.toHaveProperty('outcome')
    expect(lastLine(untold)?.what).toBe('结果：补发 → 无')
  })

  test('what a case came to is none of it once it is open again', () => {
    const outcome = { kind: 'refund', amount: { minor: 990, currency: 'CNY' } } as const
    const again = done(aCase({ stage: 'done', outcome }), { kind: 'stage', to: 'reopened' })
    expect(again).not.toHaveProperty('outcome')
    expect(lastLine(again)?.what).toBe('阶段：已完结 → 重新打开；结果：仅退款 ¥9.90 → 无')
    const plain = done(aCase({ stage: 'done' }), { kind: 'stage', to: 'reopened' })
    expect(lastLine(plain)?.what).toBe('阶段：已完结 → 重新打开')
  })

  test.each([
    ['nothing', {}, '请选要改的分类'],
    ['an empty word', { symptom: ' ' }, '请选要改的分类'],
    [
      'a price for words',
      { outcome: { kind: 'explained', amount: { minor: 990, currency: 'CNY' } } as const },
      '只是说明清楚，没有金额',
    ],
    ['a batch of an unknown item', { batch: 'B1' }, '还不知道是哪件商品，登记订单后再写批次'],
    ['an unknown symptom', { symptom: '碎了' }, 'replies/cases.yaml 里没有症状「碎了」'],
    ['an unknown cause', { rootCause: '不知道' }, 'replies/cases.yaml 里没有原因「不知道」'],
  ])('refuses %s', (_, change, why) => {
    expect(refused(aCase(), { kind: 'classify', ...change })).toContain(why)
  })

  test('takes any name where the shop has no list', () => {
    const free: Rules = { ...rules, cases: { ...rules.cases, symptoms: [], root_causes: [] } }
    const change = { kind: 'classify', symptom: '别的', rootCause: '别的' } as const
    expect(refusalOf(aCase(), change, lin, free)).toBeUndefined()
  })
})

describe('an owner', () => {
  const to = { agent: agentId('小林'), name: '小林' }

  test('is given, changed and taken away', () => {
    const owned = done(aCase(), { kind: 'assign', to }, bot)
    expect(owned.owner).toEqual(to)
    expect(lastLine(owned)?.what).toBe('负责人：无 → 小林')
    const free = done(owned, { kind: 'assign' }, zhou)
    expect('owner' in free).toBe(false)
    expect(lastLine(free)?.what).toBe('负责人：小林 → 无')
  })

  test('is not given twice, nor to a closed case', () => {
    expect(refused(aCase({ owner: to }), { kind: 'assign', to })).toBe('已经由小林负责')
    expect(refused(aCase(), { kind: 'assign' })).toBe('这张单现在没有负责人')
    expect(refused(aCase({ stage: 'done' }), { kind: 'assign', to })).toBe(
      '这张单已完结，要改先重新打开',
    )
  })
})

test('a call is told with how, and the first one counts', () => {
  const called = done(aCase(), { kind: 'contacted', how: '电话' })
  const again = done(called, { kind: 'contacted', how: '短信' }, zhou, at + hour)
  expect(again.contactedAt).toBe(at)
  expect(again.trail.map(({ what }) => what)).toEqual(['联系了顾客：电话', '联系了顾客：短信'])
})

test('a case that is opened tells how urgent it is, and why', () => {
  const opened = openCase(aCase(), aView({ intents: ['safety_incident'] }), { at, rules })
  expect(lastLine(opened)).toEqual({ at, by: bot, what: '立案，级别：紧急（人身安全）' })
})
