import { rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Fault, loadPlaybook, type Playbook, watchPlaybook } from '../../src/playbook/index.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

/** Watches a minimal playbook, and keeps what it was told. */
const watching = async (debounceMs = 200) => {
  const dir = await aPlaybookDir()
  const first = await loadPlaybook({ dir })
  if (!first.ok) throw new Error('refused')
  const told: string[] = []
  let current: Playbook = first.playbook
  let faults: readonly Fault[] = []
  let loads = 0
  const watcher = watchPlaybook({
    dir,
    debounceMs,
    revision: current.revision,
    load: async () => {
      const loaded = await loadPlaybook({ dir })
      loads += 1
      return loaded
    },
    onLoaded: (playbook) => {
      current = playbook
      told.push('loaded')
    },
    onRefused: (found) => {
      faults = found
      told.push('refused')
    },
  })
  onTestFinished(watcher.close)
  await vi.waitFor(() => expect(loads).toBe(1), { timeout: 4_000 })
  return {
    dir,
    told,
    close: watcher.close,
    loads: () => loads,
    replies: () => [...current.answers.values()].map(({ reply }) => reply),
    faults: () => faults,
    write: async (from: string, to: string) => {
      const [text = ''] = Object.values(changed('replies/refund.yaml', from, to))
      await writeFile(join(dir, 'replies/refund.yaml'), text)
    },
    /** Live within two seconds. */
    hears: (...expected: string[]) =>
      vi.waitFor(() => expect(told).toEqual(expected), { timeout: 2_000, interval: 20 }),
  }
}

const aWhile = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a saved change is live within two seconds', async () => {
  const shop = await watching()
  await shop.write('请在订单里申请', '改好了')
  await shop.hears('loaded')
  expect(shop.replies()).toContain('改好了')
})

test('a broken file is refused with its place, the last good playbook stays, a repair is live', async () => {
  const shop = await watching()
  await shop.write('title: 退款', 'titel: 退款')
  await shop.hears('refused')
  expect(shop.faults()).toMatchObject([{ file: 'replies/refund.yaml', line: 2, column: 1 }])
  expect(shop.replies()).toContain('请在订单里申请')
  await shop.write('请在订单里申请', '修好了')
  await shop.hears('refused', 'loaded')
  expect(shop.replies()).toContain('修好了')
})

test('a repair back to the playbook in use is told too', async () => {
  const shop = await watching()
  await shop.write('title: 退款', 'titel: 退款')
  await shop.hears('refused')
  await shop.write('title: 退款', 'title: 退款')
  await shop.hears('refused', 'loaded')
})

test('a save without a change tells nothing', async () => {
  const shop = await watching()
  await shop.write('title: 退款', 'title: 退款')
  await vi.waitFor(() => expect(shop.loads()).toBeGreaterThan(1), { timeout: 2_000 })
  await aWhile(300)
  expect(shop.told).toEqual([])
})

test('a burst of saves is loaded once', async () => {
  const shop = await watching(600)
  for (const words of ['一', '二', '三', '四', '五']) {
    await shop.write('请在订单里申请', words)
    await aWhile(20)
  }
  await shop.hears('loaded')
  expect(shop.replies()).toContain('五')
})

test('an editor that writes a new file and renames it is noticed, again and again', async () => {
  const shop = await watching()
  for (const words of ['第一次', '第二次']) {
    const [text = ''] = Object.values(changed('replies/refund.yaml', '请在订单里申请', words))
    await writeFile(join(shop.dir, 'replies/.refund.yaml.tmp'), text)
    await rename(join(shop.dir, 'replies/.refund.yaml.tmp'), join(shop.dir, 'replies/refund.yaml'))
    await vi.waitFor(() => expect(shop.replies()).toContain(words), { timeout: 2_000 })
  }
})

test('a new file and a deleted one are noticed', async () => {
  const shop = await watching()
  const more =
    'topic: more\ntitle: 更多\nanswers:\n  - { id: more, intents: [refund], reply: 新 }\n'
  await writeFile(join(shop.dir, 'replies/more.yaml'), more)
  await shop.hears('loaded')
  expect(shop.replies()).toContain('新')
  await rm(join(shop.dir, 'replies/more.yaml'))
  await shop.hears('loaded', 'loaded')
  expect(shop.replies()).not.toContain('新')
})

test('a folder that is taken away and put back is watched again', async () => {
  const shop = await watching()
  await rename(join(shop.dir, 'replies'), join(shop.dir, 'away'))
  await shop.hears('refused')
  await rename(join(shop.dir, 'away'), join(shop.dir, 'replies'))
  await shop.hears('refused', 'loaded')
  await shop.write('请在订单里申请', '还在看')
  await shop.hears('refused', 'loaded', 'loaded')
})

test('a change that the system does not report is found by the poll', async () => {
  const shop = await watching()
  await rename(join(shop.dir, 'replies/refund.yaml'), join(shop.dir, 'refund.yaml'))
  await symlink('../refund.yaml', join(shop.dir, 'replies/refund.yaml'))
  await aWhile(500)
  const [text = ''] = Object.values(changed('replies/refund.yaml', '请在订单里申请', '远处改的'))
  await writeFile(join(shop.dir, 'refund.yaml'), text)
  await vi.waitFor(() => expect(shop.replies()).toContain('远处改的'), { timeout: 2_000 })
})

test('a load that fails is told, and the next one works', async () => {
  const dir = await aPlaybookDir()
  const told: string[] = []
  let broken = true
  const watcher = watchPlaybook({
    dir,
    debounceMs: 10,
    load: () => (broken ? Promise.reject(new Error('disk')) : loadPlaybook({ dir })),
    onLoaded: () => told.push('loaded'),
    onRefused: ([fault]) => told.push(fault?.message ?? ''),
  })
  onTestFinished(watcher.close)
  await vi.waitFor(() => expect(told).toEqual(['读取时出错：Error: disk']), { timeout: 2_000 })
  broken = false
  const [text = ''] = Object.values(changed('replies/refund.yaml', '请在订单里申请', '好'))
  await writeFile(join(dir, 'replies/refund.yaml'), text)
  await vi.waitFor(() => expect(told.at(-1)).toBe('loaded'), { timeout: 2_000 })
})

test('after closing nothing is told and no handle stays open', async () => {
  const handles = () =>
    process.getActiveResourcesInfo().filter((kind) => kind === 'FSEventWrap').length
  const before = handles()
  const shop = await watching()
  expect(handles()).toBe(before + 2)
  await shop.write('请在订单里申请', '太晚了')
  shop.close()
  await aWhile(1_300)
  expect(shop.told).toEqual([])
  expect(handles()).toBe(before)
})
