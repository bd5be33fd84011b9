import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HttpDeps } from '../../src/http/index.ts'
import { GatewayError } from '../../src/model/errors.ts'
import { agentId } from '../../src/model/ids.ts'
import type { Role } from '../../src/model/people.ts'
import type { CustomerFrame } from '../../src/model/wire/customer.ts'
import type { AgentFrame } from '../../src/model/wire/desk.ts'
import { aMessage, aTicket, aTurn } from '../support/builders.ts'
import { expected, type Persona, personas, type Row, routes, type Things } from './rights-table.ts'
import { openSocket } from './socket-client.ts'
import { type Edge, get, hire, openEdge, png, post, visit } from './support.ts'

let edge: Edge
let cookie: string
let file: string
const rolesOf: Readonly<Partial<Record<Persona, Role>>> = {
  disabled: 'admin',
  elsewhere: 'agent',
  agent: 'agent',
  supervisor: 'supervisor',
  legal: 'legal',
  operator: 'operator',
  admin: 'admin',
}

/** Who gets as far as this is told that it is somebody else's turn. */
const refuses = async () => {
  throw new GatewayError('conflict', '这里没有话术')
}
const authoring: HttpDeps['authoring'] = {
  files: refuses,
  read: refuses,
  vocabulary: refuses,
  check: refuses,
  history: refuses,
  edit: refuses,
  addExample: refuses,
  try: refuses,
  story: refuses,
  search: refuses,
  async *save() {},
  async *undo() {},
}

beforeAll(async () => {
  edge = await openEdge(() => ({
    authoring,
    assist: async () => ({ values: {}, answers: [], upTo: 0 }),
  }))
  for (const face of ['widget', 'console']) {
    const dir = join(edge.deps.config.webDir, face)
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, 'index.html'), `<title>${face}</title>`)
  }
  for (const [persona, role] of Object.entries(rolesOf)) await hire(edge, persona, persona, role)
  await hire(edge, 'spare', '备用', 'agent')
  await change('elsewhere', { shops: ['bridge/rival'] })
  await change('disabled', { disabled: true })
  cookie = await visit(edge)
  file = await upload('/api/customer/media?shop=demo', 'picture.png', { cookie })
  const own = await openSocket(`${edge.url}/ws/customer?shop=demo`, {
    headers: { cookie, origin: edge.url },
  })
  own.send({ type: 'message', id: '1', parts: [{ type: 'image', media: file }] })
  await own.waitFor(({ type }) => type === 'ack')
  own.close()
}, 60_000)
afterAll(() => edge.close())

const change = (id: string, patch: { shops?: string[]; disabled?: boolean }) =>
  edge.store.people.changeAgent(agentId(id), (agent) => ({ ...agent, ...patch }))

let counted = 0
const rival = { channel: 'bridge', account: 'rival' }

/** A chat and a case of a shop. */
async function begin(shop = { channel: 'web', account: 'demo' }): Promise<Things> {
  const n = ++counted
  const message = aMessage({ ...shop, conversation: `chat-${n}` })
  const [receipt] = await edge.store.accept([{ ...message, externalId: `m-${n}` }], edge.now())
  if (!receipt) throw new Error('no receipt')
  const { conversationId } = receipt
  let ticket = ''
  await edge.store.runTurn({
    conversationId,
    at: edge.now(),
    handle: async (work) => {
      const opened = aTicket(work)
      ticket = opened.id
      return { kind: 'commit', turn: { ...aTurn(work, { at: edge.now() }), tickets: [opened] } }
    },
  })
  return { chat: conversationId, ticket, file, n }
}

/** As whoever asks; a login has a session of its own each time, for some requests end it. */
async function headersOf(persona: Persona): Promise<Record<string, string>> {
  const origin = edge.url
  if (persona === 'nobody') return { origin }
  if (persona === 'customer') return { origin, cookie }
  const token = `token-${++counted}`
  const tokenHash = createHash('sha256').update(token).digest('hex')
  const at = edge.now()
  await edge.store.people.saveSession({
    tokenHash,
    agent: agentId(persona),
    createdAt: at,
    seenAt: at,
  })
  return { origin, authorization: `Bearer ${token}` }
}

const csv =
  '订单编号,买家会员名,订单状态,实付金额,下单时间,商品标题\nA1,b,已发货,1.00,2025-11-20,杯'
const formOf = (name: string) => {
  const form = new FormData()
  form.set('file', new Blob([name.endsWith('png') ? new Uint8Array(png) : csv]), name)
  return form
}

async function upload(path: string, name: string, headers: Record<string, string>) {
  const answer = await fetch(edge.url + path, { method: 'POST', headers, body: formOf(name) })
  const { media } = (await answer.json()) as { media: string }
  return media
}

