/** A choice that this browser keeps; what it cannot read is as if it had never been made. */
export interface Kept<Value> {
  get(): Value
  set(value: Value): void
  subscribe(listener: () => void): () => void
}

export function kept<Value>(place: string, read: (known: unknown) => Value): Kept<Value> {
  let value = read(parsed(place))
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      value = next
      localStorage.setItem(place, JSON.stringify(next))
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function parsed(place: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null')
  } catch {
    return null
  }
}

/** Its own fields where they are of this type, else none. */
export const fieldsOf = (known: unknown): Readonly<Record<string, unknown>> =>
  typeof known === 'object' && known !== null ? { ...known } : {}
