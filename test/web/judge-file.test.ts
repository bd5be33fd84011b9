import { expect, test } from 'vitest'
import { mediaTypeOf } from '../../src/media/media-type.ts'
import { judgeFile } from '../../src/web/widget/attach/judge-file.ts'
import { words } from '../../src/web/widget/attach/words.ts'

const { zh } = words
const mebibyte = 1024 * 1024
const judge = (type: string, size = 1) => judgeFile({ type, size }, zh)

test('an empty file says so', () => {
  expect(judge('image/png', 0)).toBe(zh.emptyFile)
})

test.each([
  ['image/jpeg', 10],
  ['application/pdf', 10],
  ['audio/ogg', 10],
  ['video/mp4', 50],
  ['', 50],
])('a file of type "%s" may have %i MB', (type, megabytes) => {
  expect(judge(type, megabytes * mebibyte)).toBeNull()
  expect(judge(type, megabytes * mebibyte + 1)).toBe(zh.tooLarge(megabytes))
})

test.each(['image/svg+xml', 'text/html', 'application/zip', 'video/x-msvideo', 'image/bmp'])(
  'a file of type %s is refused in the page',
  (type) => expect(judge(type)).toBe(zh.wrongType),
)

test.each([
  ['GIF89a', 10],
  ['\x00\x00\x00\x18ftypheic', 10],
  ['\x00\x00\x00\x18ftypisom', 50],
  ['\x00\x00\x00\x18ftypqt  ', 50],
  ['%PDF-1.7', 10],
])('the page lets through as much of %j as the server takes', (head, megabytes) => {
  const type = mediaTypeOf(Buffer.from(head, 'latin1'))
  expect(type?.maxBytes).toBe(megabytes * mebibyte)
  expect(judge(type?.mime ?? 'none', megabytes * mebibyte)).toBeNull()
})
