import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CaseView } from '../../src/model/wire/case.ts'
import type { ConversationDetail } from '../../src/model/wire/conversation.ts'
import { aBridgeEvent } from '../support/bridge-client.ts'
import { type Console, type RunningCounter, startCounter } from '../support/running-counter.ts'

let counter: RunningCounter
let agent: Console
let boss: Console
beforeAll(async () => {
  counter = await startCounter()
  agent = await counter.login('lin')
  boss = await counter.login('zhao')
}, 60_000)
afterAll(() => counter.close())

let talks = 0
/** A customer who reports a broken cup; resolves with their ticket. */
const reported = async (words = '杯子收到就碎了') => {
  const conversation = `case-${++talks}`
  const customer = { id: conversation, name: '小周' }
  const parts = [{ type: 'text', text: words }]
  await counter.bridge.post(aBridgeEvent({ conversation, customer, parts }))
  const detail = await vi.waitFor(
    async () => {
      const now = await agent.detail(conversation)
      return now.ticket === null ? expect.fail('no ticket yet') : now
    },
    { timeout: 10_000, interval: 50 },
  )
  return { conversation, detail, ticket: detail.ticket ?? expect.fail('no ticket') }
}

const path = ({ ticket }: { ticket: { id: string } }) =>
  `/api/cases/${encodeURIComponent(ticket.id)}`
let keys = 0
const change = (who: Console, at: { ticket: { id: string } }, what: object, key = `k-${++keys}`) =>
  who.post(`${path(at)}/changes`, { client_id: key, change: what })

