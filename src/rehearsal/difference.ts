import type { Words } from '../playbook/index.ts'
import type { Wording } from './expectation.ts'

/** One thing that is not as the story wants it; the path starts at `expect`. */
export interface Difference {
  readonly path: readonly PropertyKey[]
  readonly expected: Words
  readonly actual: Words
}

type Value = string | number | boolean | undefined

/** Nothing where nothing is expected, or it is so. */
export const same = (
  path: Difference['path'],
  expected: Value,
  actual: Value,
): readonly Difference[] =>
  expected === undefined || expected === actual
    ? []
    : [{ path, expected: shown(expected), actual: shown(actual) }]

/** Every text of the wording stands in `actual`; an empty list wants it empty. */
export const contains = (
  path: Difference['path'],
  expected: Wording | undefined,
  actual: string,
): readonly Difference[] => {
  if (expected === undefined) return []
  const items = typeof expected === 'string' ? [expected] : expected
  if (items.length === 0) return same(path, '', actual)
  return items.flatMap((item) => {
    const choices = typeof item === 'string' ? [item] : item
    if (choices.some((choice) => actual.includes(choice))) return []
    const [zh, en] = [choices.join('」或「'), choices.join('" or "')]
    const wanted: Words = [`有「${zh}」`, `holds "${en}"`]
    return [{ path, expected: wanted, actual: shown(actual) }]
  })
}

/** None of the texts stands in `actual`. */
export const lacks = (
  path: Difference['path'],
  unwanted: string | readonly string[] | undefined,
  actual: string,
): readonly Difference[] =>
  [unwanted ?? []].flat().flatMap((text) => {
    if (!actual.includes(text)) return []
    return [{ path, expected: [`没有「${text}」`, `without "${text}"`], actual: shown(actual) }]
  })

/** The same names, in any order. */
export const sameSet = (
  path: Difference['path'],
  expected: readonly string[] | undefined,
  actual: readonly string[],
): readonly Difference[] => {
  const sorted = (names: readonly string[]) => [...names].sort().join('、')
  return expected === undefined ? [] : same(path, sorted(expected), sorted(actual))
}

export const absent = (path: Difference['path'], what: Words): readonly Difference[] => [
  { path, expected: what, actual: nothing },
]

const nothing: Words = ['没有', 'nothing']

const shown = (value: Value): Words => {
  if (value === undefined || value === '') return nothing
  if (typeof value === 'boolean') return value ? ['是', 'yes'] : ['不是', 'no']
  return [`${value}`, `${value}`]
}
