import { afterAll, beforeAll, expect, test } from 'vitest'
import { handoffPacket } from '../../src/http/handoff-packet.ts'
import { agentId, type ConversationId } from '../../src/model/ids.ts'
import { type OpenedCounter, openCounter } from '../support/gateway.ts'

let counter: OpenedCounter
beforeAll(async () => {
  counter = await openCounter()
}, 60_000)
afterAll(() => counter.dispose())

const lin = { agent: agentId('lin'), name: '小林' }

/** What a colleague goes on with. */
async function standing(id: ConversationId) {
  const { read } = counter.store
  const summary = await read.conversation(id)
  if (!summary) throw new Error('no conversation')
  const tickets = await read.tickets(id)
  const packet = handoffPacket(summary.conversation, tickets)
  const timers = await read.timers(id)
  return {
    phase: summary.conversation.phase.kind,
    handoff: packet && { ...packet, reply_due: null },
    tickets: tickets.map(({ number, stage, slots, clocks }) => ({ number, stage, slots, clocks })),
    clocks: timers.filter(({ name }) => name === 'stage_clock'),
  }
}

async function begin(conversation: string, ...words: readonly string[]) {
  for (const text of words) {
    await counter.say(text, { conversation })
    await counter.gateway.settle()
  }
  const [row] = await counter.store.read.conversations({ externalId: conversation, limit: 1 })
  if (!row) throw new Error('no conversation')
  const id = row.conversation.id
  await counter.desk.take({ conversationId: id, ...lin })
  return id
}

// The wait and the marketplace's clock are over with it, and a round that is resolved is over: a
// console that lets its agent think again for some seconds sends nothing until then.
test('who takes a conversation back from the bot at once goes on with its handoff, cases and clocks', async () => {
  const id = await begin('again-1', '收到的杯子碎了', '转人工')
  const before = await standing(id)
  expect(before.handoff?.reason).toBe('customer_request')
  expect(before.clocks.length).toBeGreaterThan(0)
  await counter.desk.returnToBot({ conversationId: id, ...lin })
  await counter.desk.take({ conversationId: id, ...lin })
  expect(await standing(id)).toEqual(before)
})

test('who takes a resolved one again at once goes on with its cases and clocks, in a new round', async () => {
  const id = await begin('again-2', '收到的杯子碎了', '转人工')
  const before = await standing(id)
  await counter.desk.resolve({ conversationId: id, ...lin })
  await counter.desk.take({ conversationId: id, ...lin })
  expect(await standing(id)).toEqual({ ...before, handoff: null })
})