describe('a case through the API', () => {
  test('is listed, found by its number, and says what may be done to it', async () => {
    const one = await reported()
    const { cases } = await agent.get<{ cases: { number: string }[] }>('/api/cases?open=true')
    expect(cases.map(({ number }) => number)).toContain(one.ticket.number)
    const found = await agent.get<{ cases: unknown[] }>(
      `/api/cases?number=${one.ticket.number.toLowerCase()}`,
    )
    expect(found.cases).toHaveLength(1)
    const { may } = await agent.get<CaseView>(path(one))
    expect(may).toMatchObject({ stages: ['under_review', 'withdrawn'], vote: false })
  })

  test('tells the operators’ words, and whose consent is wanting at level 3', async () => {
    const one = await reported()
    const routine = await agent.get<CaseView>(path(one))
    expect(routine.votes_wanted).toEqual([])
    expect(routine.choices.levels.map(({ name }) => name)).toEqual(['紧急', '常规', '需人工复核'])
    expect(routine.choices.symptoms).toContain('碎裂')
    expect(routine.choices.root_causes).toContain('快递破损')

    await change(boss, one, { kind: 'level', to: 3, because: '照片存疑' })
    const disputed = await agent.get<CaseView>(path(one))
    expect(disputed.votes_wanted).toEqual(['supervisor', 'legal'])
    const [offer, agree] = [
      { kind: 'plan', goal: 'proposed', text: '补发一个' },
      { kind: 'vote', verdict: 'agree' },
    ]
    expect(disputed.may.plans).toEqual(['proposed', 'rejected', 'withdrawn', 'released'])
    expect([disputed.may.vote, (await change(boss, one, agree)).status]).toEqual([false, 409])
    expect((await change(agent, one, offer)).status).toBe(200)
    const { status, body } = await change(boss, one, agree)
    expect([status, (body as CaseView).votes_wanted]).toEqual([200, ['legal']])
  })

  test('goes from opened to done, and every step stands in its trail', async () => {
    const one = await reported()
    for (const to of ['under_review', 'proposed', 'agreed', 'done']) {
      const reply = to === 'proposed' ? { reply: '给您补发一只新的' } : {}
      const { status, body } = await change(agent, one, { kind: 'stage', to, ...reply })
      expect([status, (body as CaseView).ticket.stage]).toEqual([200, to])
      const { open_tickets } = await agent.detail(one.conversation)
      expect(open_tickets).toEqual(to === 'done' ? [] : [one.ticket.id])
    }
    const { ticket } = await agent.get<CaseView>(path(one))
    expect(ticket.trail.map(({ what }) => what).slice(-6)).toEqual([
      '阶段：待处理 → 核实中',
      '阶段：核实中 → 已提方案',
      '在对话里答复了顾客',
      '负责人：无 → 小林',
      '阶段：已提方案 → 已同意',
      '阶段：已同意 → 已完结',
    ])
    expect(
      ticket.clocks.every(({ state }) => state.kind === 'met' || state.kind === 'cancelled'),
    ).toBe(true)
  })

  test('proposes only what the customer hears, read by the tone guard first', async () => {
    const one = await reported()
    await change(agent, one, { kind: 'stage', to: 'under_review' })
    const propose = { kind: 'stage', to: 'proposed' }
    for (const to of ['proposed', 'rejected']) {
      const { status, body } = await change(agent, one, { kind: 'stage', to })
      expect([status, body]).toMatchObject([400, { path: 'change.reply' }])
    }
    const rude = await change(agent, one, { ...propose, reply: '爱要不要，随便你' })
    expect([rude.status, rude.body]).toMatchObject([422, { code: 'tone' }])
    expect((await agent.get<CaseView>(path(one))).ticket.stage).toBe('under_review')

    const plan = `给您补发一只新的，碎的不用寄回 ${one.conversation}`
    const { status, body } = await change(agent, one, { ...propose, reply: plan })
    expect([status, body]).toMatchObject([
      200,
      { ticket: { stage: 'proposed', told: { text: plan } } },
    ])
    await vi.waitFor(() => expect(JSON.stringify(counter.callback.received)).toContain(plan))
    expect(await agent.find(one.conversation)).toMatchObject({ owner: '小林' })

    const elses = await reported()
    await change(agent, elses, { kind: 'stage', to: 'under_review' })
    await boss.post(`/api/conversations/${encodeURIComponent(elses.detail.id)}/take`)
    const refused = await change(agent, elses, { ...propose, reply: plan })
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { message: '赵主管正在处理这个会话' },
    ])
  })

  test('refuses what the rules refuse, in the reader’s language', async () => {
    const one = await reported()
    const { status, body } = await change(agent, one, { kind: 'stage', to: 'done' })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'conflict', message: expect.stringContaining('不能改成') })
    expect((await change(agent, one, { kind: 'stage', to: 'nowhere' })).status).toBe(400)
    expect(
      (await change(agent, { ticket: { id: 'c_x#1' } }, { kind: 'note', text: '嗯' })).status,
    ).toBe(404)
  })

  test('takes the same change once', async () => {
    const one = await reported()
    await change(agent, one, { kind: 'note', text: '老顾客' }, 'same')
    await change(agent, one, { kind: 'note', text: '老顾客' }, 'same')
    expect((await agent.get<CaseView>(path(one))).ticket.notes).toHaveLength(1)
  })

  test('of a hundred people who take it at once has one owner', async () => {
    const one = await reported()
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        change(n % 2 === 0 ? agent : boss, one, {
          kind: 'assign',
          to: n % 2 === 0 ? 'lin' : 'zhao',
        }),
      ),
    )
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    const { ticket } = await agent.get<CaseView>(path(one))
    expect(['lin', 'zhao']).toContain(ticket.owner?.agent)
  })

  test('and its chat are given to somebody who can log in', async () => {
    const one = await reported()
    const give = (to: string) =>
      agent.post(`/api/conversations/${encodeURIComponent(one.detail.id)}/give`, { to })
    expect(await give('nobody')).toMatchObject({ status: 400, body: { path: 'to' } })
    expect((await give('chen')).status).toBe(409)
    await agent.post(`/api/conversations/${encodeURIComponent(one.detail.id)}/take`)
    expect(await give('chen')).toMatchObject({
      status: 200,
      body: { conversation: { owner: '小陈', phase: 'with_agent' } },
    })
    expect((await agent.get<CaseView>(path(one))).ticket.owner?.agent).toBe('chen')
  })

  test('keeps its private notes from the customer', async () => {
    const one = await reported()
    await change(agent, one, { kind: 'note', text: '这位顾客上次也这样' })
    const sent = counter.callback.received.map((message) => JSON.stringify(message)).join()
    expect(sent).not.toContain('上次也这样')
    const detail: ConversationDetail = await agent.detail(one.conversation)
    expect(JSON.stringify(detail.transcript)).not.toContain('上次也这样')
  })

  test('goes away as JSON and as a ZIP', async () => {
    const one = await reported()
    const json = await agent.get<{ ticket: { number: string }; transcript: unknown[] }>(
      `${path(one)}/export`,
    )
    expect(json.ticket.number).toBe(one.ticket.number)
    expect(json.transcript.length).toBeGreaterThan(1)
    const answer = await fetch(`${counter.url}${path(one)}/export?format=zip`, {
      headers: { authorization: `Bearer ${agent.token}` },
    })
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="${one.ticket.number}.zip"`,
    )
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(bytes.includes('case.json')).toBe(true)
    expect(bytes.includes('transcript.txt')).toBe(true)
  })

  test('is nobody’s business who is not logged in', async () => {
    const one = await reported()
    const answers = await Promise.all([
      fetch(`${counter.url}/api/cases`),
      fetch(`${counter.url}${path(one)}`),
      fetch(`${counter.url}${path(one)}/export`),
      fetch(`${counter.url}${path(one)}/changes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ client_id: 'x', change: { kind: 'note', text: 'x' } }),
      }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
  })
})
