/** Every text with its path; a text with a gap is filled with `X`. */
export function leaves(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('X'))]]
  return Object.entries(value as object).flatMap(([key, each]) => leaves(each, `${path}.${key}`))
}
