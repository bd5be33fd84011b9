import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createConfig } from '../../src/config.ts'
import { openRehearsalRoom, verdictOf } from '../../src/rehearsal/index.ts'
import { createTrainer } from '../../src/understanding/index.ts'
import { openDesk, refund } from './desk.ts'

const tea = {
  'intents/lexicon.yaml': 'groups:\n  损坏: [破损, 碎了, 裂开]\n',
}

test('a line tells all that the bot went by, and where the words stand', async () => {
  const desk = await openDesk({ files: tea })
  const { body } = await desk.json('POST', 'try', {
    drafts: [],
    buyer: 'demo-1',
    lines: ['退款说法甲0，订单 4500000000000000000 破损'],
  })
  expect(body.kind).toBe('played')
  const { trace } = body.lines[0]
  expect(trace.normalised).toContain('退款说法甲0')
  expect(trace.features.concepts).toEqual(['损坏'])
  expect(trace.features.pieces).toContain('退款')
  expect(trace.ranking[0]).toMatchObject({
    title: expect.any(String),
    confidence: expect.any(Number),
  })
  expect(trace.thresholds).toEqual({ sure: 0.75, business: 0.7 })
  expect(trace.decision.tried.map(({ rung }: { rung: string }) => rung)).toContain('safety')
  expect(trace.decision.source).toMatch(/^(?:replies|intents)\/\w+\.yaml:\d+:\d+$/)
  expect(trace.facts.orders.length).toBeGreaterThan(0)
  expect(trace.facts.orders[0]).toMatchObject({
    order_no: expect.any(String),
    state: expect.any(String),
  })
})

test('a conversation is played against the draft, and nobody else hears of it', async () => {
  const desk = await openDesk()
  const { text } = await desk.read(refund)
  const drafts = [{ file: refund, text: text.replace('请在订单里申请', '草稿里的话') }]
  const lines = ['退款说法甲0', '转人工']
  const { body } = await desk.json('POST', 'try', { drafts, lines })
  expect(body.lines.map(({ replies }: { replies: string[] }) => replies)).toEqual([
    ['草稿里的话'],
    [expect.stringContaining('马上转人工')],
  ])
  expect(body.lines[1].trace.facts.phase).toBe('awaitingAgent')
  const live = await desk.json('POST', 'try', { drafts: [], lines: ['退款说法甲0'] })
  expect(live.body.lines[0].replies).toEqual(['请在订单里申请'])
  expect(
    (
      await desk.counter
        .login('zhao')
        .then((zhao) => zhao.get<{ conversations: [] }>('/api/conversations'))
    ).conversations,
  ).toEqual([])
})

test('a draft that teaches another sentence is learned before it is tried', async () => {
  const desk = await openDesk()
  const drafts = [
    (
      await desk.json('POST', 'example', {
        drafts: [],
        intent: 'damaged',
        text: '完全没想到的暗语',
      })
    ).body,
  ]
  const sent = drafts.map(({ file, text }) => ({ file, text }))
  const best = async (given: unknown) =>
    (await desk.json('POST', 'try', { drafts: given, lines: ['完全没想到的暗语'] })).body.lines[0]
      .trace.ranking[0]
  expect((await best(sent)).id).toBe('damaged')
  expect((await best(sent)).confidence).toBeGreaterThan((await best([])).confidence)
})

test('a broken draft cannot be tried: it is told its faults', async () => {
  const desk = await openDesk()
  const { body } = await desk.json('POST', 'try', {
    drafts: [{ file: refund, text: 'topic: [' }],
    lines: ['好'],
  })
  expect(body).toMatchObject({ kind: 'refused', faults: [{ file: refund }] })
  for (const wrong of [
    { lines: [] },
    { lines: ['x'.repeat(501)] },
    { lines: Array(31).fill('好') },
  ]) {
    expect((await desk.json('POST', 'try', { drafts: [], ...wrong })).status).toBe(400)
  }
})

test('a conversation is kept as a story that passes', async () => {
  const desk = await openDesk()
  const told = {
    title: '退款: 第一句',
    drafts: [],
    lines: ['退款说法甲0', '转人工'],
    buyer: 'demo-1',
  }
  const shown = await desk.json('POST', 'story', told)
  expect(shown.body).toMatchObject({
    file: null,
    text: expect.stringContaining('case: "退款: 第一句"\nbuyer: demo-1\n'),
  })
  expect(await readdir(desk.casesDir)).toEqual([])
  const { body } = await desk.json('POST', 'story', { ...told, keep: true })
  expect(await readFile(join(desk.casesDir, body.file), 'utf8')).toBe(body.text)

  const room = await openRehearsalRoom({
    config: createConfig({ PLAYBOOK_DIR: desk.dir }),
    trainer: createTrainer(join(desk.casesDir, '../shouhou-test-models')),
  })
  const read = await room.read(desk.casesDir, body.file)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  expect(verdictOf(read.story, await room.play(read.story))).toBe('passed')
})

test('what may be written is told: fields, names, variables', async () => {
  const desk = await openDesk({ files: tea })
  const { body } = await desk.json('GET', 'vocabulary')
  expect(body.schemas.topic.properties.answers.items.properties.reply.description).toBe('回复内容')
  expect(body.intents).toContainEqual({ id: 'damaged', title: '收到破损' })
  expect(body.flows).toEqual([{ id: 'damaged', title: '破损登记' }])
  expect(body.groups).toEqual(['损坏'])
  expect(body.shop).toContainEqual({ id: 'name', title: '一叶茶器' })
  expect(body.variables).toEqual(expect.arrayContaining(['order.no', 'missing']))
})
