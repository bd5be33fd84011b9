import { afterEach, beforeEach, expect, test } from 'vitest'
import { conversationDetail, line } from '../../src/http/api/schemas/conversation.ts'
import { namedColleague, noteFound } from '../../src/http/api/schemas/note.ts'
import { agentId, type ConversationId } from '../../src/model/ids.ts'
import { aMessage, awaitingAgent } from '../support/builders.ts'
import { openSocket } from './socket-client.ts'
import { bearerFor, type Edge, get, hire, openEdge, png, post, visit } from './support.ts'

let edge: Edge
let lin: Record<string, string>
let chen: Record<string, string>
beforeEach(async () => {
  edge = await openEdge()
  lin = await bearerFor(edge, 'lin')
  chen = await bearerFor(edge, 'chen')
})
afterEach(() => edge.close())

const at = (id: string, path: string) => `${edge.url}/api/conversations/${id}${path}`
const note = (id: string, body: object, headers = lin) =>
  post(at(id, '/notes'), { headers, body: { client_id: 'n-1', text: '', ...body } })
const reply = (id: string, body: object, headers = lin) =>
  post(at(id, '/reply'), { headers, body: { client_id: 'r-1', text: '', ...body } })

async function begin(channel = 'simulator'): Promise<ConversationId> {
  const [receipt] = await edge.store.accept([aMessage({ channel })], edge.now())
  if (!receipt) throw new Error('no receipt')
  return receipt.conversationId
}

/** A customer's page, and its conversation. */
async function customer() {
  const cookie = await visit(edge)
  const page = await openSocket(`${edge.url}/ws/customer?shop=demo`, {
    headers: { cookie, origin: edge.url },
  })
  page.send({ type: 'hello', after: 0 })
  page.send({ type: 'message', id: 'm-1', parts: [{ type: 'text', text: '在吗' }] })
  await page.waitFor(({ type }) => type === 'line')
  const [row] = await edge.store.read.conversations({ channel: 'web', limit: 1 })
  if (!row) throw new Error('no conversation')
  return { page, cookie, id: row.conversation.id }
}

async function upload(headers: Record<string, string>, bytes: Buffer = png, name = 'box.png') {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const answer = await fetch(`${edge.url}/api/agent/media`, { method: 'POST', headers, body: form })
  return { status: answer.status, body: await answer.json() }
}
const picture = async (headers = lin) =>
  ({ media: (await upload(headers)).body.media as string, kind: 'image' }) as const

test('a note is a line of its own for colleagues, and changes nothing of the conversation', async () => {
  const id = await begin()
  await edge.enter(id, awaitingAgent(1_000))
  const before = (await get(at(id, ''), lin)).body
  const desk = await openSocket(`${edge.url}/ws/agent`, { headers: chen })
  await desk.waitFor(({ type }) => type === 'ready')
  const { status, body } = await note(id, { text: ' 电话里答应补发 ' })
  expect(status).toBe(200)
  line.parse(body.line)
  expect(body.line).toMatchObject({
    author: 'note',
    name: '小林',
    parts: [{ kind: 'text', text: '电话里答应补发' }],
    delivery: null,
  })
  await desk.waitFor((frame) => frame.line?.id === body.line.id)
  const { transcript, handoff, ...after } = (await get(at(id, ''), lin)).body
  conversationDetail.parse({ transcript, handoff, ...after })
  expect(transcript.at(-1)).toEqual(body.line)
  expect(handoff).toEqual({ ...before.handoff, notes: [body.line] })
  const { transcript: _, handoff: __, ...was } = before
  expect(after).toEqual(was)
  expect(await edge.store.claimSends(edge.now() + 60_000, 9)).toEqual([])
})

test('a note sent twice is one note', async () => {
  const id = await begin()
  const first = await note(id, { text: '答应补发' })
  const again = await note(id, { text: '答应补发' })
  expect(again.body).toEqual(first.body)
  await note(id, { text: '答应补发' }, chen)
  await note(id, { text: '已补发', client_id: 'n-2' })
  const { body } = await get(at(id, '/notes'), chen)
  expect(body.notes.map(({ name }: { name: string }) => name)).toEqual(['小林', '小陈', '小林'])
  expect((await get(at(id, '/notes?limit=1'), chen)).body.notes).toMatchObject([
    { parts: [{ text: '已补发' }] },
  ])
})

