import { z } from 'zod'

/** The fields a schema knows at a path, for "did you mean". */
export const knownKeys = (schema: z.ZodType, path: readonly PropertyKey[]): string[] => {
  let here: z.core.$ZodType[] = forms(schema)
  for (const step of path) here = here.flatMap((form) => forms(child(form, step)))
  const keys = here.flatMap((form) => (form instanceof z.ZodObject ? Object.keys(form.shape) : []))
  return [...new Set(keys)]
}

/** What a schema may turn out to be: itself, what it wraps, or each branch of a union. */
const forms = (schema: z.core.$ZodType | undefined): z.core.$ZodType[] => {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(forms)
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return forms(schema.unwrap())
  }
  return schema ? [schema] : []
}

const child = (schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined => {
  if (schema instanceof z.ZodArray) return schema.element
  if (schema instanceof z.ZodRecord) return schema.valueType
  return schema instanceof z.ZodObject ? schema.shape[String(step)] : undefined
}
