/** Who has which conversation: one holder at a time, the others in the order they came. */
export interface Claims {
  /** Takes a free conversation at once; false when somebody has it. */
  tryTake(key: number): boolean
  /** Takes it as soon as all before have let go. */
  take(key: number): Promise<void>
  release(key: number): void
  isTaken(key: number): boolean
  count(): number
}

export function createClaims(): Claims {
  /** Those who wait for a conversation that is taken. */
  const queues = new Map<number, (() => void)[]>()

  return {
    tryTake(key) {
      if (queues.has(key)) return false
      queues.set(key, [])
      return true
    },
    take(key) {
      const queue = queues.get(key)
      if (queue) return new Promise((resolve) => queue.push(resolve))
      queues.set(key, [])
      return Promise.resolve()
    },
    release(key) {
      const next = queues.get(key)?.shift()
      // The claim passes on without being free in between, so nobody can jump the queue.
      if (next) next()
      else queues.delete(key)
    },
    isTaken: (key) => queues.has(key),
    count: () => queues.size,
  }
}
