import { afterEach, beforeEach, expect, test } from 'vitest'
import { loginRow, peopleList } from '../../src/http/api/schemas/people.ts'
import { hashPassword } from '../../src/http/index.ts'
import { agentId } from '../../src/model/ids.ts'
import { demoPassword } from '../../src/model/logins.ts'
import { openSocket } from './socket-client.ts'
import { bearerFor, type Edge, get, openEdge, password, post } from './support.ts'

let edge: Edge
let su: { readonly authorization: string }
beforeEach(async () => {
  edge = await openEdge()
  await become('chen', 'admin')
  su = await bearerFor(edge, 'chen')
})
afterEach(() => edge.close())

const become = (id: string, role: 'admin' | 'agent' | 'operator') =>
  edge.store.people.changeAgent(agentId(id), (agent) => ({ ...agent, role }))
const people = (path = '', body?: unknown, headers: Readonly<Record<string, string>> = su) =>
  body === undefined
    ? get(`${edge.url}/api/people${path}`, headers)
    : post(`${edge.url}/api/people${path}`, { headers, body })
const login = (username: string, given: string) =>
  post(`${edge.url}/api/login`, { body: { username, password: given } })
const own = (old: string, next: string, headers: Readonly<Record<string, string>>) =>
  post(`${edge.url}/api/me/password`, { headers, body: { old, password: next } })

const wang = {
  id: 'wang',
  name: '小王',
  role: 'agent',
  shops: ['web/demo', 'bridge'],
  password: 'tea-pot-77',
}

test('the list tells whom there is, what shops there are, and no secret', async () => {
  await post(`${edge.url}/api/me/presence`, { headers: su, body: { presence: 'online' } })
  const { status, body } = await people()
  expect(status).toBe(200)
  expect(peopleList.parse(body)).toEqual(body)
  expect(body.people).toEqual([
    {
      id: 'chen',
      name: '小陈',
      role: 'admin',
      shops: [],
      disabled: false,
      presence: 'online',
      here: true,
      chats: 0,
      seen_at: expect.any(Number),
    },
    expect.objectContaining({ id: 'lin', presence: 'offline', here: false, seen_at: null }),
  ])
  expect(body.shops).toContainEqual({ channel: 'web', account: 'demo', name: '小满家居' })
  expect(JSON.stringify(body)).not.toContain('scrypt')
})

test('only an administrator opens, changes and shuts logins', async () => {
  const lin = await bearerFor(edge, 'lin')
  for (const [path, body] of [
    ['', undefined],
    ['', wang],
    ['/chen', { disabled: true }],
    ['/chen/password', { password: 'tea-pot-77' }],
  ] as const) {
    expect((await people(path, body, lin)).status).toBe(403)
    expect((await people(path, body, {})).status).toBe(401)
  }
})

test('a login that was opened logs in, sees its shops in the list, and is not opened twice', async () => {
  const { status, body } = await people('', wang)
  expect(status).toBe(200)
  expect(loginRow.parse(body)).toEqual(body)
  expect(body).toMatchObject({ id: 'wang', name: '小王', shops: ['bridge', 'web/demo'] })
  expect((await login('wang', wang.password)).status).toBe(200)
  expect(await people('', { ...wang, password: 'tea-pot-78' })).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining('wang'), path: 'id' },
  })
  expect((await login('wang', wang.password)).status).toBe(200)
})

test.each([
  ['id', '小王', 'id'],
  ['name', '​', 'name'],
  ['password', 'wang', 'password'],
  ['password', demoPassword, 'password'],
  ['shops', ['taobao'], 'shops'],
  ['role', 'boss', 'role'],
])('a login with a wrong %s is refused with its place', async (field, value, path) => {
  const { status, body } = await people('', { ...wang, [field]: value })
  expect(status).toBe(400)
  expect(body.path).toBe(path)
  expect(await edge.store.people.agents()).toHaveLength(2)
})

