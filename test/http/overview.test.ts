import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overview, overviewList, overviewNow } from '../../src/http/api/schemas/overview.ts'
import { hashPassword } from '../../src/http/index.ts'
import { agentId, type ConversationId } from '../../src/model/ids.ts'
import { roles } from '../../src/model/people.ts'
import { aMessage, aTurn, awaitingAgent } from '../support/builders.ts'
import { unzip } from '../support/zip.ts'
import { bearerFor, type Edge, get, openEdge, password } from './support.ts'

let edge: Edge
let headers: { readonly authorization: string }
const ids: ConversationId[] = []

beforeAll(async () => {
  edge = await openEdge()
  const passwordHash = await hashPassword(password)
  for (const role of roles) {
    const agent = {
      id: agentId(`a-${role}`),
      name: role,
      role,
      shops: [],
      passwordHash,
      disabled: false,
    }
    await edge.store.people.saveAgent(agent)
  }
  headers = await bearerFor(edge, 'a-supervisor')
  for (const [name, text] of [
    ['calls', '转人工'],
    ['asks', '=HYPERLINK("http://x")'],
  ] as const) {
    const [receipt] = await edge.store.accept(
      [
        aMessage({
          channel: 'web',
          conversation: name,
          customer: { id: name, name: text === '转人工' ? '+小王' : '小周' },
          text,
        }),
      ],
      edge.now(),
    )
    if (receipt) ids.push(receipt.conversationId)
  }
  // Of a shop that is configured no more: no figure below counts it.
  const left = aMessage({ channel: 'web', account: 'gone', conversation: 'gone' })
  await edge.store.accept([left], edge.now())
  await edge.store.takeTurns({
    at: edge.now(),
    limit: 9,
    reopenWithinMs: 0,
    handle: async (work) => {
      const isCall = work.conversation.externalId === 'calls'
      return {
        kind: 'commit',
        turn: aTurn(work, {
          at: edge.now(),
          ...(isCall ? { next: { phase: awaitingAgent(edge.now()) } } : {}),
        }),
      }
    },
  })
})
afterAll(() => edge.close())

const paths = [
  '/api/overview',
  '/api/overview/now',
  '/api/overview/conversations?figure=begun',
  '/api/overview/conversations.csv?figure=begun',
  '/api/overview/conversations.xlsx?figure=begun',
]

describe.each(paths)('%s', (path) => {
  test.each([
    ['supervisor', 200],
    ['operator', 200],
    ['admin', 200],
    ['agent', 403],
    ['legal', 403],
  ] as const)('%s gets %d', async (role, status) => {
    expect((await get(`${edge.url}${path}`, await bearerFor(edge, `a-${role}`))).status).toBe(
      status,
    )
  })
  test('nobody without a login', async () => {
    expect((await get(`${edge.url}${path}`)).status).toBe(401)
  })
})

test('the numbers are those of the day, and their lists are as long', async () => {
  const { body } = await get(`${edge.url}/api/overview`, headers)
  expect(() => overview.parse(body)).not.toThrow()
  expect(body).toMatchObject({
    rounds: { begun: 2, own: 2, handed: 1, waited: 1 },
    reasons: [{ reason: 'customer_request', count: 1 }],
    response: { count: 0, median: null },
    shops: expect.arrayContaining(['web/demo', 'bridge/rival']),
  })
  expect(body.days).toHaveLength(1)
  for (const figure of ['begun', 'handed'] as const) {
    const list = await get(`${edge.url}/api/overview/conversations?figure=${figure}`, headers)
    expect(() => overviewList.parse(list.body)).not.toThrow()
    expect(list.body.total).toBe(body.rounds[figure])
  }
  const list = await get(
    `${edge.url}/api/overview/conversations?figure=waited&reason=customer_request`,
    headers,
  )
  expect(list.body.rows).toMatchObject([
    { reason: 'customer_request', conversation: { id: ids[0], phase: 'awaiting_agent' } },
  ])
})

test('how it is now', async () => {
  const { body } = await get(`${edge.url}/api/overview/now`, headers)
  expect(() => overviewNow.parse(body)).not.toThrow()
  expect(body).toMatchObject({
    waiting: [{ level: null, count: 1 }],
    here: 0,
    overdue: 0,
    today: { begun: 2 },
  })
})

test('another shop has numbers of its own', async () => {
  const there = await get(`${edge.url}/api/overview?shop=web%2Fother`, headers)
  expect(there.body.rounds.begun).toBe(0)
  const here = await get(`${edge.url}/api/overview?shop=web%2Fdemo`, headers)
  expect(here.body.rounds.begun).toBe(2)
})

