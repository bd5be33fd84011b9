import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Phase } from '../../src/model/conversation.ts'
import { agentId, type ConversationId, outboxId } from '../../src/model/ids.ts'
import type { Why } from '../../src/model/message.ts'
import { aTurn, awaitingAgent } from '../support/builders.ts'
import { openSocket, type SocketClient } from './socket-client.ts'
import { type Edge, openEdge, visit } from './support.ts'

let edge: Edge
let cookie: string
beforeEach(async () => {
  edge = await openEdge()
  cookie = await visit(edge)
})
afterEach(() => edge.close())

const open = (who = cookie, more = '') =>
  openSocket(`${edge.url}/ws/customer?shop=demo${more}`, {
    headers: { cookie: who, origin: edge.url },
  })

async function enter(who = cookie, more = ''): Promise<SocketClient> {
  const page = await open(who, more)
  page.send({ type: 'hello', after: 0 })
  await page.waitFor(({ type }) => type === 'ready')
  return page
}

/** The customer has said something: their conversation. */
async function spoken(page: SocketClient): Promise<ConversationId> {
  page.send({ type: 'message', id: 'm-1', parts: [{ type: 'text', text: '到哪了' }] })
  await page.waitFor(({ type }) => type === 'ack')
  const [row] = await edge.store.read.conversations({ channel: 'web', limit: 1 })
  if (!row) throw new Error('no conversation')
  return row.conversation.id
}

/** The bot says something for a reason, and it arrives. */
async function says(page: SocketClient, id: ConversationId, why: Partial<Why>) {
  await edge.store.runTurn({
    conversationId: id,
    at: edge.now(),
    handle: async (work) => {
      const turn = aTurn(work, { at: edge.now() })
      const told: Why = { kind: 'answer', rung: 'intent', because: '…', inReplyTo: [], ...why }
      const parts = [{ kind: 'text' as const, text: '在路上' }]
      const line = outboxId(turn.id, 0)
      const bot = { id: line, author: { kind: 'bot' as const }, parts, why: told }
      return { kind: 'commit', turn: { ...turn, lines: [{ ...bot, route: 'push' as const }] } }
    },
  })
  const before = page.frames.length
  await edge.send()
  const frame = await page.waitFor(
    (each) => each.line?.from === 'bot' && page.frames.indexOf(each) >= before,
  )
  return frame.line
}

const down = { verdict: 'down', reasons: ['off_point', 'wants_human'] }

describe('a rating', () => {
  test('of an answer is kept with what decided it, and is there after a reload', async () => {
    const page = await enter()
    const id = await spoken(page)
    const line = await says(page, id, { intent: 'logistics_status', source: 'replies/a.yaml:3:5' })
    expect(line.rating).toBeNull()
    page.send({ type: 'rate', line: line.id, rating: down })
    expect(await page.waitFor(({ type }) => type === 'rated')).toEqual({
      type: 'rated',
      line: line.id,
      rating: down,
    })
    expect(await edge.store.ratings.ofConversation(id)).toMatchObject([
      { line: line.id, ...down, intent: 'logistics_status', source: 'replies/a.yaml:3:5' },
    ])
    const again = await enter()
    expect(again.frames.find((each) => each.line?.id === line.id).line.rating).toEqual(down)
  })

  test('is changed and taken back; a good one has no reasons', async () => {
    const page = await enter()
    const id = await spoken(page)
    const line = await says(page, id, {})
    page.send({ type: 'rate', line: line.id, rating: down })
    page.send({ type: 'rate', line: line.id, rating: { verdict: 'up', reasons: ['wrong'] } })
    await page.waitFor(({ rating }) => rating?.verdict === 'up')
    expect(await edge.store.ratings.ofConversation(id)).toMatchObject([
      { verdict: 'up', reasons: [] },
    ])
    page.send({ type: 'rate', line: line.id, rating: null })
    await page.waitFor(({ type, rating }) => type === 'rated' && rating === null)
    expect(await edge.store.ratings.ofConversation(id)).toEqual([])
  })

  test.each([
    ['a question of a form', { kind: 'collect' }],
    ['a numbered question', { kind: 'clarify', options: ['物流', '退款'] }],
    ['a greeting', { kind: 'answer', intent: 'greeting' }],
    ['a handoff', { kind: 'handoff' }],
  ] as const)('is asked for and taken of no %s', async (_, why) => {
    const page = await enter()
    const id = await spoken(page)
    const line = await says(page, id, why)
    expect(line).not.toHaveProperty('rating')
    page.send({ type: 'rate', line: line.id, rating: down })
    const refused = await page.waitFor(({ type }) => type === 'refused')
    expect(refused).toMatchObject({ id: null, code: 'not_found', message: '这句话不用评价' })
    expect(await edge.store.ratings.list({ limit: 9 })).toEqual([])
  })

  test('of another visitor’s line is refused, and theirs stays', async () => {
    const page = await enter()
    const id = await spoken(page)
    const line = await says(page, id, {})
    page.send({ type: 'rate', line: line.id, rating: { verdict: 'up', reasons: [] } })
    await page.waitFor(({ type }) => type === 'rated')
    const stranger = await enter(await visit(edge))
    stranger.send({ type: 'rate', line: line.id, rating: down })
    await stranger.waitFor(({ type }) => type === 'refused')
    stranger.send({ type: 'rate', line: line.id, rating: null })
    await stranger.waitFor(({ type }) => type === 'rated')
    expect(await edge.store.ratings.ofConversation(id)).toMatchObject([{ verdict: 'up' }])
  })

  test.each([
    { type: 'rate', line: 'x' },
    { type: 'rate', line: 'x', rating: { verdict: 'sideways', reasons: [] } },
    { type: 'rate', line: 'x', rating: { verdict: 'down', reasons: ['because'] } },
    { type: 'rate', line: '', rating: null },
    { type: 'survey', round: 0, answer: null },
    { type: 'survey', round: 1, answer: { score: 6, marks: [], words: '' } },
    { type: 'survey', round: 1, answer: { score: 5, marks: [], words: 'x'.repeat(501) } },
  ])('%j is refused', async (frame) => {
    const page = await enter()
    page.send(frame)
    expect(await page.waitFor(({ type }) => type === 'refused')).toMatchObject({
      code: 'bad_request',
    })
  })

  test('pours in no faster than people tap, and holds up no message', async () => {
    const page = await enter()
    // With `hello` and the message within the twenty frames a second of any line.
    for (let i = 0; i < 17; i += 1) page.send({ type: 'rate', line: 'nothing', rating: null })
    expect(await page.waitFor(({ code }) => code === 'too_many')).toMatchObject({ id: null })
    page.send({ type: 'message', id: 'm-1', parts: [{ type: 'text', text: '在吗' }] })
    const answer = await page.waitFor(({ id }) => id === 'm-1')
    expect(answer).toMatchObject({ type: 'ack' })
  })
})

