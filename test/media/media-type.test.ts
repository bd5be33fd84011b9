import { expect, test } from 'vitest'
import { mediaTypeOf } from '../../src/media/media-type.ts'
import { aFile, heads } from './samples.ts'

test.each(Object.keys(heads) as (keyof typeof heads)[])(
  '%s is known by its first bytes',
  (mime) => {
    expect(mediaTypeOf(aFile(mime, 64))?.mime).toBe(mime)
  },
)

test('an MP3 without a tag is known by its first frame', () => {
  expect(mediaTypeOf(Buffer.from([0xff, 0xfb, 0x90, 0x64]))?.mime).toBe('audio/mpeg')
  expect(mediaTypeOf(Buffer.from([0xff, 0xf3, 0x40, 0xc4]))?.mime).toBe('audio/mpeg')
})

test('films may have 50 MiB, everything else 10', () => {
  expect(mediaTypeOf(aFile('video/mp4'))?.maxBytes).toBe(50 * 1024 * 1024)
  expect(mediaTypeOf(aFile('image/png'))?.maxBytes).toBe(10 * 1024 * 1024)
  expect(mediaTypeOf(aFile('audio/amr'))?.maxBytes).toBe(10 * 1024 * 1024)
})

test.each([
  ['nothing', ''],
  ['HTML', '<!doctype html><script>alert(1)</script>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">'],
  ['a program', 'MZ\x90\x00'],
  ['a ZIP', 'PK\x03\x04'],
  ['UTF-16 text', '\xff\xfea\x00'],
  ['AAC', '\xff\xf1\x50\x80'],
  ['a WAV', 'RIFF\x24\x00\x00\x00WAVEfmt '],
  ['Matroska', '\x1a\x45\xdf\xa3\x01\x42\x82\x88matroska'],
  ['another brand', '\x00\x00\x00\x18ftypavif'],
  ['half a PNG', '\x89PNG'],
])('%s is no media', (_, text) => {
  expect(mediaTypeOf(Buffer.from(text, 'latin1'))).toBe(undefined)
})
