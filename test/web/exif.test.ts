import sharp from 'sharp'
import { expect, test } from 'vitest'
import { takenAt } from '../../src/media/exif-time.ts'
import { exifOf, withExif } from '../../src/web/widget/attach/exif.ts'
import { aScene } from '../media/samples.ts'

const exif = { IFD2: { DateTimeOriginal: '2026:11:20 14:03:11' } }
const jpeg = async (more: { orientation?: number; exif?: typeof exif } = {}) =>
  new Blob([new Uint8Array(await aScene(1).withMetadata(more).jpeg().toBuffer())], {
    type: 'image/jpeg',
  })

test('when a photo was taken goes over to another JPEG, and that it lies on its side does not', async () => {
  const segment = await exifOf(await jpeg({ orientation: 6, exif }))
  if (segment === null) throw new Error('no EXIF')
  const plain = new Blob([new Uint8Array(await aScene(2).jpeg().toBuffer())], {
    type: 'image/jpeg',
  })
  const bytes = Buffer.from(await withExif(plain, segment).arrayBuffer())
  const { orientation, exif: kept, width } = await sharp(bytes).metadata()
  expect({ orientation, width }).toEqual({ orientation: 1, width: 800 })
  expect(takenAt(kept)).toBe('2026-11-20T14:03:11')
})

test('what has none, or is no JPEG, gives none', async () => {
  const plain = new Uint8Array(await aScene(1).jpeg().toBuffer())
  expect(await exifOf(new Blob([plain]))).toBeNull()
  expect(await exifOf(new Blob([]))).toBeNull()
  expect(await exifOf(new Blob([new Uint8Array(await aScene(1).png().toBuffer())]))).toBeNull()
  expect(await exifOf(new Blob([plain.subarray(0, 30)]))).toBeNull()
})
