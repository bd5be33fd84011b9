import { z } from 'zod'
import { fieldName } from './field-words.ts'
import { allKinds, kindOf } from './kinds.ts'

export interface EditorSchema {
  /** Relative to the playbook's folder: `replies/.schema/topic.json`. */
  readonly file: string
  readonly kind: string
  readonly text: string
}

const schemaFolder = '.schema'

/** What editors complete and check by: one schema a kind of file, draft 7, in the operators' words. */
export const editorSchemas = (): readonly EditorSchema[] =>
  allKinds.map(({ folder, kind, schema }) => {
    const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' })
    const text = `${JSON.stringify(named(json, []), null, 2)}\n`
    return { file: `${folder}/${schemaFolder}/${kind}.json`, kind, text }
  })

/** The first line of a file, by which an editor finds its schema. */
export const modelineOf = (file: string): string =>
  `# yaml-language-server: $schema=${schemaFolder}/${kindOf(file)}.json`

/** Each property with what operators call it. */
const named = (node: unknown, path: readonly string[]): unknown => {
  if (Array.isArray(node)) return node.map((each) => named(each, path))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === 'properties' ? [key, namedProperties(value, path)] : [key, named(value, path)],
    ),
  )
}

const namedProperties = (properties: object, path: readonly string[]) =>
  Object.fromEntries(
    Object.entries(properties).map(([field, schema]) => {
      const here = [...path, field]
      const name = fieldName(here)
      const inside = named(schema, here) as object
      return [field, name === undefined ? inside : { description: name, ...inside }]
    }),
  )
