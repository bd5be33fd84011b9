import { readPhrase, squeeze, standsIn } from '../model/phrase.ts'
import { checkPhrase } from './check-phrase.ts'
import { type Fault, warningAt } from './fault.ts'
import { each, list, placeOfText, valueAt, type Written } from './outline.ts'
import { placeOf, type YamlFile } from './yaml-file.ts'

/** What tells a description: phrases that can be read, where they are of use. */
export const checkSlots = (files: readonly YamlFile[]): Fault[] =>
  files.flatMap((file) => {
    const slots = each(file, ['flows']).flatMap((flow) => each(file, [...flow, 'slots']))
    return slots.flatMap((slot) => {
      const toldBy = [...slot, 'told_by']
      if (valueAt(file.value, toldBy) === undefined) return []
      const patterns = list(file, [...toldBy, 'patterns'])
      const alone = list(file, [...toldBy, 'alone'])
      const faults = [...patterns.flatMap(checkPhrase), ...alone.flatMap(foundBy(patterns))]
      if (valueAt(file.value, [...slot, 'kind']) === 'description') return faults
      return [
        ...faults,
        warningAt(
          placeOf(file, toldBy),
          [
            'told_by 不起作用：只有 kind: description 的资料看它',
            'told_by does nothing: only a slot of kind description looks at it',
          ],
          [
            '改成 kind: description，或者去掉 told_by',
            'make it kind: description, or drop told_by',
          ],
        ),
      ]
    })
  })

/** A whole message in which one of the phrases stands anyway. */
const foundBy =
  (patterns: readonly Written[]) =>
  (whole: Written): Fault[] => {
    const said = squeeze(whole.text).text
    const pattern = patterns.find(({ text }) => {
      const phrase = readPhrase(text)
      return !('fault' in phrase) && standsIn(phrase, said)
    })
    if (pattern === undefined) return []
    return [
      warningAt(
        placeOfText(whole),
        [
          `alone 里的「${whole.text}」不起作用：patterns 里的「${pattern.text}」已经认得`,
          `"${whole.text}" in alone does nothing: "${pattern.text}" of patterns finds it`,
        ],
        ['去掉其中一个', 'drop one of them'],
      ),
    ]
  }
