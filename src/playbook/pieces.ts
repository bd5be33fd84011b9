import type { z } from 'zod'
import { each, valueAt } from './outline.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/** A piece of a file that has the right shape, whatever is wrong around it. */
export interface Piece<Content> {
  readonly content: Content
  readonly file: YamlFile
  readonly path: Path
}

/** The value at a path, if it has the shape. */
export const pieceAt = <Schema extends z.ZodType>(
  file: YamlFile,
  path: Path,
  schema: Schema,
): Piece<z.output<Schema>>[] => {
  const { success, data } = schema.safeParse(valueAt(file.value, path))
  return success ? [{ content: data, file, path }] : []
}

/** Those items of the list at a path that have the shape. */
export const piecesIn = <Schema extends z.ZodType>(
  file: YamlFile,
  path: Path,
  schema: Schema,
): Piece<z.output<Schema>>[] => each(file, path).flatMap((item) => pieceAt(file, item, schema))
