const login = { windowMs: 15 * 60_000, perName: 5, perAddress: 20 }
const mostKeys = 10_000

export interface Attempts {
  /** Counts an attempt as failed until it is known to have succeeded, so that many at once count. */
  begin(who: { readonly name: string; readonly address: string }): Attempt
}

export type Attempt =
  | { readonly kind: 'allowed'; readonly succeeded: () => void }
  | { readonly kind: 'refused'; readonly retryAfterMs: number }

/** How many may fail within which time. */
export interface AttemptLimits {
  readonly windowMs: number
  readonly perName: number
  readonly perAddress: number
}

/** What failed lately, by name and by address: wrong passwords, where nothing else is said. */
export function createAttempts(
  { now }: { readonly now: () => number },
  { windowMs, perName, perAddress }: AttemptLimits = login,
): Attempts {
  const failures = new Map<string, readonly number[]>()
  const recent = (key: string) => (failures.get(key) ?? []).filter((at) => at > now() - windowMs)

  function forgetOld() {
    for (const key of failures.keys()) if (recent(key).length === 0) failures.delete(key)
    for (const key of failures.keys()) {
      if (failures.size <= mostKeys) return
      failures.delete(key)
    }
  }

  return {
    begin({ name, address }) {
      const byName = `name ${name}`
      const byAddress = `address ${address}`
      const at = now()
      for (const [key, limit] of [
        [byName, perName],
        [byAddress, perAddress],
      ] as const) {
        const times = recent(key)
        const oldest = times.at(-limit)
        if (oldest !== undefined)
          return { kind: 'refused', retryAfterMs: Math.max(1, oldest + windowMs - at) }
      }
      for (const key of [byName, byAddress]) failures.set(key, [...recent(key), at])
      if (failures.size > mostKeys) forgetOld()
      return {
        kind: 'allowed',
        succeeded() {
          failures.delete(byName)
          const [, ...rest] = recent(byAddress)
          if (rest.length > 0) failures.set(byAddress, rest)
          else failures.delete(byAddress)
        },
      }
    },
  }
}
