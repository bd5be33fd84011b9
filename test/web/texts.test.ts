import { expect, test } from 'vitest'
import { leaves } from '../support/leaves.ts'
import { usersOf, webWords } from '../support/web-words.ts'

const faces = (await webWords()).map((words) => [words.file, words] as const)

test('the words of both faces and of all their parts are looked at', () => {
  const files = faces.map(([file]) => file)
  for (const file of ['console/texts-zh.ts', 'console/people/texts.ts', 'widget/texts-zh.ts'])
    expect(files).toContain(file)
  expect(files.filter((file) => /widget\/.*words\.ts$/.test(file)).length).toBeGreaterThan(6)
})

test.each(faces)('every text of %s exists in both languages', (_, { zh, en }) => {
  const pathsOf = (texts: object) => leaves(texts).map(([path]) => path)
  expect(pathsOf(zh)).not.toEqual([])
  expect(pathsOf(en)).toEqual(pathsOf(zh))
  for (const [path, text] of [...leaves(zh), ...leaves(en)]) expect(text.trim(), path).not.toBe('')
})

test.each(faces)('the English of %s has no Chinese in it', (_, { en }) => {
  for (const [path, text] of leaves(en)) expect(text, path).not.toMatch(/\p{Script=Han}/u)
})

test.each(faces)('every text of %s stands somewhere on a page', (file, { zh }) => {
  const source = usersOf(file)
  const names = new Set(source.match(/[\p{L}\p{N}_$]+/gu))
  /** `texts.role[role]`, or handed on whole: then each of them may be meant. */
  const isMeantWhole = (parent: string) =>
    new RegExp(`\\b${parent}\\[|\\.${parent}\\)`).test(source)
  const unused = keysOf(zh).filter(
    ([key = '', parent]) => !names.has(key) && !(parent !== undefined && isMeantWhole(parent)),
  )
  expect(unused.map((path) => path.toReversed().join('.'))).toEqual([])
})

/** Every key, the innermost name first; lists are one text. */
function keysOf(texts: object, outer: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const path = [key, ...outer]
    const isBranch = typeof value === 'object' && !Array.isArray(value)
    return isBranch ? [path, ...keysOf(value, path)] : [path]
  })
}
