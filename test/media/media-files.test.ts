import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMediaFiles, type MediaFiles } from '../../src/media/index.ts'
import { aFile, aScene, exif } from './samples.ts'

let dir: string
let files: MediaFiles
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'media-'))
  files = createMediaFiles({ dir: join(dir, 'kept') })
})
afterEach(() => rm(dir, { recursive: true }))

const stored = () => readdir(join(dir, 'kept'))
const read = async (id: string) => Buffer.concat(await (await files.open(id)).toArray())
const inChunks = (bytes: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    ),
  )

test('a file is kept as it is, with its kind and its sum', async () => {
  const file = aFile('video/mp4')
  const sha256 = createHash('sha256').update(file).digest('hex')
  expect(await files.put('med_00000001', file)).toEqual({
    bytes: 2_000,
    mime: 'video/mp4',
    sha256,
    inspection: { kind: 'unchecked' },
  })
  expect(await read('med_00000001')).toEqual(file)
  expect(await stored()).toEqual(['med_00000001'])
})

test('a stream is kept however small its pieces are', async () => {
  const file = aFile('video/webm')
  const kept = await files.put('med_00000002', inChunks(file, 3))
  expect(kept).toMatchObject({ bytes: 2_000, mime: 'video/webm' })
  expect(await read('med_00000002')).toEqual(file)
})

test('a tiny file is a file too', async () => {
  const tiny = aFile('image/gif', 20)
  expect(await files.put('med_00000003', tiny)).toMatchObject({ bytes: 20, mime: 'image/gif' })
})

test('keeping the same id again replaces the file whole', async () => {
  await files.put('med_00000004', aFile('image/png', 500))
  await files.put('med_00000004', aFile('image/png', 700))
  expect(await read('med_00000004')).toHaveLength(700)
})

test.each([
  '../../etc/passwd',
  'a/b_______',
  'CON',
  'med_0000000A',
  'med_0000\u0000001',
  'med_000.jpg',
  '',
  'x'.repeat(65),
])('%j never becomes a path', async (id) => {
  const refusal = { code: 'bad_request' }
  await expect(files.put(id, aFile('image/png'))).rejects.toMatchObject(refusal)
  for (const method of [files.open, files.openShown, files.find])
    await expect(method(id)).rejects.toMatchObject(refusal)
  await expect(readdir(dir)).resolves.toEqual([])
})

test('too large a file is refused and leaves nothing behind', async () => {
  const put = files.put('med_00000005', inChunks(aFile('image/png'), 100), { maxBytes: 1_999 })
  await expect(put).rejects.toMatchObject({ code: 'too_large', message: '文件超过 1999 字节' })
  expect(await stored()).toEqual([])
})

test('a picture above 10 MiB is refused though the caller would allow it', async () => {
  const put = files.put('med_00000006', aFile('image/jpeg', 10 * 1024 * 1024 + 1), {
    maxBytes: 1e9,
  })
  await expect(put).rejects.toMatchObject({ code: 'too_large', message: '文件超过 10 MB' })
})

test('what is no media is refused before it is read to its end', async () => {
  let read = 0
  async function* endless() {
    for (;;) {
      read += 1
      yield Buffer.from('<html>'.repeat(20))
    }
  }
  await expect(files.put('med_00000007', endless())).rejects.toMatchObject({ code: 'bad_request' })
  expect(read).toBe(1)
  await expect(files.put('med_00000008', Buffer.alloc(0))).rejects.toMatchObject({
    code: 'bad_request',
  })
  expect(await stored()).toEqual([])
})

test('a source that breaks off leaves nothing behind', async () => {
  async function* broken() {
    yield aFile('image/png')
    throw new Error('connection reset')
  }
  await expect(files.put('med_00000009', broken())).rejects.toThrow('connection reset')
  expect(await stored()).toEqual([])
})

test('a part of a file is read without the rest', async () => {
  const file = aFile('video/mp4')
  await files.put('med_00000011', file)
  const part = async (start: number, end: number) =>
    Buffer.concat(await (await files.open('med_00000011', { start, end })).toArray())
  expect(await part(0, 0)).toEqual(file.subarray(0, 1))
  expect(await part(500, 1_499)).toEqual(file.subarray(500, 1_500))
  expect(await part(1_990, 1_999)).toEqual(file.subarray(1_990))
})

test('what a crash left half written is gone at the next start; whole files stay', async () => {
  await files.put('med_00000012', aFile('image/png'))
  await writeFile(join(dir, 'kept', `med_00000013.${randomUUID()}.part`), 'half')
  await writeFile(join(dir, 'kept', 'notes.part'), 'not ours')
  createMediaFiles({ dir: join(dir, 'kept') })
  expect(await stored()).toEqual(['med_00000012', 'notes.part'])
})

test('a file that is not there is not found', async () => {
  await expect(files.open('med_00000010')).rejects.toMatchObject({ code: 'not_found' })
  await writeFile(join(dir, 'outside_'), 'x')
  await expect(files.open('outside_')).rejects.toMatchObject({ code: 'not_found' })
})

test('a picture stays as it was sent, beside the copy to show', async () => {
  const sent = await aScene(1).withExif(exif).jpeg().toBuffer()
  const { inspection } = await files.put('med_00000014', sent)
  if (inspection.kind !== 'checked') throw new Error(`it is ${inspection.kind}`)
  expect(await read('med_00000014')).toEqual(sent)
  const shown = Buffer.concat(await (await files.openShown('med_00000014')).toArray())
  expect(shown).toHaveLength(inspection.shown.bytes)
  expect((await sharp(shown).metadata()).exif).toBeUndefined()
  const part = await files.openShown('med_00000014', { start: 10, end: 19 })
  expect(Buffer.concat(await part.toArray())).toEqual(shown.subarray(10, 20))
})

test('a picture that cannot be decoded is kept, and has nothing to show', async () => {
  const { inspection } = await files.put('med_00000015', aFile('image/png'))
  expect(inspection).toEqual({ kind: 'unreadable' })
  expect(await read('med_00000015')).toEqual(aFile('image/png'))
  await expect(files.openShown('med_00000015')).rejects.toMatchObject({ code: 'not_found' })
})

test('what was kept before a crash is found, and looked into anew', async () => {
  const kept = await files.put('med_00000016', await aScene(1).jpeg().toBuffer())
  await rm(join(dir, 'kept', 'med_00000016.shown'))
  await writeFile(join(dir, 'kept', `med_00000016.shown.${randomUUID()}.part`), 'half')
  const later = createMediaFiles({ dir: join(dir, 'kept') })
  expect(await later.find('med_00000016')).toEqual(kept)
  expect(await stored()).toEqual(['med_00000016', 'med_00000016.shown'])
  expect(await later.find('med_00000017')).toBeUndefined()
})
