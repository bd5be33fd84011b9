import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseView } from '../../src/http/api/schemas/case.ts'
import { conversationDetail, customerView } from '../../src/http/api/schemas/conversation.ts'
import { knowledgeEntry } from '../../src/http/api/schemas/reply.ts'
import { type ConversationId, orderNo, slotId } from '../../src/model/ids.ts'
import type { Ticket } from '../../src/model/ticket.ts'
import { aMessage, anyOrder, aTicket, aTurn } from '../support/builders.ts'
import { bearerFor, type Edge, get, openEdge } from './support.ts'

const orders = [
  anyOrder({ orderNo: orderNo('111'), state: 'delivered', deliveredAt: 1_000 }),
  anyOrder({ orderNo: orderNo('222'), state: 'cancelled' }),
  anyOrder({ orderNo: orderNo('333'), state: 'shipped', promisedShipAt: 5, shippedAt: 4 }),
]

let edge: Edge
let lin: Record<string, string>
let isDown = false
beforeAll(async () => {
  edge = await openEdge(() => ({
    orders: {
      async ofBuyer() {
        if (isDown) throw new Error('no answer')
        return orders
      },
      byNumber: async () => undefined,
    },
  }))
  lin = await bearerFor(edge)
})
afterAll(() => edge.close())

let counted = 0
async function begin(more: Partial<Ticket> = {}): Promise<ConversationId> {
  const conversation = `chat-${++counted}`
  const message = aMessage({ conversation, customer: { id: conversation, name: '小王' } })
  const [receipt] = await edge.store.accept([message], edge.now())
  if (!receipt) throw new Error('no receipt')
  await edge.store.runTurn({
    conversationId: receipt.conversationId,
    at: edge.now(),
    handle: async (work) => ({
      kind: 'commit',
      turn: aTurn(work, { tickets: [aTicket(work, more)], next: { ticketCount: 1 } }),
    }),
  })
  return receipt.conversationId
}

const read = async (path: string) => {
  const answer = await get(`${edge.url}${path}`, lin)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const conversationAt = (id: string) => `/api/conversations/${encodeURIComponent(id)}`

test('orders stand with their deadlines, the one that the case is about first', async () => {
  const number = { kind: 'order_number', label: '订单号', required: true } as const
  const values = [{ kind: 'text', text: '333', from: 'm' }] as const
  const id = await begin({
    slots: [{ id: slotId('order'), ...number, state: { kind: 'filled', values } }],
  })
  const detail = await read(conversationAt(id))
  expect(conversationDetail.parse(detail)).toEqual(detail)
  expect(detail.orders.map((order: { order_no: string }) => order.order_no)).toEqual([
    '333',
    '111',
    '222',
  ])
  expect(detail.orders[0]).toMatchObject({
    is_subject: true,
    deadlines: [{ kind: 'ship', due: 5, met: 4 }],
    line: '订单 333：白瓷杯（白）×1，实付 ¥99.00，运输中',
  })
  expect(detail.orders[1].deadlines).toMatchObject([{ kind: 'return' }, { kind: 'complaint' }])
  isDown = true
  expect(await read(conversationAt(id))).toMatchObject({ orders: [], orders_unknown: true })
  isDown = false
})

test('the evidence says what is wanting, when a picture came, and how to ask', async () => {
  const url = 'media:m_picture1'
  const photo = { kind: 'photo', required: true } as const
  const id = await begin({
    slots: [
      { id: slotId('photo'), ...photo, label: '破损照片', state: { kind: 'missing', asked: 1 } },
      {
        id: slotId('box'),
        ...photo,
        label: '外箱',
        state: {
          kind: 'filled',
          values: [
            {
              kind: 'media',
              part: { kind: 'image', url, mediaId: 'm_picture1' },
              from: 'm',
            },
          ],
        },
      },
    ],
  })
  const looks = { width: 800, height: 600, sharpness: 0.1, entropy: 6, takenAt: '2026-11-20T14:03' }
  const shown = { mime: 'image/jpeg', bytes: 9 }
  const kept = { status: 'kept', mime: 'image/jpeg', bytes: 9, sha256: 'x' } as const
  const inspection = { kind: 'checked', ...looks, shown } as const
  const known = { id: 'm_picture1', conversationId: id, url, at: 4_000 }
  await edge.store.media.save({ ...known, ...kept, inspection })
  const [ticket] = await edge.store.read.tickets(id)
  const view = await read(`/api/cases/${encodeURIComponent(ticket?.id ?? '')}`)
  expect(caseView.parse(view)).toEqual(view)
  expect(view.evidence).toMatchObject({
    slots: [
      { id: 'photo', state: 'missing', hint: '拍清楚' },
      { id: 'box', state: 'unclear' },
    ],
    pictures: {
      m_picture1: { fault: 'blurred', received_at: 4_000, taken_at: '2026-11-20T14:03' },
    },
  })
  expect(view.evidence.slots[1].ask).not.toContain('破损照片')
  expect(view.evidence.ask).toMatch(/1\. 破损照片（拍清楚）\n2\. 外箱/)
})

test('a customer is known by their visits, orders, cases and what they are promised', async () => {
  const clock = { id: 'reply', title: '1 小时内人工回复', startedAt: 1_000, dueAt: 9_000 } as const
  const running = { ...clock, level: 2, until: ['contacted'], atBreach: [] } as const
  const id = await begin({
    clocks: [
      { ...running, state: { kind: 'running' } },
      { ...running, id: 'met', state: { kind: 'met', at: 2 } },
    ],
  })
  const view = await read(`${conversationAt(id)}/customer`)
  expect(customerView.parse(view)).toEqual(view)
  expect(view).toMatchObject({
    chats: 1,
    // What was called off was not paid.
    orders: { count: 3, amount: '¥198.00' },
    promises: [{ title: '1 小时内人工回复', due: 9_000, warn: null }],
    cases: [{ stage: 'opened', conversation: id }],
  })
  isDown = true
  expect(await read(`${conversationAt(id)}/customer`)).toMatchObject({ orders: null })
  isDown = false
})

test('knowledge is found by words, else by what the customer said last', async () => {
  const id = await begin()
  const at = `/api/knowledge?conversation=${encodeURIComponent(id)}`
  const { found } = await read(at)
  expect(found.map(knowledgeEntry.parse)).toEqual(found)
  expect(found[0]).toMatchObject({ id: 'logistics-any', text: '请在订单页看物流。' })
  const asked = await read(`${at}&q=${encodeURIComponent('发票抬头')}`)
  expect(asked.found.map(({ id }: { id: string }) => id)).toContain('invoice-title')
})

test('nobody reads any of it who is not logged in', async () => {
  const id = await begin()
  const paths = [`${conversationAt(id)}/customer`, `/api/knowledge?conversation=${id}`]
  for (const path of paths) expect((await get(edge.url + path)).status).toBe(401)
  expect((await get(`${edge.url}/api/knowledge?conversation=c_none`, lin)).status).toBe(404)
})