async function ask(route: string, row: Row, persona: Persona): Promise<number> {
  const [method = '', own = ''] = route.split(' ')
  const things = await begin()
  const headers = await headersOf(persona)
  const json = row.body?.(things)
  const answer = await fetch(edge.url + (row.path?.(things) ?? own), {
    method,
    headers: { ...headers, ...(json !== undefined && { 'content-type': 'application/json' }) },
    redirect: 'manual',
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(row.upload !== undefined && { body: formOf(row.upload) }),
  })
  await answer.arrayBuffer()
  return answer.status
}

/** `GET /api/people` … of the server's own tree of routes. */
function routesThereAre(): readonly string[] {
  const path: string[] = []
  return edge.http.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^([│ ]*)[├└]── (\S*) \(([A-Z, ]+)\)$/.exec(line)
      if (!found) return []
      const [, indent = '', part = '', methods = ''] = found
      path.length = indent.length / 4
      path.push(part)
      const whole = `/${path.join('').replace(/^\/+/, '')}`
      return methods
        .split(', ')
        .filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
        .map((method) => `${method} ${whole}`)
    })
}

test('every route has a row, and every row a route', () => {
  expect([...routesThereAre()].sort()).toEqual(Object.keys(routes).sort())
})

describe.each(Object.entries(routes))('%s', (route, row) => {
  test(`is for: ${row.column}`, async () => {
    const told: [Persona, number | string][] = []
    const wanted: [Persona, number | string][] = []
    let same: number | undefined
    for (const persona of personas) {
      const status = await ask(route, row, persona)
      same ??= status
      const isIn = row.answers ? status === row.answers : status < 300 || status === 409
      const outcome = expected(row.column, persona)
      told.push([persona, outcome === 'in' && isIn ? 'in' : status])
      wanted.push([persona, outcome === 'same' && status < 500 ? same : outcome])
    }
    expect(told).toEqual(wanted)
  }, 30_000)
})

describe('/ws/agent', () => {
  const open = async (persona: Persona) =>
    openSocket(`${edge.url}/ws/agent`, { headers: await headersOf(persona) })

  test.each(personas)('lets %s in, or does not', async (persona) => {
    if (expected('anyLogin', persona) !== 'in') return expect(open(persona)).rejects.toThrow('401')
    const socket = await open(persona)
    await socket.waitFor(({ type }) => type === 'ready')
    socket.close()
  })

  test('tells nobody of a chat of another shop', async () => {
    const elsewhere = await open('elsewhere')
    const agent = await open('agent')
    await elsewhere.waitFor(({ type }) => type === 'ready')
    await agent.waitFor(({ type }) => type === 'ready')
    const { chat } = await begin()
    agent.send({ type: 'viewing', conversation: chat })
    await agent.waitFor(({ type }) => type === 'lookers')
    await begin(rival)
    await elsewhere.waitFor(({ line }) => line !== undefined)
    await agent.waitFor(({ conversation }) => conversation?.account === 'rival')
    const heard = (frames: readonly { type: string }[]) => frames.map(({ type }) => type)
    expect(heard(elsewhere.frames)).not.toContain('lookers')
    expect(JSON.stringify(elsewhere.frames)).not.toContain(chat)
    const late = await open('elsewhere')
    expect((await late.waitFor(({ type }) => type === 'ready')).lookers).toEqual([])
    for (const socket of [elsewhere, agent, late]) socket.close()
  })

  test('a change of somebody’s shops counts at once on a line that is open', async () => {
    await hire(edge, 'mover', '小迁', 'agent')
    const headers = await headersOf('mover' as Persona)
    const socket = await openSocket(`${edge.url}/ws/agent`, { headers })
    await socket.waitFor(({ type }) => type === 'ready')
    const before = await begin()
    await socket.waitFor(({ line }) => line?.conversation === before.chat)
    await change('mover', { shops: ['bridge/rival'] })
    await socket.waitFor(({ type }) => type === 'reload')
    const after = await begin()
    const theirs = await begin(rival)
    await socket.waitFor(({ line }) => line?.conversation === theirs.chat)
    expect(JSON.stringify(socket.frames)).not.toContain(after.chat)
    socket.close()
  })

  /** Whether colleagues who see the shop are told of it. */
  const frames: Readonly<
    Record<AgentFrame['type'], readonly (readonly [object, 'sees' | 'answers'])[]>
  > = {
    viewing: [[{}, 'sees']],
    typing: [
      [{ as: 'note' }, 'sees'],
      [{ as: 'reply' }, 'answers'],
    ],
  }
  const all = Object.entries(frames).flatMap(([type, list]) =>
    list.map(([more, column]) => [type, more, column] as const),
  )

  test.each(all)(
    'a frame %s %j is for: %s',
    async (type, more, column) => {
      const watcher = await open('admin')
      await watcher.waitFor((frame) => frame.type === 'ready')
      for (const persona of personas) {
        if (expected('anyLogin', persona) !== 'in') continue
        const { chat } = await begin()
        const end = await begin(persona === 'elsewhere' ? rival : undefined)
        const socket = await open(persona)
        await socket.waitFor((frame) => frame.type === 'ready')
        socket.send({ type, conversation: chat, ...more })
        // What is told of this chat comes before what is told of the next.
        socket.send({ type: 'viewing', conversation: end.chat })
        await watcher.waitFor(({ conversation }) => conversation === end.chat)
        const isTold = watcher.frames.some(({ conversation }) => conversation === chat)
        expect([persona, isTold]).toEqual([persona, expected(column, persona) === 'in'])
        socket.close()
      }
      watcher.close()
    },
    30_000,
  )
})