test('a shop whose settings are gone stays with who had it, and is given to nobody', async () => {
  await edge.store.people.changeAgent(agentId('lin'), (agent) => ({
    ...agent,
    shops: ['old/shop'],
  }))
  expect((await people('/lin', { shops: ['old/shop', 'web'] })).status).toBe(200)
  expect((await people('/chen', { shops: ['old/shop'] })).status).toBe(400)
})

test('a changed role counts with the next request', async () => {
  const lin = await bearerFor(edge, 'lin')
  expect((await people('', undefined, lin)).status).toBe(403)
  expect((await people('/lin', { role: 'admin', name: '林店长' })).body).toMatchObject({
    role: 'admin',
    name: '林店长',
  })
  expect((await people('', undefined, lin)).status).toBe(200)
})

test('who is shut is thrown out, and logs in again only after both were undone', async () => {
  const lin = await bearerFor(edge, 'lin')
  const desk = await openSocket(`${edge.url}/ws/agent`, { headers: lin })
  await desk.waitFor(({ type }) => type === 'ready')
  expect((await people('/lin', { disabled: true })).body.disabled).toBe(true)
  expect(await desk.closed).toBe(4001)
  expect((await login('lin', password)).status).toBe(401)
  expect((await people('/lin', { disabled: false })).status).toBe(200)
  expect((await get(`${edge.url}/api/me`, lin)).status).toBe(401)
  expect((await login('lin', password)).status).toBe(200)
})

test('nobody shuts themselves, nor the last administrator', async () => {
  expect(await people('/chen', { disabled: true })).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining('自己') },
  })
  await become('lin', 'admin')
  const lin = await bearerFor(edge, 'lin')
  expect((await people('/chen', { role: 'agent' }, lin)).status).toBe(200)
  expect((await people('/lin', { role: 'agent' }, lin)).status).toBe(409)
})

test('nobody is there by an unknown name', async () => {
  expect((await people('/nobody', { disabled: true })).status).toBe(404)
  expect((await people('/nobody/password', { password: 'tea-pot-77' })).status).toBe(404)
})

test('a new password ends that person’s sessions within a second', async () => {
  const lin = await bearerFor(edge, 'lin')
  const desk = await openSocket(`${edge.url}/ws/agent`, { headers: lin })
  await desk.waitFor(({ type }) => type === 'ready')
  expect((await people('/lin/password', { password: 'tea-pot-77' })).status).toBe(200)
  expect(await desk.closed).toBe(4001)
  expect((await login('lin', password)).status).toBe(401)
  expect((await login('lin', 'tea-pot-77')).status).toBe(200)
  expect((await people('/chen/password', { password: 'tea-pot-77' })).status).toBe(409)
})

test('one’s own password takes the old one, and ends one’s other sessions', async () => {
  const here = await bearerFor(edge, 'lin')
  const elsewhere = await bearerFor(edge, 'lin')
  expect(await own('wrong', 'tea-pot-77', here)).toMatchObject({
    status: 400,
    body: { path: 'old' },
  })
  expect(await own(password, 'lin', here)).toMatchObject({
    status: 400,
    body: { path: 'password' },
  })
  expect((await own(password, 'tea-pot-77', here)).status).toBe(200)
  expect((await get(`${edge.url}/api/me`, here)).status).toBe(200)
  expect((await get(`${edge.url}/api/me`, elsewhere)).status).toBe(401)
  expect((await login('lin', 'tea-pot-77')).status).toBe(200)
})

test('the old password is guessed five times and no more', async () => {
  const lin = await bearerFor(edge, 'lin')
  for (let i = 0; i < 5; i++) expect((await own(`guess ${i}`, 'tea-pot-77', lin)).status).toBe(400)
  expect((await own(password, 'tea-pot-77', lin)).status).toBe(429)
})

test('a login of the demo is not opened in a real shop with its public password', async () => {
  const passwordHash = await hashPassword(demoPassword)
  const shut = { passwordHash, disabled: true }
  await edge.store.people.changeAgent(agentId('lin'), (agent) => ({ ...agent, ...shut }))
  expect((await people('/lin', { disabled: false })).body.message).toContain('演示密码')
  await people('/lin/password', { password: 'tea-pot-77' })
  expect((await people('/lin', { disabled: false })).status).toBe(200)
})