test.each([
  {},
  { text: ' ' },
  { text: '好', client_id: '' },
  { text: '好', to: 'chen' },
  { text: '长'.repeat(4_001) },
  { text: '好', media: [{ media: 'm_1', kind: 'image' }] },
  { text: '好', media: [{ media: 'm_00000000', kind: 'voice' }] },
])('a note %j is refused', async (body) => {
  const id = await begin()
  expect((await note(id, body)).status).toBe(400)
  expect((await get(at(id, '/notes'), lin)).body.notes).toEqual([])
})

test('a lawyer may leave a note, and there is none where there is no conversation', async () => {
  const gu = await hire(edge, 'gu', '顾法务', 'legal')
  expect((await note(await begin(), { text: '证据够了' }, gu)).status).toBe(200)
  expect((await note('c_0000000000000000', { text: '好' })).status).toBe(404)
  expect((await get(at('c_0000000000000000', '/notes'), lin)).status).toBe(404)
})

test('no customer ever sees a note, or what is attached to it', async () => {
  const { page, cookie, id } = await customer()
  const file = await picture()
  await note(id, { text: '这位是职业打假人', media: [file] })
  await reply(id, { text: '您好' })
  await edge.send()
  await page.waitFor((frame) => frame.line?.from === 'human')
  const later = await openSocket(`${edge.url}/ws/customer?shop=demo`, {
    headers: { cookie, origin: edge.url },
  })
  later.send({ type: 'hello', after: 0 })
  await later.waitFor(({ type }) => type === 'ready')
  const heard = JSON.stringify([page.frames, later.frames])
  expect(heard).not.toContain('职业打假人')
  expect(heard).not.toContain(file.media)
  expect((await get(`${edge.url}/media/${file.media}`, { cookie })).status).toBe(404)
  expect((await get(`${edge.url}/media/${file.media}`, chen)).status).toBe(200)
})

test('a reply brings its files to the customer', async () => {
  const { page, cookie, id } = await customer()
  const file = await picture()
  expect((await get(`${edge.url}/media/${file.media}`, { cookie })).status).toBe(404)
  const body = { text: '是这一款吗', media: [{ ...file, name: '样图.png' }] }
  const first = await reply(id, body)
  expect(first.body.lines).toHaveLength(1)
  expect((await reply(id, body)).body.lines).toEqual(first.body.lines)
  await edge.send()
  const { line } = await page.waitFor((frame) => frame.line?.from === 'human')
  expect(line.parts).toEqual([
    { kind: 'text', text: '是这一款吗' },
    {
      kind: 'image',
      url: `media:${file.media}`,
      mediaId: file.media,
      name: '样图.png',
    },
  ])
  expect((await get(`${edge.url}/media/${file.media}`, { cookie })).status).toBe(200)
})

test('a picture alone is a reply, and nothing at all is none', async () => {
  const { id } = await customer()
  expect((await reply(id, { media: [await picture()] })).body.lines).toHaveLength(1)
  const refused = await reply(id, { client_id: 'r-2' })
  expect([refused.status, refused.body.path]).toEqual([400, 'text'])
})

test('a channel that cannot send files says so, and a note there has them all the same', async () => {
  const id = await begin('bridge')
  const refused = await reply(id, { text: '看图', media: [await picture()] })
  expect([refused.status, refused.body]).toEqual([
    400,
    {
      code: 'bad_request',
      message: '这条渠道发不了图片和文件，请用文字说明，或在平台的客户端里发',
      path: 'media',
    },
  ])
  expect((await note(id, { media: [await picture()] })).status).toBe(200)
})

test('files are one’s own, of what they say they are, and of no other chat', async () => {
  const { id } = await customer()
  const theirs = await picture(chen)
  expect((await reply(id, { media: [theirs] })).body).toMatchObject({
    code: 'not_found',
    path: 'media[0]',
  })
  const mine = await picture()
  expect((await reply(id, { media: [{ ...mine, kind: 'video' }] })).status).toBe(400)
  await reply(id, { media: [mine] })
  const other = await begin()
  expect((await note(other, { media: [mine] })).status).toBe(404)
  expect((await note(id, { media: [mine] })).status).toBe(200)
})