describe('/ws/customer', () => {
  test.each(personas)('lets %s in, or does not', async (persona) => {
    const headers = await headersOf(persona)
    const socket = openSocket(`${edge.url}/ws/customer?shop=demo`, { headers })
    if (expected('visitor', persona) !== 'in') return expect(socket).rejects.toThrow('401')
    ;(await socket).close()
  })

  /** What a customer says stays in their own chat: no frame names another. */
  const frames: Readonly<Record<CustomerFrame['type'], object>> = {
    hello: { after: 0 },
    message: { id: 'own', parts: [{ type: 'text', text: '在吗' }] },
    typing: { typing: true },
    read: { position: Number.MAX_SAFE_INTEGER },
    rate: { line: 'c_0:0:0', verdict: 'good', reasons: [] },
    survey: { round: 1, score: 5, marks: [], words: '' },
  }

  test.each(Object.entries(frames))('a frame %s changes no other chat', async (type, frame) => {
    const { chat } = await begin()
    const before = await edge.store.read.transcript(chat as never, { limit: 9 })
    const seq = (await edge.store.read.conversation(chat as never))?.seq
    const own = await openSocket(`${edge.url}/ws/customer?shop=demo`, {
      headers: { cookie, origin: edge.url },
    })
    own.send({ type: 'hello', after: 0 })
    await own.waitFor((each) => each.type === 'ready')
    own.send({ type, ...frame, conversation: chat })
    own.send({ type: 'message', id: `after ${type}`, parts: [{ type: 'text', text: '。' }] })
    await own.waitFor(({ id }) => id === `after ${type}`)
    expect(JSON.stringify(own.frames)).not.toContain(chat)
    expect(await edge.store.read.transcript(chat as never, { limit: 9 })).toEqual(before)
    expect((await edge.store.read.conversation(chat as never))?.seq).toBe(seq)
    own.close()
  })
})

test('a file in a note is of the chat that the note is in, for who did not upload it', async () => {
  const agent = await headersOf('agent')
  const media = await upload('/api/agent/media', 'picture.png', agent)
  const seen = async (persona: Persona) =>
    (await fetch(`${edge.url}/media/${media}`, { headers: await headersOf(persona) })).status
  const noted = async (chat: string) =>
    post(`${edge.url}/api/conversations/${chat}/notes`, {
      headers: agent,
      body: { client_id: media, text: '', media: [{ media, kind: 'image' }] },
    })
  expect(await seen('elsewhere')).toBe(404)
  expect((await noted((await begin()).chat)).status).toBe(200)
  expect(await seen('elsewhere')).toBe(404)
  expect((await noted((await begin(rival)).chat)).status).toBe(200)
  expect(await seen('elsewhere')).toBe(200)
})

test('nothing is given to somebody who does not see the shop', async () => {
  const { chat, ticket } = await begin()
  const headers = await headersOf('supervisor')
  const given = await post(`${edge.url}/api/conversations/${chat}/give`, {
    headers,
    body: { to: 'elsewhere' },
  })
  expect([given.status, given.body.path]).toEqual([400, 'to'])
  const assigned = await post(`${edge.url}/api/cases/${encodeURIComponent(ticket)}/changes`, {
    headers,
    body: { client_id: 'a', change: { kind: 'assign', to: 'elsewhere' } },
  })
  expect([assigned.status, assigned.body.path]).toEqual([400, 'change.to'])
})

test('a supervisor of some shops has the figures of those alone', async () => {
  await hire(edge, 'regional', '区主管', 'supervisor')
  await change('regional', { shops: ['bridge/rival'] })
  const headers = await headersOf('regional' as Persona)
  const figures = async (query: string) => get(`${edge.url}/api/overview${query}`, headers)
  const own = await figures('')
  expect([own.status, own.body.shops]).toEqual([200, ['bridge/rival']])
  const { body } = await figures('?shop=bridge/rival')
  // Time goes by between the two, and so much of it is covered by people on duty.
  expect({ ...own.body, at: 0, staffing: [] }).toEqual({ ...body, at: 0, staffing: [] })
  for (const path of [
    '?shop=web/demo',
    '/now?shop=web/demo',
    '/conversations?figure=overdue&shop=web/demo',
  ])
    expect((await figures(path)).status).toBe(404)
})
