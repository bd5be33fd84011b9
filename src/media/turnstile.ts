/** Lets so many pieces of work run at once; the others wait in the order they came. */
export function createTurnstile(atOnce: number) {
  const waiting: (() => void)[] = []
  let inside = 0

  return {
    async pass<T>(work: () => Promise<T>): Promise<T> {
      if (inside < atOnce) inside += 1
      else await new Promise<void>((enter) => waiting.push(enter))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        // The place passes on without being free in between.
        if (next) next()
        else inside -= 1
      }
    },
  }
}
