export interface UntilTrue<T> {
  readonly look: () => Promise<T | undefined>
  /** A hint that looking again may help; it may be lost or doubled. */
  readonly onChange: (listener: () => void) => () => void
  readonly waitMs: number
  readonly signal: AbortSignal
}

const lookAgainMs = 1_000

/** Looks until there is something, or the time is up, or nobody waits any more. */
export async function untilTrue<T>(options: UntilTrue<T>): Promise<T | undefined> {
  const { look, onChange, waitMs, signal } = options
  const deadline = performance.now() + waitMs
  let changed = true
  let wake = () => {}
  const rouse = () => {
    changed = true
    wake()
  }
  const stop = onChange(rouse)
  signal.addEventListener('abort', rouse)
  try {
    for (;;) {
      changed = false
      const found = await look()
      const leftMs = deadline - performance.now()
      if (found !== undefined || leftMs <= 0 || signal.aborted) return found
      if (changed) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(leftMs, lookAgainMs))
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  } finally {
    stop()
    signal.removeEventListener('abort', rouse)
  }
}