test('what is no file that may be kept is refused, and so is who is nobody', async () => {
  expect((await upload(lin, Buffer.from('MZ no picture'), 'a.exe')).status).toBe(400)
  expect((await upload({})).status).toBe(401)
  expect((await upload({ cookie: await visit(edge) })).status).toBe(401)
  expect(await edge.store.media.find((await picture()).media)).toMatchObject({
    conversationId: `agent:${agentId('lin')}`,
  })
})

test('who is named in a note hears of it once, and finds it among all notes', async () => {
  const id = await begin()
  const desk = await openSocket(`${edge.url}/ws/agent`, { headers: chen })
  await desk.waitFor(({ type }) => type === 'ready')
  const { body } = await note(id, { text: '@小陈 帮看一下', mentions: ['chen', 'chen', 'lin'] })
  const mentions = [{ id: 'chen', name: '小陈' }]
  expect(body.line.mentions).toEqual(mentions)
  await desk.waitFor((frame) => frame.line?.mentions?.[0]?.id === 'chen')
  const unseen = async (headers = chen) =>
    (await get(`${edge.url}/api/mentions`, headers)).body.mentions
  expect(await unseen()).toEqual([{ line: body.line.id, conversation: id }])
  expect(await unseen(lin)).toEqual([])
  const found = async (headers: Record<string, string>, query = '') => {
    const { notes } = (await get(`${edge.url}/api/notes${query}`, headers)).body
    for (const each of notes) noteFound.parse(each)
    return notes
  }
  expect(await found(chen, '?mentioned=me')).toMatchObject([
    { line: { id: body.line.id }, unseen: true },
  ])
  expect(await found(lin, '?mentioned=me')).toEqual([])
  expect(await found(lin)).toMatchObject([{ line: { id: body.line.id }, unseen: false }])
  await post(at(id, '/mentions/seen'), { headers: chen, body: {} })
  expect(await unseen()).toEqual([])
  expect(await found(chen, '?mentioned=me')).toMatchObject([{ unseen: false }])
})

test('nobody is named who is not there, or does not see the shop', async () => {
  const id = await begin()
  const passwordHash = 'x'
  const elsewhere = { role: 'agent', shops: ['bridge'], passwordHash, disabled: false } as const
  await edge.store.people.saveAgent({ id: agentId('far'), name: '阿远', ...elsewhere })
  for (const [login, message] of [
    ['nobody', '没有「nobody」这个账号，或者它已停用'],
    ['far', '阿远看不到这家店铺，请 @ 别的同事'],
  ]) {
    const refused = await note(id, { text: '@', mentions: [login] })
    expect(refused).toMatchObject({ status: 400, body: { path: 'mentions', message } })
  }
  const { colleagues } = (await get(at(id, '/colleagues'), lin)).body
  for (const each of colleagues) namedColleague.parse(each)
  expect(colleagues).toEqual([
    { id: 'chen', name: '小陈', role: 'agent', initials: 'xc', pinyin: 'xiaochen' },
  ])
  expect((await get(at('c_0000000000000000', '/colleagues'), lin)).status).toBe(404)
})

test('what named me in a shop that was taken from me counts no more', async () => {
  const id = await begin()
  await note(id, { text: '@小陈', mentions: ['chen'] })
  const mine = () => get(`${edge.url}/api/mentions`, chen)
  expect((await mine()).body.mentions).toHaveLength(1)
  const was = (await edge.store.people.agents()).find(({ id }) => id === 'chen')
  if (was === undefined) throw new Error('no chen')
  await edge.store.people.saveAgent({ ...was, shops: ['bridge'] })
  expect((await mine()).body.mentions).toEqual([])
})

test('the notes of other shops are nobody’s who does not see them', async () => {
  await note(await begin(), { text: '别家看不到' })
  const passwordHash = (await edge.store.people.agents())[0]?.passwordHash ?? ''
  const elsewhere = { role: 'agent', shops: ['bridge'], passwordHash, disabled: false } as const
  await edge.store.people.saveAgent({ id: agentId('far'), name: '阿远', ...elsewhere })
  const far = await bearerFor(edge, 'far')
  expect((await get(`${edge.url}/api/notes`, far)).body.notes).toEqual([])
})
