/** The same value, frozen all the way down. */
export const frozen = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

/** A map of frozen values that refuses to change: `Object.freeze` alone does not stop `set`. */
export const frozenMap = <Key, Value>(
  entries: readonly (readonly [Key, Value])[],
): ReadonlyMap<Key, Value> => {
  const map = new Map(entries.map(([key, value]) => [key, frozen(value)]))
  const refuse = () => {
    throw new TypeError('a playbook cannot be changed')
  }
  return Object.freeze(Object.assign(map, { set: refuse, delete: refuse, clear: refuse }))
}
