import { afterEach, beforeEach, expect, test } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import { aMessage } from '../support/builders.ts'
import { openSocket } from './socket-client.ts'
import { bearerFor, type Edge, openEdge, post, visit } from './support.ts'

let edge: Edge
let lin: { readonly authorization: string }
beforeEach(async () => {
  edge = await openEdge()
  lin = await bearerFor(edge)
})
afterEach(() => edge.close())

const open = (headers: Readonly<Record<string, string>> = lin, query = '') =>
  openSocket(`${edge.url}/ws/agent${query}`, { headers })
const accept = (text: string) => edge.store.accept([aMessage({ text })], edge.now())

test('a console hears of every change, in order', async () => {
  const desk = await open()
  expect(await desk.waitFor(({ type }) => type === 'ready')).toEqual({
    type: 'ready',
    seq: expect.any(Number),
    playbook: { revision: 'abc123', loaded_at: 1, refused: null },
    lookers: [],
    customers_typing: [],
  })
  await accept('一')
  await accept('二')
  await desk.waitFor(({ line }) => line?.parts[0].text === '二')
  await desk.waitFor(({ conversation }) => conversation?.last_text === '二')
  const seqs = desk.frames.flatMap(({ seq }) => seq ?? [])
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
})

test('a console resumes after the last change it saw', async () => {
  await accept('看过')
  const after = await edge.store.read.lastSeq()
  await accept('没看过')
  const desk = await open(lin, `?after=${after}`)
  await desk.waitFor(({ type }) => type === 'ready')
  expect(desk.frames.flatMap(({ line }) => line?.parts[0].text ?? [])).toEqual(['没看过'])
})

test('a number of another database means: load everything again', async () => {
  const desk = await open(lin, '?after=1000000')
  await desk.waitFor(({ type }) => type === 'reload')
  expect((await desk.waitFor(({ type }) => type === 'ready')).seq).toBeLessThan(1_000_000)
})

test('a new playbook is told at once', async () => {
  const desk = await open()
  await desk.waitFor(({ type }) => type === 'ready')
  const playbook = { revision: 'abc123', loaded_at: 1, refused: { at: 2, text: '第 3 行' } }
  edge.setPlaybook(playbook)
  expect(await desk.waitFor(({ type }) => type === 'playbook')).toEqual({
    type: 'playbook',
    playbook,
  })
})

test('logging out closes the socket within a second', async () => {
  const desk = await open()
  await desk.waitFor(({ type }) => type === 'ready')
  const started = performance.now()
  await post(`${edge.url}/api/logout`, { headers: lin })
  expect(await desk.closed).toBe(4001)
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('so does disabling the agent, by whatever process', async () => {
  const desk = await open()
  await desk.waitFor(({ type }) => type === 'ready')
  const agent = await edge.store.people.agent(agentId('lin'))
  if (!agent) throw new Error('no agent')
  const started = performance.now()
  await edge.store.people.saveAgent({ ...agent, disabled: true })
  expect(await desk.closed).toBe(4001)
  expect(performance.now() - started).toBeLessThan(1_200)
})

test('with a cookie the page must be ours', async () => {
  const cookie = `shouhou_session=${lin.authorization.slice(7)}`
  for (const origin of ['https://evil.example', 'null', `${edge.url}.evil.example`])
    await expect(open({ cookie, origin })).rejects.toThrow('403')
  await expect(open({ cookie })).rejects.toThrow('403')
  await (await open({ cookie, origin: edge.url })).waitFor(({ type }) => type === 'ready')
})

test('nobody and customers are refused', async () => {
  const origin = edge.url
  await expect(open({ origin })).rejects.toThrow('401')
  await expect(open({ cookie: await visit(edge), origin })).rejects.toThrow('401')
  await expect(open({ authorization: 'Bearer nonsense' })).rejects.toThrow('401')
  await expect(open(lin, '?after=x')).rejects.toThrow('400')
})

test('a console that stops reading is let go with 4008, and the others go on', async () => {
  const slow = await open()
  const other = await open()
  await slow.waitFor(({ type }) => type === 'ready')
  await other.waitFor(({ type }) => type === 'ready')
  slow.socket.pause()
  const text = '长'.repeat(4_000)
  for (let round = 0; round < 30; round++) {
    const messages = Array.from({ length: 30 }, () => aMessage({ text }))
    await edge.store.accept(messages, edge.now())
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  await accept('最后')
  await other.waitFor(({ line }) => line?.parts[0].text === '最后', 5_000)
  slow.socket.resume()
  expect([1006, 4008]).toContain(await slow.closed)
}, 20_000)
