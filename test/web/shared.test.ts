import { expect, test } from 'vitest'
import { isEnter, languageOf, mediaAddress, newId } from '../../src/web/shared/index.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('an id is a random UUID, also where the page is not secure', () => {
  const plain = {
    getRandomValues: <T>(bytes: T) => crypto.getRandomValues(bytes as never) as T,
  } as Pick<Crypto, 'getRandomValues'>
  expect(newId()).toMatch(uuid)
  expect(newId(plain)).toMatch(uuid)
  expect(newId(plain)).not.toBe(newId(plain))
})

test('Enter that picks a word in an input method does not send', () => {
  const key = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 }
  expect(isEnter(key)).toBe(true)
  expect(isEnter({ ...key, isComposing: true })).toBe(false)
  expect(isEnter({ ...key, keyCode: 229 })).toBe(false)
  expect(isEnter({ ...key, shiftKey: true })).toBe(false)
})

test("a stranger's address is never opened", () => {
  expect(mediaAddress({ url: 'https://elsewhere.example/a.png' })).toBeNull()
  expect(mediaAddress({ url: 'https://elsewhere.example/a.png', mediaId: 'm/1' })).toBe(
    '/media/m%2F1',
  )
  expect(mediaAddress({ url: 'media:m2' })).toBe('/media/m2')
  expect(mediaAddress({ url: 'blob:media:m2' })).toBeNull()
})

test("a picture of the playbook's is asked for by its name, which leads nowhere else", () => {
  expect(mediaAddress({ url: 'example:damaged.webp' })).toBe('/example/damaged.webp')
  expect(mediaAddress({ url: 'example:../碎?.png' })).toBe('/example/..%2F%E7%A2%8E%3F.png')
})

test('the language is Chinese unless English is asked for', () => {
  expect(['zh-CN', 'en-US', 'en', 'de', ''].map(languageOf)).toEqual(['zh', 'en', 'en', 'zh', 'zh'])
})
