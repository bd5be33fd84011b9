import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import type { Role } from '../../src/model/people.ts'
import { aGate } from '../store/contract/stage.ts'
import { bearerFor, type Edge, openEdge } from './support.ts'

let edge: Edge
let lin: Awaited<ReturnType<typeof bearerFor>>
beforeAll(async () => {
  edge = await openEdge()
  lin = await bearerFor(edge, 'lin')
})
afterAll(() => edge.close())

/** 小林, with another role from now on. */
async function as(role: Role) {
  const agent = await edge.store.people.agent(agentId('lin'))
  if (agent) await edge.store.people.saveAgent({ ...agent, role })
}

const table = [
  '订单编号,买家会员名,订单状态,实付金额,下单时间,商品标题',
  'A0001,tb-1,已发货,12.50,2025-11-20 10:00,茶杯',
  '4.5E+18,tb-1,已发货,12.50,2025-11-20 10:00,茶杯',
].join('\n')

async function upload(
  content: string | Buffer,
  more: { query?: string; headers?: object; to?: Edge } = {},
) {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(Buffer.from(content))]), '十一月.csv')
  const answer = await fetch(`${(more.to ?? edge).url}/api/orders/import${more.query ?? ''}`, {
    method: 'POST',
    headers: { ...lin, ...more.headers },
    body: form,
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

test('only those who answer for the shop may import', async () => {
  for (const role of ['agent', 'legal'] as const) {
    await as(role)
    expect((await upload(table)).status).toBe(403)
  }
  expect((await upload(table, { headers: { authorization: '' } })).status).toBe(401)
  expect(await edge.store.orders.any()).toBe(false)
})

test('a rehearsal keeps nothing, an import does; both report row by row', async () => {
  await as('operator')
  const rehearsed = await upload(table, { query: '?dry_run=true' })
  expect(rehearsed).toMatchObject({ status: 200, body: { mode: 'dry_run', rows: 2, imported: 1 } })
  expect(await edge.store.orders.any()).toBe(false)
  await as('supervisor')
  const { status, body } = await upload(table)
  expect(status).toBe(200)
  expect(body).toEqual({
    file: '十一月.csv',
    mode: 'kept',
    rows: 2,
    imported: 1,
    updated: 0,
    unchanged: 0,
    refused: 1,
    orders: 1,
    refusals: [
      { row: 3, column: 'A', heading: '订单编号', message: expect.stringContaining('已经丢了') },
    ],
    notes: [],
  })
  expect(await edge.store.orders.find('A0001')).toMatchObject({ buyerId: 'tb-1' })
})

test('a file that is no table is a bad request that says what to do', async () => {
  await as('admin')
  expect(await upload('<html></html>')).toMatchObject({
    status: 400,
    body: { code: 'bad_request', message: expect.stringContaining('另存为 .xlsx') },
  })
  const english = await upload(table, { headers: { 'accept-language': 'en' } })
  expect(english.body.refusals[0].message).toContain('lost')
})

test('a second one at the same time is refused, and the next finds the way free', async () => {
  const first = aGate()
  const arrived = aGate()
  const nothing = { rows: 0, imported: 0, updated: 0, unchanged: 0, refused: 0, orders: 0 }
  const slow = await openEdge(() => ({
    async importOrders({ mode, name: file = '' }) {
      arrived.open()
      await first.passed
      return { file, mode, ...nothing, refusals: [], notes: [] }
    },
  }))
  const chen = await slow.store.people.agent(agentId('chen'))
  if (chen) await slow.store.people.saveAgent({ ...chen, role: 'admin' })
  const there = { to: slow, headers: await bearerFor(slow, 'chen') }
  const answer = upload(table, there)
  await arrived.passed
  expect(await upload(table, there)).toMatchObject({
    status: 409,
    body: { code: 'conflict', message: '另一个文件正在导入，请等它完成' },
  })
  first.open()
  expect((await answer).status).toBe(200)
  expect((await upload(table, there)).status).toBe(200)
  await slow.close()
})

test('a form without a file is a bad request', async () => {
  const form = new FormData()
  form.set('note', 'no file')
  const answer = await fetch(`${edge.url}/api/orders/import`, {
    method: 'POST',
    headers: lin,
    body: form,
  })
  expect(answer.status).toBe(400)
})

test('another site’s page cannot import with somebody’s cookie', async () => {
  const answer = await fetch(`${edge.url}/api/orders/import`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new FormData(),
  })
  expect(answer.status).toBe(403)
})

test('an upload that breaks off leaves the way free', async () => {
  await as('admin')
  const { hostname, port, host } = new URL(edge.url)
  const socket = connect(Number(port), hostname)
  const head = [
    'POST /api/orders/import HTTP/1.1',
    `host: ${host}`,
    `authorization: ${lin.authorization}`,
    'content-type: multipart/form-data; boundary=b',
    'content-length: 1000000',
    'expect: 100-continue',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await once(socket, 'data')
  socket.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n订单')
  expect((await upload(table)).status).toBe(409)
  socket.destroy()
  await expect.poll(async () => (await upload(table)).status).toBe(200)
})
