import { expect, test } from 'vitest'
import { handoffPacket } from '../../src/http/handoff-packet.ts'
import type { Conversation, Handoff } from '../../src/model/conversation.ts'
import { agentId, orderNo, slotId } from '../../src/model/ids.ts'
import type { Ticket, TicketSlot } from '../../src/model/ticket.ts'
import { aCase, anOrder } from '../case-rules/support.ts'

const handoff: Handoff = {
  reason: 'customer_request',
  because: '顾客要求人工',
  at: 1_000,
  summary: ['顾客：林晓（demo-1）', '订单：111 旧的那单', '已聊过：无'],
  evidence: { have: [], missing: ['破损处的照片'] },
}

const slot = (label: string, state: TicketSlot['state'], more: Partial<TicketSlot> = {}) =>
  ({ id: slotId(label), kind: 'photo', label, required: true, state, ...more }) as const

const given = (text: string) =>
  ({ kind: 'filled', values: [{ kind: 'text', text, from: 'm1' }] }) as const

const picture = {
  kind: 'filled',
  values: [
    { kind: 'media', part: { kind: 'image', url: 'https://x/1.jpg' }, from: 'm2' },
    { kind: 'media', part: { kind: 'image', url: 'https://x/2.jpg' }, from: 'm2' },
  ],
  note: '有点糊',
} as const

const aTicket = (slots: readonly TicketSlot[], more: Partial<Ticket> = {}): Ticket => ({
  ...aCase({ openedAt: 500 }),
  ...more,
  slots,
})

const chat = (ticket: Ticket | undefined, last = handoff) => {
  const run = ticket && { ticket: ticket.id }
  const phase = { kind: 'awaitingAgent', handoff: last, ...(run && { run }) }
  return { phase, memory: {} } as unknown as Conversation
}

test('evidence that came after the handover is told as the ticket has it', () => {
  const ticket = aTicket([
    slot('破损处的照片', picture),
    slot('外箱', { kind: 'missing', asked: 1 }),
    slot('视频', { kind: 'missing', asked: 0 }, { required: false }),
    slot('批次', { kind: 'givenUp', because: 'refused' }),
    slot('说明', given('碎成三瓣')),
  ])
  expect(handoffPacket(chat(ticket), [ticket])?.evidence).toEqual({
    have: ['破损处的照片：2 个文件（有点糊）', '说明：碎成三瓣'],
    missing: ['外箱', '批次（顾客说没有）'],
  })
})

test('a corrected order stands in the summary', () => {
  const slots = [slot('订单号', given('222'), { kind: 'order_number' })]
  const [item] = anOrder().items
  if (item === undefined) throw new Error('an order has items')
  const { amount, placedAt } = anOrder()
  const order = { orderNo: orderNo('222'), at: 1, state: 'delivered', amount, placedAt } as const
  const ticket = aTicket(slots, { order: { ...order, items: [item, item] } })
  expect(handoffPacket(chat(ticket), [ticket])?.summary).toEqual([
    handoff.summary[0],
    '订单：222 建盏主人杯等 2 件商品（已签收）',
    handoff.summary[2],
  ])
  const unknown = aTicket([slot('订单号', given('333'), { kind: 'order_number' })], {
    order: { ...order, items: [item] },
  })
  expect(handoffPacket(chat(unknown), [unknown])?.summary[1]).toBe('订单：333')
})

test('the order that the handover had is left in its words', () => {
  const slots = [slot('订单号', given('111'), { kind: 'order_number' })]
  const ticket = aTicket(slots)
  expect(handoffPacket(chat(ticket), [ticket])?.summary).toEqual(handoff.summary)
})

test('without a ticket what was true at the handover stays, whatever other cases there are', () => {
  const other = aTicket([slot('外箱', { kind: 'missing', asked: 1 })])
  expect(handoffPacket(chat(undefined), [other])).toMatchObject({
    evidence: handoff.evidence,
    summary: handoff.summary,
  })
})

test('a handover that is over is told from the ticket that went along', () => {
  const ticket = aTicket([slot('破损处的照片', picture)])
  const memory = { lastHandoff: handoff, lastRun: { ticket: ticket.id } }
  const by = { kind: 'agent', agent: agentId('lin'), name: '小林' }
  for (const phase of [{ kind: 'answering' }, { kind: 'withAgent', by, since: 1, handoff }]) {
    const talk = { phase, memory } as unknown as Conversation
    const isOver = phase.kind === 'answering'
    expect(handoffPacket(talk, [ticket])?.evidence.missing).toEqual(
      isOver ? [] : handoff.evidence.missing,
    )
    // What was told after that handover was over is another matter.
    const later = { ...ticket, openedAt: 2_000 }
    expect(handoffPacket(talk, [later])?.evidence).toEqual(handoff.evidence)
  }
})

test('the two clocks of a night stand beside each other', () => {
  const talk = chat(undefined, { ...handoff, callBackAt: 9_000 })
  const owed = { ...talk, memory: { owed: { since: 1, warnAt: 7_000, dueAt: 8_000 } } }
  expect(handoffPacket(owed as unknown as Conversation, [])).toMatchObject({
    reply_due: 8_000,
    call_back_at: 9_000,
  })
  expect(handoffPacket(talk, [])).toMatchObject({ reply_due: null, call_back_at: 9_000 })
})
