import sharp from 'sharp'
import { expect, test } from 'vitest'
import { takenAt } from '../../src/media/exif-time.ts'
import { aBlank, exif } from './samples.ts'

const exifOf = async (fields: Readonly<Record<string, string>>) => {
  const file = await aBlank('#181818', { width: 20, height: 20 })
    .withExif({ ...exif, IFD2: fields })
    .jpeg()
    .toBuffer()
  return (await sharp(file).metadata()).exif
}

test('the camera’s time is read, with its offset where the camera knew one', async () => {
  const day = { DateTimeOriginal: '2026:11:20 14:03:11' }
  expect(takenAt(await exifOf(day))).toBe('2026-11-20T14:03:11')
  expect(takenAt(await exifOf({ ...day, OffsetTimeOriginal: '+08:00' }))).toBe(
    '2026-11-20T14:03:11+08:00',
  )
})

test.each([
  ['a clock that was never set', { DateTimeOriginal: '0000:00:00 00:00:00' }],
  ['words instead of a time', { DateTimeOriginal: 'yesterday, I think' }],
  ['another time than that of taking', { DateTimeDigitized: '2026:11:20 14:03:11' }],
])('%s is no time', async (_, fields) => {
  expect(takenAt(await exifOf(fields))).toBeUndefined()
})

test('whatever a sender writes there, nothing is thrown', async () => {
  const whole = await exifOf({ DateTimeOriginal: '2026:11:20 14:03:11' })
  if (whole === undefined) throw new Error('no EXIF')
  expect(takenAt(undefined)).toBeUndefined()
  for (let at = 0; at < whole.length; at += 1) {
    takenAt(whole.subarray(0, at))
    const broken = Buffer.from(whole)
    broken.fill(255, at, Math.min(at + 4, whole.length))
    takenAt(broken)
  }
})
