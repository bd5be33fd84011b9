import type { z } from 'zod'
import { closest } from '../model/closest.ts'
import { didYouMean } from './did-you-mean.ts'
import { errorAt, type Fault, mostFaults, type Words } from './fault.ts'
import { fieldLabel, fieldMeant } from './field-words.ts'
import { isMissing, issueWords } from './issue-words.ts'
import { knownKeys } from './known-keys.ts'
import { valueAt } from './outline.ts'
import { type Path, placeOf, placeOfKey, type YamlFile } from './yaml-file.ts'

type Issue = z.core.$ZodIssue

/** The file's content if it has the right shape, and every place where it has not. */
export const checkShape = <Schema extends z.ZodType>(
  file: YamlFile,
  schema: Schema,
): { readonly content?: z.output<Schema>; readonly faults: readonly Fault[] } => {
  const result = schema.safeParse(file.value)
  if (result.success) return { content: result.data, faults: [] }
  const issues = result.error.issues.slice(0, mostFaults).flatMap(unfold)
  const misspelt = new Set(issues.flatMap((issue) => meantBy(schema, issue)))
  const faults = issues
    // One slip is one fault: `replly` is told, the `reply` that it leaves missing is not.
    .filter(({ path }) => !(isMissing(file.value, path) && misspelt.has(path.join('\0'))))
    .flatMap((issue) => faultsOf(file, schema, issue))
  return { faults }
}

/** Where the fields would stand that unknown ones were probably meant to be. */
const meantBy = (schema: z.ZodType, issue: Issue): string[] => {
  if (issue.code !== 'unrecognized_keys') return []
  const known = knownKeys(schema, issue.path)
  return issue.keys.flatMap((key) => {
    const meant = fieldFor(key, known)
    return meant === undefined ? [] : [[...issue.path, meant].join('\0')]
  })
}

const fieldFor = (key: string, known: readonly string[]): string | undefined => {
  const other = fieldMeant(key)
  return other !== undefined && known.includes(other) ? other : closest(key, known)
}

/** Of a union, the issues of the form that was meant: the one whose outside already fits. */
const unfold = (issue: Issue): Issue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors.find((issues) => issues.every(({ path, code }) => inside(path, code)))
  if (!meant) return [issue]
  return meant.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }))
}

const inside = (path: Path, code: Issue['code']) => path.length > 0 || code === 'unrecognized_keys'

const faultsOf = (file: YamlFile, schema: z.ZodType, issue: Issue): Fault[] => {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, mostFaults)
      .map((key) => unknownKey(file, [...path, key], knownKeys(schema, path)))
  }
  if (issue.code === 'invalid_key') {
    const message: Words = [
      `名称「${String(path.at(-1))}」写法不对：只能用小写英文字母、数字和下划线，以字母开头`,
      `key "${String(path.at(-1))}": only lower-case letters, digits and _`,
    ]
    return [errorAt(placeOfKey(file, path), message)]
  }
  const value = valueAt(file.value, path)
  const parent = path.slice(0, -1)
  const place = isMissing(file.value, path) ? placeOf(file, parent) : placeOf(file, path)
  const { message, remedy } = issueWords(
    inQuotes(file, schema, path) ?? issue,
    value,
    isMissing(file.value, path),
  )
  return [errorAt(place, message, remedy)]
}

/** `within: 30` is no text, but in quotes it would be wrong as well: then that is told at once. */
const inQuotes = (file: YamlFile, schema: z.ZodType, path: Path): Issue | undefined => {
  const value = valueAt(file.value, path)
  const parent = path.slice(0, -1)
  const last = path.at(-1)
  if (typeof value !== 'number' || last === undefined) return undefined
  const copy = structuredClone(file.value)
  const holder = valueAt(copy, parent)
  if (typeof holder !== 'object' || holder === null) return undefined
  Reflect.set(holder, last, String(value))
  const { error } = schema.safeParse(copy)
  const isSame = (issue: Issue) => issue.path.join('\0') === path.join('\0')
  return error?.issues.find((issue) => issue.code === 'invalid_format' && isSame(issue))
}

const unknownKey = (file: YamlFile, path: Path, known: readonly string[]): Fault => {
  const key = String(path.at(-1))
  const meant = fieldFor(key, known)
  const place = placeOfKey(file, path)
  if (meant === undefined) {
    const remedy: Words = [
      `这里可以写：${known.map(fieldLabel).join('、')}`,
      `known here: ${known.join(', ')}`,
    ]
    return errorAt(place, [`不认识的字段「${key}」`, `unknown field "${key}"`], remedy)
  }
  const [askZh, askEn] = didYouMean(meant)
  return errorAt(place, [`不认识的字段「${key}」${askZh}`, `unknown field "${key}"${askEn}`])
}
