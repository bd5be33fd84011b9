import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Parser } from 'yaml'
import { intentId } from '../../src/model/ids.ts'
import { createPlaybookLoader, loadPlaybook, type Playbook } from '../../src/playbook/index.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

const playbookOf = async (
  files: Parameters<typeof aPlaybookDir>[0] = {},
  shopDefaults: Record<string, string> = {},
): Promise<Playbook> => {
  const loaded = await loadPlaybook({ dir: await aPlaybookDir(files), shopDefaults })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 1))
  return loaded.playbook
}

test('a playbook without a fault has no warnings either', async () => {
  const loaded = await loadPlaybook({ dir: await aPlaybookDir() })
  expect(loaded).toMatchObject({ ok: true, warnings: [] })
})

test('answers and flows are found by their intent', async () => {
  const playbook = await playbookOf()
  const answers = playbook.answersOf.get(intentId('refund')) ?? []
  expect(answers.map(({ id, source }) => `${id} ${source}`)).toEqual([
    'refund-known replies/refund.yaml:4:5',
    'refund-any replies/refund.yaml:9:5',
  ])
  expect(playbook.flowOf.get(intentId('damaged'))).toMatchObject({
    id: 'damaged',
    source: 'replies/damaged.yaml:4:5',
    remind_after: 1_800_000,
  })
  expect(playbook.answersOf.get(intentId('damaged'))).toEqual([])
})

test('the more specific answer comes first', async () => {
  const answer = (id: string, when: string) =>
    `  - { id: ${id}, intents: [refund], reply: 好, when: ${when} }`
  const playbook = await playbookOf({
    'replies/severity.yaml':
      'rules:\n  - { id: gift, level: 1, because: 送礼, when: { words: [生日] } }\n',
    'replies/refund.yaml': [
      'topic: refund',
      'title: 退款',
      'answers:',
      answer('none', '{}'),
      answer('hits', '{ asked_at_least: 2 }'),
      answer('channel', '{ channel: [web] }'),
      answer('product', '{ product: [杯] }'),
      answer('order-one', '{ ship_overdue: true }'),
      answer('order-two', '{ order_state: [paid] }'),
      answer('time', '{ hours: 22:00-08:00 }'),
      answer('two', '{ channel: [web], asked_at_least: 2 }'),
      answer('ruled', '{ severity_rule: [gift] }'),
    ].join('\n'),
  })
  const order = playbook.answersOf.get(intentId('refund'))?.map(({ id }) => id)
  expect(order).toEqual([
    'ruled',
    'two',
    'time',
    'order-one',
    'order-two',
    'product',
    'channel',
    'hits',
    'none',
  ])
})

