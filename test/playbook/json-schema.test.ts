import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/config.ts'
import { editorSchemas, modelineOf } from '../../src/playbook/index.ts'

const shipped = (file: string) => readFileSync(join(projectRoot, file), 'utf8')

test.each(editorSchemas().map(({ file, text }) => [file, text] as const))(
  '%s is what `shouhou schema` writes',
  (file, text) => expect(shipped(file)).toBe(text),
)

test('every file of the playbook begins with the line that names its schema', () => {
  const files = ['intents', 'replies'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`),
  )
  expect(files.length).toBeGreaterThan(50)
  const without = files.filter((file) => !shipped(file).startsWith(`${modelineOf(file)}\n`))
  expect(without).toEqual([])
})

test('each kind of file has its own schema, and whatever else there is is an intent or a topic', () => {
  const schemaOf = (file: string) => modelineOf(file).replace(/.*=/, '')
  expect(schemaOf('intents/damaged.yaml')).toBe('.schema/intent.json')
  expect(schemaOf('intents/mood.yaml')).toBe('.schema/mood.json')
  expect(schemaOf('replies/damaged.yaml')).toBe('.schema/topic.json')
  expect(schemaOf('replies/severity.yaml')).toBe('.schema/severity.json')
  expect(schemaOf('replies/constructor.yaml')).toBe('.schema/topic.json')
})

test('a schema speaks the operators’ language and knows no field that is not one', () => {
  const topic = editorSchemas().find(({ kind }) => kind === 'topic')
  const schema = JSON.parse(topic?.text ?? '')
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#')
  expect(schema.additionalProperties).toBe(false)
  const answer = schema.properties.answers.items
  expect(answer.properties.reply.description).toBe('回复内容')
  expect(answer.properties.when.properties.order_state.items.enum).toContain('shipped')
  expect(answer.required).toEqual(['id', 'reply'])
})

/** Every property of every schema, by where it stands. */
const properties = (node: unknown, path = ''): readonly (readonly [string, unknown])[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => [
    ...(key === 'properties' ? Object.entries(value as object) : []).map(
      ([field, schema]) => [`${path}.${field}`, schema.description] as const,
    ),
    ...properties(value, key === 'properties' ? path : `${path}.${key}`),
  ])
}

test('every field has a name in Chinese', () => {
  const nameless = editorSchemas().flatMap(({ kind, text }) =>
    properties(JSON.parse(text), kind).filter(([, name]) => !/\p{Script=Han}/u.test(`${name}`)),
  )
  expect(nameless).toEqual([])
})
