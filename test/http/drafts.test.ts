import { afterEach, beforeEach, expect, test } from 'vitest'
import { draft } from '../../src/http/api/schemas/reply.ts'
import type { ConversationId } from '../../src/model/ids.ts'
import { aMessage } from '../support/builders.ts'
import { bearerFor, type Edge, get, openEdge, post } from './support.ts'

let edge: Edge
let lin: Record<string, string>
let id: ConversationId
beforeEach(async () => {
  edge = await openEdge()
  lin = await bearerFor(edge)
  const [receipt] = await edge.store.accept([aMessage()], edge.now())
  if (!receipt) throw new Error('no receipt')
  id = receipt.conversationId
})
afterEach(() => edge.close())

const at = (path: string) => `${edge.url}/api/conversations/${id}${path}`
async function put(body: unknown, headers = lin) {
  const answer = await fetch(at('/draft'), {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}
const mine = async (headers = lin) => (await get(`${edge.url}/api/drafts`, headers)).body.drafts

test('what I have begun to write is there wherever I go on, and nobody else’s', async () => {
  expect((await get(at('/draft'), lin)).body).toEqual({
    conversation: id,
    reply: '',
    note: '',
    at: 0,
  })
  const saved = await put({ reply: ' 您好，' })
  draft.parse(saved.body)
  expect(saved.body).toMatchObject({ conversation: id, reply: ' 您好，', note: '' })
  await put({ note: '电话里答应了' })
  expect(await mine()).toMatchObject([{ reply: ' 您好，', note: '电话里答应了' }])
  expect(await mine(await bearerFor(edge, 'chen'))).toEqual([])
})

test('what is sent is no draft any more, and the other one stays', async () => {
  await put({ reply: '您好', note: '答应补发' })
  await post(at('/reply'), { headers: lin, body: { client_id: 'r', text: '您好' } })
  expect(await mine()).toMatchObject([{ reply: '', note: '答应补发' }])
  await post(at('/notes'), { headers: lin, body: { client_id: 'n', text: '答应补发' } })
  expect(await mine()).toEqual([])
})

test.each([{ reply: 1 }, { text: '好' }, { note: 'a'.repeat(4_001) }])(
  'a draft %j is refused',
  async (body) => {
    expect((await put(body)).status).toBe(400)
    expect(await mine()).toEqual([])
  },
)
