import sharp from 'sharp'
import { expect, test } from 'vitest'
import { pixelsOf } from '../../src/web/widget/attach/pixels.ts'
import { isAnimated, named } from '../../src/web/widget/attach/shrink.ts'

const webp = (kind: string, flags: number) =>
  new Blob([`RIFF....WEBP${kind}....`, Uint8Array.of(flags, 0, 0, 0)])

test('a WebP that moves is known by its header', async () => {
  expect(await isAnimated(webp('VP8X', 0b10))).toBe(true)
  expect(await isAnimated(webp('VP8X', 0b1_0000))).toBe(false)
  expect(await isAnimated(webp('VP8 ', 0b10))).toBe(false)
  expect(await isAnimated(new Blob([]))).toBe(false)
})

test.each([
  ['shot.png', 'image/webp', 'shot.webp'],
  ['a.b.PNG', 'image/webp', 'a.b.webp'],
  ['photo.JPEG', 'image/jpeg', 'photo.JPEG'],
  ['photo', 'image/jpeg', 'photo.jpg'],
  ['photo.webp', 'image/png', 'photo.png'],
])('%s that became %s is called %s', (name, type, called) => {
  expect(named(name, type)).toBe(called)
})

const picture = (width = 1_234, height = 567) =>
  sharp({ create: { width, height, channels: 3, background: '#c33' } })

test.each([
  ['jpeg', picture().jpeg()],
  ['jpeg that comes into focus', picture().jpeg({ progressive: true })],
  [
    'jpeg of a camera',
    picture()
      .withExif({ IFD0: { Copyright: 'x'.repeat(9_000) } })
      .jpeg(),
  ],
  ['png', picture().png()],
  ['webp', picture().webp()],
  ['webp without loss', picture().webp({ lossless: true })],
  ['webp that is seen through', picture().ensureAlpha(0.5).webp()],
])('how many pixels a %s has is known by its header', async (_, drawn) => {
  expect(await pixelsOf(new Blob([await drawn.toBuffer()]))).toBe(1_234 * 567)
})

test.each([
  ['nothing', new Blob([])],
  ['words', new Blob(['这不是图片'.repeat(40)])],
  ['half a header', new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff), ' '.repeat(99)])],
])('of %s nobody knows how many', async (_, file) => {
  expect(await pixelsOf(file)).toBeUndefined()
})
