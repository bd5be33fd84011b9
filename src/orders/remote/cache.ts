export interface Cache {
  /**
   * What was fetched for a key within its time, or `fetch` anew. Who asks while it is under way
   * waits for the same answer. A failure is not kept.
   */
  get<T>(key: string, lifeMs: number, fetch: () => Promise<T>): Promise<T>
}

interface Kept {
  readonly until: number
  readonly answer: Promise<unknown>
}

const mostKept = 1_000

export function createCache(now: () => number): Cache {
  const kept = new Map<string, Kept>()

  function forgetOld() {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key)
    for (const key of kept.keys()) {
      if (kept.size < mostKept) return
      kept.delete(key)
    }
  }

  return {
    get<T>(key: string, lifeMs: number, fetch: () => Promise<T>): Promise<T> {
      const known = kept.get(key)
      if (known && known.until > now()) return known.answer as Promise<T>
      if (kept.size >= mostKept) forgetOld()
      const answer = fetch()
      const entry = { until: now() + lifeMs, answer }
      kept.set(key, entry)
      answer.catch(() => {
        if (kept.get(key) === entry) kept.delete(key)
      })
      return answer
    },
  }
}