test('the same words have the same revision, whatever the line ends and the byte order mark', async () => {
  const unix = await aPlaybookDir()
  const text = await readFile(join(unix, 'replies/damaged.yaml'), 'utf8')
  const windows = await aPlaybookDir({
    'replies/damaged.yaml': `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  })
  const [a, b] = [await loadPlaybook({ dir: unix }), await loadPlaybook({ dir: windows })]
  if (!a.ok || !b.ok) throw new Error('refused')
  expect(b.playbook.revision).toBe(a.playbook.revision)
  expect(a.playbook.revision).toMatch(/^[0-9a-f]{12}$/)
})

test('other words have another revision', async () => {
  const before = await playbookOf()
  const after = await playbookOf(changed('replies/refund.yaml', '退款在处理', '退款已到账'))
  expect(after.revision).not.toBe(before.revision)
})

test('nothing can change a playbook', async () => {
  const playbook = await playbookOf()
  const [answer] = playbook.answers.values()
  expect(() => Object.assign(answer ?? {}, { reply: 'x' })).toThrow(TypeError)
  expect(() => Object.assign(answer?.when ?? {}, { channel: [] })).toThrow(TypeError)
  expect(() => (playbook.answers as Map<unknown, unknown>).clear()).toThrow(TypeError)
  expect(() => Object.assign(playbook.phrases, { clarify: '' })).toThrow(TypeError)
})

test('a detail that nobody filled in is absent, or comes from the defaults', async () => {
  const shop = changed('replies/shop.yaml', '一叶茶器', '待填写 # 店名')
  expect((await playbookOf(shop)).shop).toEqual({ phone: '0798-0000000' })
  expect((await playbookOf(shop, { name: '演示店', phone: '1', other: '2' })).shop).toEqual({
    name: '演示店',
    phone: '0798-0000000',
  })
})

test('a loader sees each change, and still tells what is wrong with the files that did not change', async () => {
  const dir = await aPlaybookDir()
  const load = createPlaybookLoader({ dir })
  const rewrite = async (file: string, from: string, to: string) => {
    const [text = ''] = Object.values(changed(file, from, to))
    await writeFile(join(dir, file), text)
  }
  const first = await load()
  await rewrite('intents/refund.yaml', '退款说法甲0', '把钱还我')
  const second = await load()
  if (!first.ok || !second.ok) throw new Error('refused')
  expect(second.playbook.revision).not.toBe(first.playbook.revision)
  expect(second.playbook.intents.get(intentId('refund'))?.examples[0]).toBe('把钱还我')
  expect(second.playbook.intents.get(intentId('damaged'))).toEqual(
    first.playbook.intents.get(intentId('damaged')),
  )

  await rewrite('replies/damaged.yaml', 'topic: damaged', 'topic: [damaged')
  const third = await load()
  await rewrite('intents/refund.yaml', '退款说法甲0', '退钱')
  const fourth = await load()
  expect(third.ok || fourth.ok).toBe(false)
  expect(fourth).toEqual(third)

  await rm(join(dir, 'intents/refund.yaml'))
  const fifth = await load()
  const faults = fifth.ok ? [] : fifth.faults.map(({ message }) => message)
  expect(faults).toContain('没有叫「refund」的意图')
})

test('of 5000 examples only the file that changed is parsed again, and nothing else waits long', async () => {
  const examples = (intent: number) =>
    Array.from({ length: 200 }, (_, n) => `  - ${madeUp(intent * 1_000 + n)}`).join('\n')
  const intents = Array.from({ length: 25 }, (_, n) => [
    `intents/many_${n}.yaml`,
    `id: many_${n}\ntitle: 很多\nrole: social\nexamples:\n${examples(n)}\n`,
  ])
  const dir = await aPlaybookDir(Object.fromEntries(intents))
  const load = createPlaybookLoader({ dir })
  await load()
  await appendFile(join(dir, 'intents/many_7.yaml'), '  - 新加的一句\n')
  const parsed = vi.spyOn(Parser.prototype, 'parse')
  onTestFinished(() => parsed.mockRestore())
  const watched = watchEventLoop()
  const loaded = await load()
  expect(parsed).toHaveBeenCalledTimes(1)
  expect(watched.longest()).toBeLessThan(200)
  if (!loaded.ok) throw new Error('refused')
  expect(loaded.playbook.intents.get(intentId('many_7'))?.examples).toContain('新加的一句')
})

/** Some sentence or other, always the same for the same number. */
const madeUp = (seed: number) =>
  Array.from({ length: 8 + (seed % 9) }, (_, k) =>
    String.fromCharCode(0x4e00 + ((seed * 7_919 + k * 104_729 + seed * k * 31) % 2_999)),
  ).join('') + seed

/** How long the event loop was held up at most. */
const watchEventLoop = () => {
  let longest = 0
  let before = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - before)
    before = performance.now()
  }, 1)
  onTestFinished(() => clearInterval(beat))
  return { longest: () => longest }
}

test('three hundred intents leave the event loop free', async () => {
  const intents = Array.from({ length: 300 }, (_, n) => [
    `intents/many_${n}.yaml`,
    `id: many_${n}\ntitle: 很多\nrole: social\nexamples:\n${Array.from({ length: 40 }, (_, k) => `  - 第${n}个意图的第${k}句话`).join('\n')}\n`,
  ])
  const dir = await aPlaybookDir(Object.fromEntries(intents))
  const watched = watchEventLoop()
  const loaded = await loadPlaybook({ dir })
  expect(loaded.ok).toBe(true)
  expect(watched.longest()).toBeLessThan(250)
})

test('drafts are loaded in place of what is on disk, and the disk is as it was', async () => {
  const dir = await aPlaybookDir()
  const load = createPlaybookLoader({ dir })
  const onDisk = await load()
  const edited =
    Object.values(changed('replies/refund.yaml', '请在订单里申请', '草稿里的话'))[0] ?? ''
  const drafted = await load(
    new Map([
      ['replies/refund.yaml', edited],
      ['replies/extra.yaml', 'topic: extra\ntitle: 新的\nanswers: []\n'],
    ]),
  )
  const repliesOf = (loaded: typeof onDisk) =>
    loaded.ok ? [...loaded.playbook.answers.values()].map(({ reply }) => reply) : []
  expect(repliesOf(drafted)).toContain('草稿里的话')
  expect(repliesOf(await load())).toEqual(repliesOf(onDisk))
  expect(await readFile(join(dir, 'replies/refund.yaml'), 'utf8')).not.toContain('草稿')
})

test('a draft’s fault has its place, one that is gone is missed, and a huge one is not parsed', async () => {
  const load = createPlaybookLoader({ dir: await aPlaybookDir() })
  const faultsOf = async (drafts: ReadonlyMap<string, string | null>) => {
    const loaded = await load(drafts)
    return loaded.ok ? [] : loaded.faults.map(({ file, line, message }) => [file, line, message])
  }
  expect(await faultsOf(new Map([['replies/new.yaml', 'topic: new\ntitel: 新的\n']]))).toEqual([
    ['replies/new.yaml', 2, '不认识的字段「titel」，是不是想写「title」？'],
  ])
  expect(await faultsOf(new Map([['replies/shop.yaml', null]]))).toEqual([
    ['replies/shop.yaml', 1, '缺少文件 replies/shop.yaml'],
  ])
  expect(await faultsOf(new Map([['replies/big.yaml', `#${'x'.repeat(256 * 1024)}`]]))).toEqual([
    ['replies/big.yaml', 1, '文件太大：257 KB，最多 256 KB'],
  ])
})
