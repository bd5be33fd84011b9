/** A choice that this browser keeps; what it cannot read is as if it had never been made. */
export interface Kept<Value> {
  get(): Value
  set(value: Value): void
  /** From what is there now: another tab may have changed it. */
  change(next: (value: Value) => Value): void
  subscribe(listener: () => void): () => void
}

export function kept<Value>(place: string, read: (known: unknown) => Value): Kept<Value> {
  const readNow = () => read(parsed(place))
  let value = readNow()
  const listeners = new Set<() => void>()
  const tell = (next: Value) => {
    value = next
    for (const listener of listeners) listener()
  }
  addEventListener('storage', ({ key }) => {
    if (key === place) tell(readNow())
  })
  const set = (next: Value) => {
    localStorage.setItem(place, JSON.stringify(next))
    tell(next)
  }
  return {
    get: () => value,
    set,
    change: (next) => set(next(readNow())),
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
