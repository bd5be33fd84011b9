import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchResults } from '../../src/http/api/schemas/desk.ts'
import { aMessage, anyOrder, aTicket, aTurn } from '../support/builders.ts'
import { bearerFor, type Edge, get, openEdge } from './support.ts'

const order = anyOrder({ buyerId: 'buyer-9' })
let edge: Edge
let lin: Record<string, string>
beforeAll(async () => {
  edge = await openEdge(() => ({
    orders: {
      ofBuyer: async () => [],
      async byNumber(no) {
        if (no === '00000000') throw new Error('down')
        return no.replaceAll(' ', '') === order.orderNo ? order : undefined
      },
    },
  }))
  lin = await bearerFor(edge)
  await say(
    'chat-9',
    '退货地址在哪里呀，我想把收到的这个杯子寄回去给你们换一个新的，麻烦告诉我一下',
  )
  await say('chat-8', `订单号 ${order.orderNo}，麻烦看看`, { id: 'buyer-8', name: '王雅琴' })
  const [row] = await edge.store.read.conversations({ externalId: 'chat-8', limit: 1 })
  if (!row) throw new Error('no conversation')
  await edge.store.runTurn({
    conversationId: row.conversation.id,
    at: edge.now(),
    handle: async (work) => ({
      kind: 'commit',
      turn: aTurn(work, { tickets: [aTicket(work, { number: 'SH261126-AAAA' })] }),
    }),
  })
})
afterAll(() => edge.close())

const say = (conversation: string, text: string, customer = { id: 'buyer-9', name: '陈一鸣' }) =>
  edge.store.accept([aMessage({ conversation, text, customer })], edge.now())

async function find(q: string) {
  const { status, body } = await get(`${edge.url}/api/search?q=${encodeURIComponent(q)}`, lin)
  expect(status).toBe(200)
  searchResults.parse(body)
  return body.groups
}
// biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes.
const inShort = (groups: any) =>
  groups.map(
    ({ kind, hits }: { kind: string; hits: { conversation: { external_id: string } }[] }) => [
      kind,
      hits.map(({ conversation }) => conversation.external_id),
    ],
  )

test('an order leads to its customer first, also where nobody named it, then to who spoke of it', async () => {
  expect(inShort(await find('2600 1111 2222'))[0]).toEqual(['order', ['chat-9']])
  const groups = await find(order.orderNo)
  expect(inShort(groups)).toEqual([
    ['order', ['chat-9']],
    ['text', ['chat-8']],
  ])
  const [{ hits }] = groups
  const { text, start, end } = hits[0].snippet
  expect(text.slice(start, end)).toBe(order.orderNo)
})

test('an order leads to who only showed to know it', async () => {
  await say('chat-6', '你好', { id: 'v_6', name: '访客' })
  await edge.store.orderClaims.claim('v_6', order.orderNo, edge.now())
  expect(inShort(await find('2600 1111 2222'))[0]).toEqual(['order', ['chat-6', 'chat-9']])
})

test('a case is found by its number, a customer by name, and words where they were said', async () => {
  expect(inShort(await find('sh261126-aa'))).toEqual([['case', ['chat-8']]])
  expect(inShort(await find('雅琴'))).toEqual([['customer', ['chat-8']]])
  const [{ kind, hits }] = await find('这个杯子')
  const [{ position, by, snippet }] = hits
  expect([kind, by]).toEqual(['text', { author: 'customer', name: null }])
  expect(snippet.text.slice(snippet.start, snippet.end)).toBe('这个杯子')
  const [found] = hits
  const page = `${edge.url}/api/conversations/${found.conversation.id}?limit=1&before=${position + 1}`
  expect((await get(page, lin)).body.transcript[0].position).toBe(position)
})

test('nothing is found by nothing, and full-width letters are as good as others', async () => {
  expect(await find('')).toEqual([])
  expect(await find('  ')).toEqual([])
  expect(await find('没有人说过这句')).toEqual([])
  expect(inShort(await find('ｓｈ２６１１２６'))).toEqual([['case', ['chat-8']]])
})

test('an order system that does not answer keeps nothing else from being found', async () => {
  expect(await find('00000000')).toEqual([])
  await say('chat-7', '单号是 00000000 吗', { id: 'buyer-7', name: '小周' })
  expect(inShort(await find('00000000'))).toEqual([['text', ['chat-7']]])
})

test.each(['', 'q=a&limit=3', `q=${'a'.repeat(101)}`])('?%s is refused', async (query) => {
  expect((await get(`${edge.url}/api/search?${query}`, lin)).status).toBe(400)
})
