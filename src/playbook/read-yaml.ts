import type { z } from 'zod'
import { errorAt, type Fault, type Place, type Words } from './fault.ts'
import { readText } from './read.ts'
import { checkShape } from './shape.ts'
import { type Path, parseYaml, placeOf } from './yaml-file.ts'

/** A file's content, and where in the file each piece of it stands; or all that is wrong with it. */
export type ReadYaml<Content> =
  | {
      readonly ok: true
      readonly content: Content
      readonly placeOf: (path: Path) => Place
      readonly faultAt: (path: Path, message: Words, remedy?: Words) => Fault
    }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** One file that operators write beside the playbook, read as strictly as the playbook itself. */
export const readYaml = async <Schema extends z.ZodType>(
  dir: string,
  file: string,
  schema: Schema,
): Promise<ReadYaml<z.output<Schema>>> => {
  const source = await readText(dir, file)
  if ('severity' in source) return { ok: false, faults: [source] }
  const yaml = parseYaml(source)
  if (!('value' in yaml)) return { ok: false, faults: yaml }
  const { content, faults } = checkShape(yaml, schema)
  if (content === undefined) return { ok: false, faults }
  return {
    ok: true,
    content,
    placeOf: (path) => placeOf(yaml, path),
    faultAt: (path, message, remedy) => errorAt(placeOf(yaml, path), message, remedy),
  }
}
