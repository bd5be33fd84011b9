import { expect, test } from 'vitest'
import { words as overview } from '../../src/web/console/overview/words.ts'
import { words as ownPassword } from '../../src/web/console/own-password/texts.ts'
import { words as people } from '../../src/web/console/people/texts.ts'
import { words as playbook } from '../../src/web/console/playbook/texts.ts'
import { en as consoleEn } from '../../src/web/console/texts-en.ts'
import { zh as consoleZh } from '../../src/web/console/texts-zh.ts'
import * as attach from '../../src/web/widget/attach/words.ts'
import * as form from '../../src/web/widget/form/words.ts'
import * as matters from '../../src/web/widget/matters/words.ts'
import * as rate from '../../src/web/widget/rate/words.ts'
import * as survey from '../../src/web/widget/survey/words.ts'
import { en as widgetEn } from '../../src/web/widget/texts-en.ts'
import { zh as widgetZh } from '../../src/web/widget/texts-zh.ts'
import * as buyers from '../../src/web/widget/view/buyer-words.ts'
import * as things from '../../src/web/widget/view/thing-words.ts'
import { leaves } from '../support/leaves.ts'

const faces = [
  ['widget', widgetZh, widgetEn],
  ...Object.entries({ form, matters, attach, buyers, rate, survey, things }).map(
    ([name, { zh, en }]) => [`widget’s ${name}`, zh, en] as const,
  ),
  ['console', consoleZh, consoleEn],
  ...Object.entries({ overview, ownPassword, people, playbook }).map(
    ([name, { zh, en }]) => [`console’s ${name}`, zh, en] as const,
  ),
] as const

test.each(faces)('every text of the %s exists in both languages', (_, zh, en) => {
  const pathsOf = (texts: object) => leaves(texts).map(([path]) => path)
  expect(pathsOf(en)).toEqual(pathsOf(zh))
  for (const [path, text] of [...leaves(zh), ...leaves(en)]) expect(text.trim(), path).not.toBe('')
})

test.each(faces)('the English %s has no Chinese in it', (_, __, en) => {
  for (const [path, text] of leaves(en)) expect(text, path).not.toMatch(/\p{Script=Han}/u)
})
