import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../src/web/build.mjs', import.meta.url))
let folder = ''

// In a process of its own: a build must not depend on what a test runner sets.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouhou-web-'))
  await promisify(execFile)(process.execPath, [script, folder])
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

const page = (face: string) => readFile(join(folder, face, 'index.html'), 'utf8')

async function gzipped(face: string, wanted: (name: string) => boolean): Promise<number> {
  const assets = join(folder, face, 'assets')
  const names = (await readdir(assets)).filter(wanted)
  const files = await Promise.all(names.map((name) => readFile(join(assets, name))))
  return files.reduce((bytes, file) => bytes + gzipSync(file, { level: 9 }).length, 0)
}

test('a visitor of the widget downloads at most 15 KB, and 8 KB more with all that may come later', async () => {
  const html = await page('widget')
  // Style sheets by themselves are for browsers that cannot adopt what stands in the scripts.
  const isCode = (name: string) =>
    name.endsWith('.css')
      ? html.includes(name)
      : name.endsWith('.js') && !name.startsWith('texts-en')
  const first = await gzipped('widget', (name) => isCode(name) && html.includes(name))
  const all = await gzipped('widget', isCode)
  expect(first).toBeGreaterThan(1_000)
  expect(first).toBeLessThanOrEqual(15 * 1024)
  expect(all).toBeGreaterThan(first)
  expect(all).toBeLessThanOrEqual(23 * 1024)
})

test('the first page asks for all it needs by itself: no file of it asks for another one', async () => {
  const html = await page('widget')
  const names = await readdir(join(folder, 'widget', 'assets'))
  const first = names.filter((name) => name.endsWith('.js') && html.includes(name))
  expect(first).toHaveLength(1)
  const code = await readFile(join(folder, 'widget', 'assets', first[0] ?? ''), 'utf8')
  expect(code).not.toMatch(/\bimport\s*[{*"'\w]|\bfrom\s*["']/)
})

test.each(['widget', 'console'])(
  'the %s asks for its files where they are served',
  async (face) => {
    const wanted = [...(await page(face)).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, at]) => at)
    expect(wanted.length).toBeGreaterThan(2)
    const names = await readdir(join(folder, face, 'assets'))
    for (const at of wanted) {
      expect(at).toMatch(new RegExp(`^/assets/${face}/[\\w.-]+-[\\w-]{8}\\.\\w+$`))
      expect(names).toContain(at?.split('/').at(-1))
    }
  },
)

test.each(['widget', 'console'])('the %s has no inline script or style', async (face) => {
  const html = await page(face)
  expect(html).not.toMatch(/<style|style=|\son\w+=/)
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
})
