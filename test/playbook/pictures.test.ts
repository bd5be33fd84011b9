import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { formatFaults, loadPlaybook, watchPlaybook } from '../../src/playbook/index.ts'
import { errorsOf } from './faults-of.ts'
import { aPlaybookDir, changed } from './playbook-dir.ts'

const webp = Buffer.from('RIFF\x1a\0\0\0WEBPVP8 ', 'latin1')
const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
const jpeg = Buffer.from('\xff\xd8\xff\xe0', 'latin1')

/** The only slot of the minimal playbook names this picture; `name` stands at 14:18. */
const naming = (name: string) =>
  changed('replies/damaged.yaml', 'label: 照片\n', `label: 照片\n        picture: ${name}\n`)

const load = async (files: Parameters<typeof aPlaybookDir>[0]) => {
  const loaded = await loadPlaybook({ dir: await aPlaybookDir(files) })
  if (!loaded.ok) throw new Error(formatFaults(loaded.faults))
  return loaded.playbook
}

describe('a picture that a slot names', () => {
  test.each([
    ['cup.webp', webp, 'image/webp'],
    ['碎了.PNG', png, 'image/png'],
    ['called-wrong.png', jpeg, 'image/jpeg'],
  ])('%s is known by its first bytes', async (name, bytes, mime) => {
    const playbook = await load({ ...naming(name), [`replies/pictures/${name}`]: bytes })
    expect([...playbook.examplePictures.keys()]).toEqual([name])
    expect(playbook.examplePictures.get(name)).toMatchObject({ mime, bytes })
    expect([...playbook.flows.values()][0]?.slots[0]?.pictures).toEqual([name])
  })

  test('nothing else of the folder is read', async () => {
    const playbook = await load({ 'replies/pictures/private.png': png })
    expect(playbook.examplePictures.size).toBe(0)
  })

  test.each<[what: string, files: Record<string, string | Buffer>, name: string, says: RegExp]>([
    ['no folder', {}, 'cup.webp', /replies\/pictures\/ 里没有图片「cup.webp」$/],
    [
      'a misspelt name',
      { 'replies/pictures/cup.webp': webp },
      'cpu.webp',
      /没有图片「cpu.webp」，是不是想写「cup.webp」？$/,
    ],
    ['a name that leads elsewhere', {}, '../shop.yaml', /里没有图片「..\/shop.yaml」$/],
    ['a folder', { 'replies/pictures/old/cup.webp': webp }, 'old', /「old」不是 WebP、PNG 或 JPEG/],
    [
      'a drawing that may hold a script',
      { 'replies/pictures/cup.webp': '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      'cup.webp',
      /「cup.webp」不是 WebP、PNG 或 JPEG 图片$/,
    ],
    [
      'more than 200 KB',
      { 'replies/pictures/cup.webp': Buffer.concat([webp, Buffer.alloc(200 * 1024)]) },
      'cup.webp',
      /图片「cup.webp」太大：201 KB，最多 200 KB$/,
    ],
  ])('%s is a fault with its place', async (_, files, name, says) => {
    const errors = await errorsOf({ ...naming(name), ...files })
    expect(errors).toEqual([expect.stringMatching(says)])
    expect(errors[0]).toMatch(/^replies\/damaged.yaml:14:18 /)
  })

  test('it is no field of an answer', async () => {
    const errors = await errorsOf(
      changed('replies/refund.yaml', 'reply: 退款在处理', 'reply: 退款在处理\n    picture: a.webp'),
    )
    expect(errors).toEqual([expect.stringMatching(/不认识的字段「picture」/)])
  })

  test('the same words with another picture are another revision', async () => {
    const file = 'replies/pictures/cup.webp'
    const one = await load({ ...naming('cup.webp'), [file]: webp })
    const same = await load({ ...naming('cup.webp'), [file]: webp })
    const other = await load({ ...naming('cup.webp'), [file]: jpeg })
    expect(same.revision).toBe(one.revision)
    expect(other.revision).not.toBe(one.revision)
  })

  test('one that is put in place, and one that is drawn anew, are live by themselves', async () => {
    const dir = await aPlaybookDir(naming('cup.webp'))
    const told: string[] = []
    const watcher = watchPlaybook({
      dir,
      load: () => loadPlaybook({ dir }),
      onLoaded: ({ examplePictures }) => told.push(examplePictures.get('cup.webp')?.mime ?? 'none'),
      onRefused: (faults) => told.push(`${faults.length} fault`),
    })
    onTestFinished(watcher.close)
    const hears = (...expected: string[]) =>
      vi.waitFor(() => expect(told).toEqual(expected), { timeout: 4_000, interval: 20 })
    await hears('1 fault')
    await mkdir(join(dir, 'replies/pictures'))
    await writeFile(join(dir, 'replies/pictures/cup.webp'), webp)
    await hears('1 fault', 'image/webp')
    await writeFile(join(dir, 'replies/pictures/cup.webp'), jpeg)
    await hears('1 fault', 'image/webp', 'image/jpeg')
  })
})

describe('the pictures that ship', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const folder = join(root, 'replies/pictures')
  const named = (dir: string, ending: string) =>
    readdirSync(dir)
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
      .sort()

  test('each has its drawing, and a slot that shows it', async () => {
    const loaded = await loadPlaybook({ dir: root })
    if (!loaded.ok) throw new Error(formatFaults(loaded.faults))
    const pictures = named(folder, '.webp')
    expect(pictures.length).toBeGreaterThan(5)
    expect(named(join(folder, 'source'), '.svg')).toEqual(pictures)
    const shown = [...loaded.playbook.examplePictures.keys()].sort()
    expect(shown).toEqual(pictures.map((name) => `${name}.webp`))
  })

  test.each(named(folder, '.webp'))('%s fits a phone and its line', async (name) => {
    const bytes = readFileSync(join(folder, `${name}.webp`))
    expect(bytes.length).toBeLessThanOrEqual(25 * 1024)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 640, format: 'webp' })
  })
})
