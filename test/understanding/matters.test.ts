import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loadPlaybook, type Playbook } from '../../src/playbook/index.ts'
import { createUnderstander, type Understander } from '../../src/understanding/index.ts'

const root = new URL('../..', import.meta.url).pathname
const at = Date.parse('2026-11-22T12:00:00+08:00')

const lineShape = z.strictObject({
  text: z.string(),
  intents: z.array(z.string()),
  not: z.array(z.string()),
})

/** Messages with several wishes, or with one that is denied. Nobody tuned to them line by line. */
const lines = readFileSync(new URL('several.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => lineShape.parse(JSON.parse(line)))

describe('what a message asks for', () => {
  let playbook: Playbook
  let understander: Understander

  beforeAll(async () => {
    const loaded = await loadPlaybook({ dir: root })
    if (!loaded.ok) throw new Error('the shipped playbook does not load')
    playbook = loaded.playbook
    understander = await createUnderstander({ playbook, engine: 'linear' })
  }, 60_000)

  const mattersIn = async (text: string): Promise<readonly string[]> =>
    (await understander.understand(text, at)).matters.map(({ intent }) => intent)

  const isRequest = (intent: string) =>
    [...playbook.intents.values()].some(({ id, role }) => id === intent && role === 'request')

  test('three wishes in one line are three matters, in their order', async () => {
    const text = '杯子碎了还少发一个盖子，运费谁出'
    const { matters, outcome } = await understander.understand(text, at)
    expect(outcome).toBe('answer')
    expect(matters.map(({ intent }) => intent)).toEqual([
      'damaged',
      'missing_item',
      'return_shipping_fee',
    ])
    expect(matters.map(({ start, end }) => text.slice(start, end))).toEqual([
      '杯子碎了',
      '还少发一个盖子',
      '运费谁出',
    ])
  })

  test('a single wish is a single matter over the whole message', async () => {
    const { matters } = await understander.understand('杯子收到就碎了', at)
    expect(matters).toMatchObject([{ intent: 'damaged', start: 0, end: 7 }])
  })

  test('a greeting in front of a wish is no matter of its own', async () => {
    expect(await mattersIn('你好，我的快递到哪了')).toEqual(['logistics_status'])
  })

  test('a clause that only shows anger is no complaint', async () => {
    expect(await mattersIn('气死我了，到手就碎了')).toEqual(['damaged'])
  })

  test('a complaint beside a request is one', async () => {
    expect(await mattersIn('杯子碎了，你们客服骂人我要投诉')).toEqual(['damaged', 'complaint'])
  })

  test('nothing sure is no matter', async () => {
    expect(await mattersIn('那个')).toEqual([])
  })

  test.each([
    ['不要退款，重新发一个就行', 'refund_request'],
    ['东西没坏，想问下怎么清洗', 'quality_defect'],
    ['不用人工了', 'human_agent'],
    ['已经收到了，谢谢', 'delivered_not_received'],
    ['别取消订单', 'cancel_order'],
  ])('%s is not %s', async (text, intent) => {
    expect(await mattersIn(text)).not.toContain(intent)
  })

  test('of what is found in messages with several wishes 90 % is right, and 80 % is found', async () => {
    let right = 0
    let found = 0
    let meant = 0
    for (const { text, intents } of lines.filter(({ not }) => not.length === 0)) {
      const wanted = intents.filter(isRequest)
      const got = (await mattersIn(text)).filter(isRequest)
      found += got.length
      meant += wanted.length
      right += got.filter((intent) => wanted.includes(intent)).length
    }
    expect(right / found).toBeGreaterThan(0.9)
    expect(right / meant).toBeGreaterThan(0.8)
  })

  test('what is denied fires in less than one of four', async () => {
    const denying = lines.filter(({ not }) => not.length > 0)
    let fired = 0
    for (const { text, not } of denying) {
      const got = await mattersIn(text)
      if (not.some((intent) => got.includes(intent))) fired += 1
    }
    expect(fired / denying.length).toBeLessThan(0.25)
  })
})