test('several shops have their sum, and somebody who is for some gets all of theirs', async () => {
  const begun = async (query: string, headers: { readonly authorization: string }) =>
    (await get(`${edge.url}/api/overview?${query}`, headers)).body.rounds?.begun
  expect(await begun('shop=web%2Fdemo&shop=web%2Fother', headers)).toBe(2)
  const passwordHash = await hashPassword(password)
  const agent = { name: '多店', role: 'supervisor', passwordHash, disabled: false } as const
  for (const [id, shops] of [
    ['a-two', ['web/other', 'web/demo']],
    ['a-one', ['web/other']],
  ] as const)
    await edge.store.people.saveAgent({ ...agent, id: agentId(id), shops })
  const [two, one] = [await bearerFor(edge, 'a-two'), await bearerFor(edge, 'a-one')]
  expect(await begun('', two)).toBe(2)
  expect(await begun('shop=web%2Fother', two)).toBe(0)
  expect(await begun('', one)).toBe(0)
  for (const path of ['overview?', 'overview/now?', 'overview/conversations?figure=begun&']) {
    const asked = `${edge.url}/api/${path}shop=web%2Fother&shop=web%2Fdemo`
    expect((await get(asked, one)).status).toBe(404)
    expect((await get(asked, two)).status).toBe(200)
  }
})

test('when people are on duty narrows a list, as what the figures are made of does', async () => {
  const { body } = await get(`${edge.url}/api/overview`, headers)
  const sum = (of: (row: Record<string, number>) => number | undefined) =>
    body.staffing.reduce((all: number, row: Record<string, number>) => all + (of(row) ?? 0), 0)
  expect([sum(({ begun }) => begun), sum(({ of_begun }) => of_begun)]).toEqual([2, 2])
  const weekday = (new Date(`${body.from}T00:00:00Z`).getUTCDay() + 6) % 7
  expect(body.staffing[weekday], 'on the day on which they began').toMatchObject({ of_begun: 2 })
  const list = async (duty: string) =>
    (await get(`${edge.url}/api/overview/conversations?figure=begun&duty=${duty}`, headers)).body
  expect([(await list('on')).total, (await list('off')).total]).toEqual([2, 0])
})

test.each([
  'figure=disliked&source=replies%2Fx.yaml%3A1%3A5&intent=x&because=wrong',
  'figure=surveyTold&score=5&agent=lin',
  'figure=caseSettled&outcome=null',
  'figure=caseSettled&outcome=refund',
  'figure=suggestedSame&agent=lin',
  'figure=repliesMet&agent=lin',
])('the list of %s is empty, and no fault', async (query) => {
  const { status, body } = await get(`${edge.url}/api/overview/conversations?${query}`, headers)
  expect([status, body]).toEqual([200, { total: 0, rows: [] }])
})

test('a list as a table runs nothing in a spreadsheet', async () => {
  const answer = await fetch(`${edge.url}/api/overview/conversations.csv?figure=begun`, { headers })
  expect(answer.headers.get('content-type')).toContain('text/csv')
  expect(answer.headers.get('content-disposition')).toContain('begun.csv')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = bytes.toString('utf8')
  expect(text).toContain(`,'+小王,`)
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(text.split('\r\n')).toHaveLength(4)
})

test('the same as a spreadsheet has text where a formula would begin', async () => {
  const answer = await fetch(`${edge.url}/api/overview/conversations.xlsx?figure=begun`, {
    headers,
  })
  expect(answer.headers.get('content-disposition')).toContain('begun.xlsx')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const [{ data } = { data: [] }] = await readXlsx(bytes)
  expect(data[0]).toContain('顾客')
  expect(data.slice(1).map((row) => row[1])).toEqual(['小周', '+小王'])
  expect(data[1]).toContain('=HYPERLINK("http://x")')
  const sheet = unzip(bytes).get('xl/worksheets/sheet1.xml')?.toString()
  expect(sheet).not.toMatch(/<f[ >]/)
})

test.each([
  ['from=2026-11-07&to=2026-11-01', 'to'],
  ['from=2020-01-01&to=2026-01-01', 'from'],
  ['from=yesterday', 'from'],
  ['shop=web', 'shop'],
])('refuses %s and says where', async (query, path) => {
  const { status, body } = await get(`${edge.url}/api/overview?${query}`, headers)
  expect(status).toBe(400)
  expect(body.path).toBe(path)
})
