import type { ToneRules } from './schema/index.ts'
import type { Path } from './yaml-file.ts'

/** A phrase or a sentence, and where it was written: `replies/tone.yaml:12:5`. */
export interface Sourced {
  readonly text: string
  readonly source: string
}

type Written = ToneRules['categories'][number]

export type ToneCategory = Omit<Written, 'patterns' | 'alone'> & {
  readonly patterns: readonly Sourced[]
  readonly alone: readonly Sourced[]
  /** Of the sentences that teach the classifier. */
  readonly source: string
}

/** What `replies/tone.yaml` warns of, each phrase with its place. */
export type Tone = Omit<ToneRules, 'categories'> & {
  readonly categories: readonly ToneCategory[]
}

export const toneIn = (rules: ToneRules, sourceOf: (path: Path) => string): Tone => ({
  ...rules,
  categories: rules.categories.map((category, index) => {
    const sourced = (field: 'patterns' | 'alone'): Sourced[] =>
      category[field].map((text, at) => ({
        text,
        source: sourceOf(['categories', index, field, at]),
      }))
    return {
      ...category,
      patterns: sourced('patterns'),
      alone: sourced('alone'),
      source: sourceOf(['categories', index, 'examples']),
    }
  }),
})
