import { checkPhrase } from './check-phrase.ts'
import { type Fault, warningAt } from './fault.ts'
import { each, list, valueAt } from './outline.ts'
import { placeOf, type YamlFile } from './yaml-file.ts'

/** What tells a description: phrases that can be read, where they are of use. */
export const checkSlots = (files: readonly YamlFile[]): Fault[] =>
  files.flatMap((file) => {
    const slots = each(file, ['flows']).flatMap((flow) => each(file, [...flow, 'slots']))
    return slots.flatMap((slot) => {
      const toldBy = [...slot, 'told_by']
      if (valueAt(file.value, toldBy) === undefined) return []
      const faults = list(file, [...toldBy, 'patterns']).flatMap(checkPhrase)
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
