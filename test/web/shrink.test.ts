import { expect, test } from 'vitest'
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
