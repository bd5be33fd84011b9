import { expect, test } from 'vitest'
import { en as consoleEn } from '../../src/web/console/texts-en.ts'
import { zh as consoleZh } from '../../src/web/console/texts-zh.ts'
import { words as attach } from '../../src/web/widget/attach/words.ts'
import { words as form } from '../../src/web/widget/form/words.ts'
import { words as matters } from '../../src/web/widget/matters/words.ts'
import { en as widgetEn } from '../../src/web/widget/texts-en.ts'
import { zh as widgetZh } from '../../src/web/widget/texts-zh.ts'
import { words as buyers } from '../../src/web/widget/view/buyer-words.ts'

/** Every text with its path; a text with a gap is filled with `X`. */
function leaves(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('X'))]]
  return Object.entries(value as object).flatMap(([key, each]) => leaves(each, `${path}.${key}`))
}

const faces = [
  ['widget', widgetZh, widgetEn],
  ...Object.entries({ form, matters, attach, buyers }).map(
    ([name, { zh, en }]) => [`widget’s ${name}`, zh, en] as const,
  ),
  ['console', consoleZh, consoleEn],
] as const

test.each(faces)('every text of the %s exists in both languages', (_, zh, en) => {
  const pathsOf = (texts: object) => leaves(texts).map(([path]) => path)
  expect(pathsOf(en)).toEqual(pathsOf(zh))
  for (const [path, text] of [...leaves(zh), ...leaves(en)]) expect(text.trim(), path).not.toBe('')
})

test.each(faces)('the English %s has no Chinese in it', (_, __, en) => {
  for (const [path, text] of leaves(en)) expect(text, path).not.toMatch(/\p{Script=Han}/u)
})
