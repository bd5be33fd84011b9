import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConversationId } from '../../src/model/ids.ts'
import { may, type Right, type Role, roles } from '../../src/model/people.ts'
import { aMessage } from '../support/builders.ts'
import { bearerFor, type Edge, hire, openEdge, post } from './support.ts'

let edge: Edge
let id: ConversationId
const who = new Map<Role, Record<string, string>>()
beforeAll(async () => {
  edge = await openEdge()
  for (const role of roles) who.set(role, await hire(edge, `a-${role}`, role, role))
  const [receipt] = await edge.store.accept([aMessage()], edge.now())
  if (!receipt) throw new Error('no receipt')
  id = receipt.conversationId
})
afterAll(() => edge.close())

/** What a route is asked with; whether it is carried out is no matter here. */
interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly right: Right
  readonly body?: unknown
}

const of = (path: string) => `/api/conversations/:id${path}`

const asked: readonly Asked[] = [
  { method: 'POST', path: of('/take'), right: 'answer' },
  { method: 'POST', path: of('/return'), right: 'answer' },
  { method: 'POST', path: of('/resolve'), right: 'answer' },
  { method: 'POST', path: of('/give'), right: 'answer', body: { to: 'lin' } },
  { method: 'POST', path: of('/reply'), right: 'answer', body: { client_id: 'r', text: '好' } },
  { method: 'POST', path: of('/drafts/:id:0:0/send'), right: 'answer' },
  { method: 'POST', path: of('/drafts/:id:0:0/discard'), right: 'answer' },
  { method: 'POST', path: of('/notes'), right: 'read', body: { client_id: 'n', text: '好' } },
  { method: 'GET', path: of('/notes'), right: 'read' },
  { method: 'POST', path: '/api/agent/media', right: 'read' },
  { method: 'PUT', path: of('/draft'), right: 'answer', body: { reply: '好' } },
  { method: 'PUT', path: of('/draft'), right: 'read', body: { note: '好' } },
  { method: 'GET', path: of('/draft'), right: 'read' },
  { method: 'GET', path: '/api/drafts', right: 'read' },
  { method: 'GET', path: '/api/quick-replies?conversation=:id', right: 'read' },
  { method: 'GET', path: of('/suggestions'), right: 'answer' },
  { method: 'GET', path: '/api/suggestions/tally', right: 'overview' },
  { method: 'GET', path: '/api/search?q=x', right: 'read' },
  { method: 'GET', path: '/api/conversations', right: 'read' },
  { method: 'GET', path: of(''), right: 'read' },
]

async function ask({ method, path, body }: Asked, headers: Record<string, string> = {}) {
  const answer = await fetch(edge.url + path.replaceAll(':id', id), {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  await answer.arrayBuffer()
  return answer.status
}

test.each(asked)('$method $path is for those who may $right', async (one) => {
  expect(await ask(one)).toBe(401)
  for (const role of roles) {
    const status = await ask(one, who.get(role))
    expect([role, status !== 403]).toEqual([role, may(role, one.right)])
  }
})

test('who may not answer is told what they may do, in their language', async () => {
  const url = `${edge.url}/api/conversations/${id}/take`
  const refused = await post(url, { headers: who.get('legal') ?? {} })
  expect([refused.status, refused.body]).toEqual([
    403,
    {
      code: 'not_allowed',
      message: '您的账号可以查看会话、写备注，不能接手或回复顾客；需要的话请找店长开通',
    },
  ])
  const english = await post(url, {
    headers: { ...who.get('operator'), 'accept-language': 'en' },
  })
  expect(english.body.message).toMatch(/^Your login can read chats/)
})

test('a conversation is given only to who can answer', async () => {
  const lin = await bearerFor(edge)
  await post(`${edge.url}/api/conversations/${id}/take`, { headers: lin })
  const given = await post(`${edge.url}/api/conversations/${id}/give`, {
    headers: lin,
    body: { to: 'a-legal' },
  })
  expect([given.status, given.body]).toMatchObject([
    400,
    { path: 'to', message: 'legal的账号不能回复顾客，请转给客服或主管' },
  ])
})
