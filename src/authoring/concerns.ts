import type { Story } from '../rehearsal/index.ts'

/** What a save changes, as far as stories can speak of it. */
export interface Change {
  /** Ids and titles that stand in the changed files. */
  readonly names: readonly string[]
  /** The files' texts, before and after. */
  readonly texts: readonly string[]
}

export const changeOf = (texts: readonly string[]): Change => ({
  texts,
  names: [
    ...new Set(
      texts.flatMap((text) =>
        [
          ...text.matchAll(
            /^[ -]*(?:id|topic|title|problem_class):[ \t]*([^\s#][^#\n]*?)[ \t]*(?:#.*)?$/gm,
          ),
        ].map(([, name = '']) => name),
      ),
    ),
  ],
})

/** Whether a story speaks of what was changed: it is played before the others. */
export const concerns = ({ steps }: Pick<Story, 'steps'>, { names, texts }: Change): boolean => {
  const whole = JSON.stringify(steps.map(({ words }) => words))
  if (names.some((name) => whole.includes(`"${name}"`))) return true
  const wanted = steps.flatMap(({ expect }) => [expect.says ?? []].flat(2))
  return wanted.some((words) => texts.some((text) => text.includes(words)))
}
