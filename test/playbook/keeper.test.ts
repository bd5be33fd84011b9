import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createConfig } from '../../src/config.ts'
import { openShop } from '../../src/mind.ts'
import { keepPlaybook } from '../../src/playbook-keeper.ts'
import { learn } from '../../src/understanding/linear/learn.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

/** A keeper whose lessons end when they are told to. */
const aKeeper = async (files: Readonly<Record<string, string>> = {}) => {
  const dir = await aPlaybookDir(files)
  const config = createConfig({ PLAYBOOK_DIR: dir, LOCALE: 'zh-CN' })
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => void logged.push(JSON.parse(line).msg) })
  const lessons: { end(): void; fail(cause: Error): void }[] = []
  let begun = false
  const keeper = await keepPlaybook({
    config,
    shop: openShop(config, Date.now),
    log,
    now: Date.now,
    trainer: {
      train: (task) => {
        if (!begun) {
          begun = true
          return Promise.resolve(learn(task))
        }
        return new Promise((resolve, reject) => {
          lessons.push({ end: () => resolve(learn(task)), fail: reject })
        })
      },
      close: async () => {
        for (const lesson of lessons) lesson.fail(new Error('closed'))
      },
    },
  })
  onTestFinished(() => keeper.close())
  return {
    keeper,
    dir,
    lessons,
    logged,
    titleOf: () => [...keeper.mind().playbook.intents.values()].map(({ title }) => title)[0],
    write: async (title: string) => {
      for (const [file, text] of Object.entries(
        changed('intents/damaged.yaml', 'title: 收到破损', title),
      )) {
        await writeFile(join(dir, file), text)
      }
    },
  }
}

const soon = { timeout: 5_000 }

test('of several edits during a lesson only the last is learned', async () => {
  const { lessons, write, titleOf } = await aKeeper()
  await write('title: 一')
  await vi.waitFor(() => expect(lessons).toHaveLength(1), soon)
  for (const title of ['二', '三']) {
    await write(`title: ${title}`)
    await new Promise((resolve) => setTimeout(resolve, 600))
  }
  lessons[0]?.end()
  await vi.waitFor(() => expect(lessons).toHaveLength(2), soon)
  lessons[1]?.end()
  await vi.waitFor(() => expect(titleOf()).toBe('三'), soon)
  expect(lessons).toHaveLength(2)
}, 20_000)

test('what is broken after a good edit stays told when the good one takes over', async () => {
  const { keeper, lessons, write, titleOf } = await aKeeper()
  await write('title: 一')
  await vi.waitFor(() => expect(lessons).toHaveLength(1), soon)
  await write('titel: 二')
  await vi.waitFor(() => expect(keeper.status().refused).not.toBeNull(), soon)
  lessons[0]?.end()
  await vi.waitFor(() => expect(titleOf()).toBe('一'), soon)
  expect(keeper.status().refused?.text).toContain('titel')
}, 20_000)

test('a lesson that fails is told, and the last good playbook stays', async () => {
  const { keeper, lessons, logged, write, titleOf } = await aKeeper()
  await write('title: 一')
  await vi.waitFor(() => expect(lessons).toHaveLength(1), soon)
  lessons[0]?.fail(new Error('out of memory'))
  await vi.waitFor(() => expect(keeper.status().refused?.text).toContain('out of memory'), soon)
  expect(logged).toContain('playbook not taken over')
  expect(titleOf()).toBe('收到破损')
  await write('title: 二')
  await vi.waitFor(() => expect(lessons).toHaveLength(2), soon)
  lessons[1]?.end()
  await vi.waitFor(() => expect(titleOf()).toBe('二'), soon)
  expect(keeper.status().refused).toBeNull()
}, 20_000)

test('closing gives up a lesson without a complaint', async () => {
  const { keeper, lessons, logged, write } = await aKeeper()
  await write('title: 一')
  await vi.waitFor(() => expect(lessons).toHaveLength(1), soon)
  await keeper.close()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(logged).toEqual([])
}, 20_000)

/** What agents are warned of, with enough good sentences to learn from. */
const tone = (pattern: string) => `categories:
  - id: blunt
    title: 生硬
    strength: warn
    why: 顾客不舒服
    better: 我帮您问问
    patterns: [${pattern}]
    examples: [不可以的]
fine: [${Array.from({ length: 100 }, (_, n) => `好的${n}`).join(', ')}]
`

test('agents are warned by phrases before anything is learned, and also where learning fails', async () => {
  const { keeper, lessons, logged } = await aKeeper({ 'replies/tone.yaml': tone('不支持') })
  const found = async (text: string) => (await keeper.tone().check(text)).findings.length
  expect([await found('不支持'), await found('不行')]).toEqual([1, 0])
  lessons[0]?.fail(new Error('out of memory'))
  await vi.waitFor(() => expect(logged).toContain('tone not learned, phrases alone'), soon)
  expect(await found('不支持')).toBe(1)
})

test('an edit of what agents are warned of is in force with the playbook', async () => {
  const { keeper, dir, lessons } = await aKeeper({ 'replies/tone.yaml': tone('不支持') })
  await writeFile(join(dir, 'replies/tone.yaml'), tone('不行'))
  // The first lesson is of the tone it began with, the second of the understanding.
  await vi.waitFor(() => expect(lessons).toHaveLength(2), soon)
  lessons[1]?.end()
  const found = async (text: string) => (await keeper.tone().check(text)).findings.length
  await vi.waitFor(async () => expect(await found('不行')).toBe(1), soon)
  expect(await found('不支持')).toBe(0)
}, 20_000)
