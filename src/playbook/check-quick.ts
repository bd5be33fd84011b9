import { variables } from '../model/variables.ts'
import { checkText, shopKeysOf } from './check-variables.ts'
import { errorAt, type Fault } from './fault.ts'
import type { Outline, Written } from './outline.ts'
import { tokensOf } from './template.ts'
import { placeInside } from './yaml-file.ts'

/** Quick replies: variables and fill-ins that can be filled. */
export const checkQuick = ({ quick, shop }: Pick<Outline, 'quick' | 'shop'>): Fault[] =>
  quick.flatMap(({ text }) => (text ? checkWords(text, shopKeysOf(shop)) : []))

const checkWords = (text: Written, shopKeys: ReadonlySet<string>): Fault[] => {
  const asks = tokensOf(text.text).filter(({ name }) => /^ask\b/.test(name))
  const nameless = asks.filter(({ name }) => !/^ask:\s*\S/.test(name))
  return [
    ...checkText(text, [...variables, ...asks.map(({ name }) => name)], shopKeys),
    ...nameless.map(({ raw, index }) =>
      errorAt(
        placeInside(text.file, text.path, raw, index),
        [`「${raw}」没有写要填什么`, `"${raw}" does not say what is to be filled in`],
        ['写成 {{ask:金额}}', 'write {{ask:amount}}'],
      ),
    ),
  ]
}
