/** A JSON Schema, as far as completion looks into it. */
export interface Schema {
  readonly description?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** Every form that what stands at the path may have. */
export function schemasAt(root: Schema, path: readonly string[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (found, step) => found.flatMap((schema) => formsOf(below(schema, step))),
    formsOf(root),
  )
}

function below(
  { items, properties, additionalProperties }: Schema,
  step: string,
): Schema | undefined {
  if (step === '[]') return items
  const known =
    properties !== undefined && Object.hasOwn(properties, step) ? properties[step] : undefined
  if (known !== undefined) return known
  return typeof additionalProperties === 'object' ? additionalProperties : undefined
}

function formsOf(schema: Schema | undefined): readonly Schema[] {
  if (schema === undefined) return []
  const forms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return forms.length === 0 ? [schema] : forms.flatMap(formsOf)
}

/** The fields of all forms, each once. */
export function fieldsOf(schemas: readonly Schema[]): ReadonlyMap<string, Schema> {
  return new Map(schemas.flatMap(({ properties }) => Object.entries(properties ?? {})))
}

/** The words that may stand there, where only some may. */
export function choicesOf(schemas: readonly Schema[]): readonly string[] {
  const words = schemas.flatMap((schema) => {
    if (schema.type === 'boolean') return ['true', 'false']
    return schema.const === undefined ? (schema.enum ?? []) : [schema.const]
  })
  return [...new Set(words.map(String))]
}