describe('a survey', () => {
  const lin = { kind: 'agent', agent: agentId('lin'), name: '小林' } as const
  const closed = (): Phase => ({ kind: 'closed', at: edge.now(), by: lin })
  const answer = { score: 4, marks: ['fast', 'solved'], words: ' 谢谢 ' }

  test('is asked for once a person has closed the round, and agents read the answer', async () => {
    const page = await enter()
    const id = await spoken(page)
    await edge.enter(id, closed())
    const asked = await page.waitFor(({ type }) => type === 'survey')
    expect(asked).toEqual({ type: 'survey', survey: { round: 1, agent: '小林' } })
    const counted = async () =>
      (await edge.store.figures.slice({ from: 0, to: edge.now() + 1, at: edge.now() })).surveys
    await expect.poll(counted).toMatchObject({ surveyAsked: 1, surveySilent: 1 })
    page.send({ type: 'survey', round: 1, answer })
    const kept = {
      round: 1,
      agent: { id: 'lin', name: '小林' },
      answer: { ...answer, words: '谢谢' },
    }
    await expect.poll(() => edge.store.ratings.survey(id, 1)).toMatchObject(kept)
    const lines = await edge.store.read.transcript(id, { limit: 9 })
    expect(lines.at(-1)).toMatchObject({
      author: { kind: 'event' },
      parts: [{ text: '顾客评价：4 星，回复快、问题解决了。「谢谢」' }],
    })
    // The customer sees no line of it, and is not asked again.
    const again = await enter()
    expect(again.frames.filter(({ type }) => type === 'survey')).toEqual([])
    expect(JSON.stringify([...again.frames, ...page.frames])).not.toContain('顾客评价')
  })

  test('that was put away comes back in no tab, and says nothing to agents', async () => {
    const page = await enter()
    const id = await spoken(page)
    await edge.enter(id, closed())
    await page.waitFor(({ type }) => type === 'survey')
    page.send({ type: 'survey', round: 1, answer: null })
    await expect.poll(() => edge.store.ratings.survey(id, 1)).toMatchObject({ round: 1 })
    page.send({ type: 'survey', round: 1, answer })
    page.send({ type: 'rate', line: 'x', rating: null })
    await page.waitFor(({ type }) => type === 'rated')
    expect(await edge.store.ratings.survey(id, 1)).not.toHaveProperty('answer')
    expect(await edge.store.read.transcript(id, { limit: 9 })).toHaveLength(1)
    const again = await enter()
    expect(again.frames.filter(({ type }) => type === 'survey')).toEqual([])
  })

  test('goes away when the customer goes on, and nobody asks while a person is at work', async () => {
    const page = await enter()
    const id = await spoken(page)
    await edge.enter(id, closed())
    await page.waitFor(({ survey }) => survey?.round === 1)
    await edge.enter(id, awaitingAgent())
    await page.waitFor(({ type, survey }) => type === 'survey' && survey === null)
    page.send({ type: 'survey', round: 1, answer })
    page.send({ type: 'rate', line: 'x', rating: null })
    await page.waitFor(({ type }) => type === 'rated')
    expect(await edge.store.ratings.surveys({ limit: 9 })).toEqual([])
  })

  test('a week later nobody asks any more', async () => {
    const page = await enter()
    const id = await spoken(page)
    await edge.enter(id, closed())
    edge.pass(8 * 24 * 3_600_000)
    const again = await enter(await cookieNow())
    expect(again.frames.filter(({ type }) => type === 'survey')).toEqual([])
  })
})

/** The same visitor's, renewed. */
async function cookieNow(): Promise<string> {
  const answer = await fetch(`${edge.url}/api/customer/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ shop: 'demo' }),
  })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
}

test('the page’s language is spoken, whatever the browser’s is', async () => {
  const sentence = async (more: string) => {
    const page = await enter(cookie, more)
    page.send({ type: 'rate', line: 'nothing', rating: down })
    return (await page.waitFor(({ type }) => type === 'refused')).message
  }
  expect(await sentence('&lang=en')).toBe('That line is not to be rated')
  expect(await sentence('&lang=zh-TW')).toBe('这句话不用评价')
  expect(await sentence('')).toBe('这句话不用评价')
})
