import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AgentCommand, Desk } from '../../src/desk/index.ts'
import { agentId } from '../../src/model/ids.ts'
import { conversationIdOf } from '../../src/store/identity.ts'
import { type OpenedCounter, openCounter } from '../support/gateway.ts'

let counter: OpenedCounter
let desk: Desk
const conversationId = conversationIdOf({ channel: 'market', account: 'demo', conversation: 'c-1' })

const as = (id: string, name: string, more: Partial<AgentCommand> = {}): AgentCommand => ({
  conversationId,
  agent: agentId(id),
  name,
  ...more,
})
const lin = as('lin', '小林')
const chen = as('chen', '小陈')
const words = (text: string) => ({ parts: [{ kind: 'text' as const, text }] })

beforeEach(async () => {
  counter = await openCounter()
  desk = counter.desk
  await counter.say('转人工')
  await vi.waitFor(() => expect(counter.replies()).toHaveLength(1))
})
afterEach(() => counter.dispose())

const phase = async () =>
  (await counter.store.read.conversation(conversationId))?.conversation.phase

test('of a hundred who take it at once, one gets it', async () => {
  const takes = Array.from({ length: 100 }, (_, n) => desk.take(as(`a-${n}`, `客服${n}`)))
  const outcomes = await Promise.allSettled(takes)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await phase()).toMatchObject({ kind: 'withAgent' })
})

test('a colleague may neither take nor answer what somebody has', async () => {
  await desk.take(lin)
  const conflict = { code: 'conflict', message: '小林正在处理这个会话' }
  await expect(desk.take(chen)).rejects.toMatchObject(conflict)
  await expect(desk.reply({ ...chen, ...words('我来') })).rejects.toMatchObject(conflict)
  await expect(desk.resolve(chen)).rejects.toMatchObject(conflict)
})

test('a supervisor takes over from somebody who is away, and only by taking', async () => {
  await desk.take(lin)
  const zhao = as('zhao', '赵主管', { mayOverrule: true })
  await expect(desk.reply({ ...zhao, ...words('我来') })).rejects.toMatchObject({
    code: 'conflict',
  })
  await desk.take(zhao)
  expect(await phase()).toMatchObject({ kind: 'withAgent', by: { name: '赵主管' } })
  await desk.reply({ ...zhao, ...words('您好，我来处理') })
  await vi.waitFor(() => expect(counter.replies()).toContain('您好，我来处理'))
})

test('who has it gives it to a colleague; who does not have it gives nothing', async () => {
  const to = { agent: agentId('chen'), name: '小陈' }
  await expect(desk.give({ ...lin, to })).rejects.toMatchObject({
    code: 'conflict',
    message: '会话不在您手里，先接手再转给同事',
  })
  await desk.take(lin)
  await expect(desk.give({ ...chen, to })).rejects.toMatchObject({ code: 'conflict' })
  await desk.give({ ...lin, to })
  expect(await phase()).toMatchObject({ kind: 'withAgent', by: { name: '小陈' } })
  await desk.reply({ ...chen, ...words('我是小陈，接着帮您处理') })
  await expect(desk.give({ ...lin, to })).rejects.toMatchObject({ message: '小陈正在处理这个会话' })
})

test('who goes gives back who waits for them; who was answered stays theirs', async () => {
  const other = { externalId: 'c-2', limit: 1 }
  await counter.say('转人工', { conversation: 'c-2' })
  await vi.waitFor(() => expect(counter.replies()).toHaveLength(2))
  const [second] = await counter.store.read.conversations(other)
  if (second === undefined) throw new Error('no conversation')
  await desk.take(lin)
  await desk.take({ ...lin, conversationId: second.conversation.id })
  await desk.reply({ ...lin, conversationId: second.conversation.id, ...words('您好') })
  await desk.leave(chen)
  expect(await phase()).toMatchObject({ kind: 'withAgent', by: { name: '小林' } })
  await desk.leave(lin)
  expect(await phase()).toMatchObject({ kind: 'awaitingAgent' })
  const [still] = await counter.store.read.conversations(other)
  expect(still?.conversation.phase).toMatchObject({ kind: 'withAgent', by: { name: '小林' } })
  await desk.take(chen)
  expect(await phase()).toMatchObject({ by: { name: '小陈' } })
})

test('nobody gives a chat to oneself', async () => {
  await desk.take(lin)
  const to = { agent: lin.agent, name: lin.name }
  await expect(desk.give({ ...lin, to })).rejects.toMatchObject({
    code: 'conflict',
    message: '不能转给自己，请另选一位同事',
  })
  expect(await phase()).toMatchObject({ kind: 'withAgent', by: { name: '小林' } })
})

test('a reply that is posted twice is said once', async () => {
  const reply = { ...lin, commandKey: 'k-1', ...words('这就补发') }
  await Promise.all([desk.reply(reply), desk.reply(reply)])
  await vi.waitFor(() => expect(counter.replies()).toContain('这就补发'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(counter.replies().filter((text) => text === '这就补发')).toHaveLength(1)
})

test('the bot is silent while a person has it and speaks again once it is given back', async () => {
  await desk.take(lin)
  await counter.say('谢谢')
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(counter.replies()).toHaveLength(1)
  await desk.returnToBot(lin)
  await expect(desk.returnToBot(lin)).rejects.toMatchObject({ code: 'conflict' })
  await counter.say('谢谢你')
  await vi.waitFor(() => expect(counter.replies().join()).toContain('不客气'))
})

test('after it is resolved nobody answers into it, and a new message begins with the bot', async () => {
  await desk.take(lin)
  await desk.resolve(lin)
  await expect(desk.reply({ ...lin, ...words('还有一句') })).rejects.toMatchObject({
    code: 'conflict',
  })
  await counter.say('谢谢你')
  await vi.waitFor(() => expect(counter.replies().join()).toContain('不客气'))
  expect(await phase()).toMatchObject({ kind: 'answering' })
})

test('a conversation that does not exist is not found', async () => {
  await expect(desk.take({ ...lin, conversationId: 'c_nobody' as never })).rejects.toMatchObject({
    code: 'not_found',
  })
})
