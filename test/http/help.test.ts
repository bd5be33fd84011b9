import { afterEach, beforeEach, expect, test } from 'vitest'
import { quickGroup, suggestion } from '../../src/http/api/schemas/reply.ts'
import type { HttpDeps } from '../../src/http/index.ts'
import { type ConversationId, type IntentId, intentId } from '../../src/model/ids.ts'
import type { Suggestion } from '../../src/model/wire/reply.ts'
import { quickFile } from '../../src/playbook/schema/index.ts'
import { aMessage } from '../support/builders.ts'
import { anAnswer } from '../support/dialogue.ts'
import { bearerFor, type Edge, get, hire, openEdge, png, post } from './support.ts'

const { groups } = quickFile.parse({
  groups: [
    {
      id: 'returns',
      title: '退换',
      replies: [
        {
          id: 'address',
          title: '退货地址',
          text: '寄到{{shop.return_address}}',
          aliases: ['寄回'],
        },
        {
          id: 'money',
          title: 'OK，退差价',
          text: '{{order.no}} 退 {{ask:金额}} 元，{{ ask:金额 }}',
        },
        { id: 'photo', title: '拍照', text: '像这样拍', picture: 'damaged.webp' },
      ],
    },
  ],
})
const answer = anAnswer({ id: 'return-address', intents: ['return_process'] })

let edge: Edge
let lin: Record<string, string>
let id: ConversationId
let upTo: number
let bot: { text: string; intent?: IntentId } | undefined
beforeEach(async () => {
  bot = undefined
  const assist: HttpDeps['assist'] = async (wanted) =>
    wanted === id
      ? {
          values: { 'shop.return_address': '杭州西湖区 1 号', 'order.no': undefined },
          answers: [{ answer, text: '寄到杭州', confidence: 0.8 }],
          upTo,
          ...(bot && { bot }),
        }
      : undefined
  edge = await openEdge(() => ({
    assist,
    helpWords: () => ({ quick: groups, intents: new Map(), revision: 'r' }),
    examplePicture: (name) =>
      name === 'damaged.webp' ? { mime: 'image/webp', bytes: png, hash: 'h' } : undefined,
  }))
  lin = await bearerFor(edge)
  const [receipt] = await edge.store.accept([aMessage({ channel: 'web' })], edge.now())
  if (!receipt) throw new Error('no receipt')
  id = receipt.conversationId
  upTo = receipt.position
})
afterEach(() => edge.close())

const quick = async (headers = lin) => {
  const { body } = await get(`${edge.url}/api/quick-replies?conversation=${id}`, headers)
  for (const group of body.groups) quickGroup.parse(group)
  return body.groups[0].replies
}
const suggestions = () => get(`${edge.url}/api/conversations/${id}/suggestions`, lin)
const reply = (body: object, headers = lin) =>
  post(`${edge.url}/api/conversations/${id}/reply`, {
    headers,
    body: { client_id: 'r-1', ...body },
  })

test('quick replies come filled in as far as is known, and found by their sounds', async () => {
  expect(await quick()).toEqual([
    {
      id: 'address',
      title: '退货地址',
      text: '寄到杭州西湖区 1 号',
      unresolved: [],
      asks: [],
      picture: null,
      aliases: ['寄回'],
      initials: 'thdz',
      pinyin: 'tuihuodizhi',
      used: { mine: 0, all: 0 },
    },
    {
      id: 'money',
      title: 'OK，退差价',
      text: '{{order.no}} 退 {{ask:金额}} 元，{{ ask:金额 }}',
      unresolved: ['order.no'],
      asks: ['金额'],
      picture: null,
      aliases: [],
      initials: 'ok，tcj',
      pinyin: 'ok，tuichajia',
      used: { mine: 0, all: 0 },
    },
    {
      id: 'photo',
      title: '拍照',
      text: '像这样拍',
      unresolved: [],
      asks: [],
      picture: 'damaged.webp',
      aliases: [],
      initials: 'pz',
      pinyin: 'paizhao',
      used: { mine: 0, all: 0 },
    },
  ])
})

test('what is not filled in is not sent, and the places are told', async () => {
  const refused = await reply({ text: '{{order.no}} 退 {{ask:金额}} 元' })
  expect([refused.status, refused.body]).toEqual([
    422,
    {
      code: 'unresolved',
      message: '「{{order.no}}」还没有填，填好再发',
      path: 'text',
      places: [
        { text: '{{order.no}}', start: 0, end: 12 },
        { text: '{{ask:金额}}', start: 15, end: 25 },
      ],
    },
  ])
  expect((await reply({ text: '退 20 元' })).status).toBe(200)
})

test('quick replies that are sent are counted, mine and everybody’s', async () => {
  const from = { kind: 'quick', id: 'address' }
  await reply({ text: '寄到杭州', from })
  expect((await quick())[0].used).toEqual({ mine: 1, all: 1 })
  expect((await quick(await bearerFor(edge, 'chen')))[0].used).toEqual({ mine: 0, all: 1 })
  expect((await reply({ text: '好', from: { kind: 'guess', id: 'a' } })).status).toBe(400)
})

test('a picture of the playbook goes along, also alone; another one does not', async () => {
  expect((await reply({ text: '', pictures: ['damaged.webp'] })).status).toBe(200)
  const [line] = await edge.store.read.transcript(id, { limit: 1 })
  expect(line?.parts).toMatchObject([{ kind: 'image', url: 'example:damaged.webp' }])
  const refused = await reply({ client_id: 'r-2', text: '看', pictures: ['secret.webp'] })
  expect([refused.status, refused.body.path]).toEqual([404, 'pictures[0]'])
})

test('suggestions come with their reasons, and what becomes of them is counted', async () => {
  const { status, body } = await suggestions()
  expect(status).toBe(200)
  for (const each of body.suggestions) suggestion.parse(each)
  expect(body.suggestions).toMatchObject([
    { id: 'return-address', text: '寄到杭州', intent: 'return_process', confidence: 0.8 },
  ])
  await suggestions()
  await reply({ text: '寄到杭州', from: { kind: 'suggestion', id: 'return-address' } })
  upTo += 1
  await suggestions()
  await reply({
    client_id: 'r-2',
    text: '寄到杭州哦',
    from: { kind: 'suggestion', id: 'return-address' },
  })
  const zhao = await hire(edge, 'zhao', '赵主管', 'supervisor')
  expect((await get(`${edge.url}/api/suggestions/tally`, zhao)).body.answers).toEqual([
    { id: 'return-address', shown: 2, accepted: 1, edited: 1 },
  ])
})

test('what the bot would say comes first and is its own, or the answer that has the same words', async () => {
  bot = { text: '您是想退货吗？' }
  const told = async () =>
    (await suggestions()).body.suggestions.map((each: Suggestion) => {
      suggestion.parse(each)
      return [each.id, each.by, each.text, each.intent]
    })
  const answered = ['return-address', 'playbook', '寄到杭州', 'return_process']
  expect(await told()).toEqual([['@bot', 'bot', '您是想退货吗？', null], answered])
  bot = { text: '寄到杭州', intent: intentId('return_process') }
  expect(await told()).toEqual([['return-address', 'bot', '寄到杭州', 'return_process']])
})

test('there is nothing to say where there is no conversation', async () => {
  const nowhere = 'c_0000000000000000'
  expect((await get(`${edge.url}/api/quick-replies?conversation=${nowhere}`, lin)).status).toBe(404)
  expect((await get(`${edge.url}/api/quick-replies`, lin)).status).toBe(400)
  expect((await get(`${edge.url}/api/conversations/${nowhere}/suggestions`, lin)).status).toBe(404)
})
