/** Runs what it is given, so many at once; the others wait in line. */
export function atMost(places: number) {
  let running = 0
  const waiting: (() => void)[] = []
  const admit = () => {
    const next = waiting.shift()
    if (next === undefined) return
    running += 1
    next()
  }
  return {
    async run<T>(job: () => Promise<T>): Promise<T> {
      if (running < places) running += 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await job()
      } finally {
        running -= 1
        if (running < places) admit()
      }
    },
    /** Who waits need not any more. */
    admitAll() {
      while (waiting.length > 0) admit()
    },
  }
}
