import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zh as attach } from '../../src/web/widget/attach/words.ts'
import { zh as form } from '../../src/web/widget/form/words.ts'
import { zh as matters } from '../../src/web/widget/matters/words.ts'
import { zh as rate } from '../../src/web/widget/rate/words.ts'
import { zh as survey } from '../../src/web/widget/survey/words.ts'
import { zh as page } from '../../src/web/widget/texts-zh.ts'
import { zh as buyers } from '../../src/web/widget/view/buyer-words.ts'
import { zh as things } from '../../src/web/widget/view/thing-words.ts'
import { leaves } from '../support/leaves.ts'

const script = fileURLToPath(new URL('../../src/web/build.mjs', import.meta.url))
let folder = ''

// In a process of its own: a build must not depend on what a test runner sets.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouhou-web-'))
  await promisify(execFile)(process.execPath, [script, folder])
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

const pageOf = (face: string) => readFile(join(folder, face, 'index.html'), 'utf8')

async function gzipped(face: string, wanted: (name: string) => boolean): Promise<number> {
  const assets = join(folder, face, 'assets')
  const names = (await readdir(assets)).filter(wanted)
  const files = await Promise.all(names.map((name) => readFile(join(assets, name))))
  return files.reduce((bytes, file) => bytes + gzipSync(file, { level: 9 }).length, 0)
}

/** Who reads Chinese downloads none of these. */
const isOfLanguage = /^(?:texts-en|en|tw)-/

test('a visitor of the widget downloads at most 15 KB, and 16 KB more with all that may come later', async () => {
  const html = await pageOf('widget')
  // Style sheets by themselves are for browsers that cannot adopt what stands in the scripts.
  const isCode = (name: string) =>
    name.endsWith('.css') ? html.includes(name) : name.endsWith('.js') && !isOfLanguage.test(name)
  const first = await gzipped('widget', (name) => isCode(name) && html.includes(name))
  const all = await gzipped('widget', isCode)
  expect(first).toBeGreaterThan(1_000)
  expect(first).toBeLessThanOrEqual(15 * 1024)
  expect(all).toBeGreaterThan(first)
  // Of the last 8 KB: ratings, the survey, orders by telephone, photos weighed and made smaller, and 已读.
  expect(all).toBeLessThanOrEqual(31 * 1024)
})

/** Every file of words, by the name of what is made of it. */
const taiwan: readonly (readonly [string, object])[] = [
  ['widget-texts-zh', page],
  ['attach-words', attach],
  ['form-words', form],
  ['matters-words', matters],
  ['rate-words', rate],
  ['survey-words', survey],
  ['view-buyer-words', buyers],
  ['view-thing-words', things],
]

describe('the words of Taiwan', () => {
  const tw = async (name: string) => {
    const assets = join(folder, 'widget', 'assets')
    const file = (await readdir(assets)).find((each) => each.startsWith(`tw-${name}-`)) ?? name
    const [words] = Object.values(await import(pathToFileURL(join(assets, file)).href))
    return words
  }

  test.each(taiwan)('are all there: %s', async (name, zh) => {
    const words = leaves(await tw(name))
    expect(words.map(([path]) => path)).toEqual(leaves(zh).map(([path]) => path))
    for (const [path, text] of words) expect(text.trim(), path).not.toBe('')
  })

  test('are said as people say them there', async () => {
    const all = await Promise.all(taiwan.map(async ([name]) => leaves(await tw(name))))
    const said = new Map(all.flat())
    expect(said.get('.lang')).toBe('zh-TW')
    expect(said.get('.attach')).toBe('傳送圖片、影片或檔案')
    expect(said.get('.input')).toBe('輸入訊息…')
    expect(said.get('.withBot')).toBe('機器人在線')
    expect(said.get('.offline')).toContain('網路')
    expect(said.get('.claim.tail')).toBe('收貨手機後四位')
    const text = [...said.values()].join('')
    expect(text).not.toMatch(/[们这网请为发订单图]|信息|视频|視頻|網絡|文件夾/)
  })
})

test('whoever opens the console downloads at most 320 KB, all of it named by the page', async () => {
  const html = await pageOf('console')
  const assets = join(folder, 'console', 'assets')
  const named = [...html.matchAll(/assets\/console\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name)
  const first = new Set(named.map((name) => name ?? ''))
  // Whatever these import at once belongs to the first download, too.
  for (const name of first) {
    if (!name.endsWith('.js')) continue
    const code = await readFile(join(assets, name), 'utf8')
    const imported = code.matchAll(
      /(?:^|[;}\n])import\s*(?:[^"'();]*?from\s*)?["']\.\/([^"']+)["']/g,
    )
    for (const [, other = ''] of imported) first.add(other)
  }
  expect([...first].filter((name) => !named.includes(name))).toEqual([])
  const bytes = await gzipped('console', (name) => first.has(name))
  expect(first.size).toBeGreaterThan(2)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThanOrEqual(320 * 1024)
})

test('the first page asks for all it needs by itself: no file of it asks for another one', async () => {
  const html = await pageOf('widget')
  const names = await readdir(join(folder, 'widget', 'assets'))
  const first = names.filter((name) => name.endsWith('.js') && html.includes(name))
  expect(first).toHaveLength(1)
  const code = await readFile(join(folder, 'widget', 'assets', first[0] ?? ''), 'utf8')
  expect(code).not.toMatch(/\bimport\s*[{*"'\w]|\bfrom\s*["']/)
})

test.each(['widget', 'console'])(
  'the %s asks for its files where they are served',
  async (face) => {
    const wanted = [...(await pageOf(face)).matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, at]) => at)
      .filter((at) => at !== '/console.webmanifest')
    expect(wanted.length).toBeGreaterThan(2)
    const names = await readdir(join(folder, face, 'assets'))
    for (const at of wanted) {
      expect(at).toMatch(new RegExp(`^/assets/${face}/[\\w.-]+-[\\w-]{8}\\.\\w+$`))
      expect(names).toContain(at?.split('/').at(-1))
    }
  },
)

test.each(['widget', 'console'])('the %s has no inline script or style', async (face) => {
  const html = await pageOf(face)
  expect(html).not.toMatch(/<style|style=|\son\w+=/)
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
})
