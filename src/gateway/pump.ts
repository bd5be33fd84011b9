import type { Logger } from 'pino'

interface PumpParts {
  /** One slice of work; true when there may be more at once. */
  readonly work: () => Promise<boolean>
  readonly nextDueAt: () => Promise<number | undefined>
  readonly now: () => number
  readonly log: Logger
}

export interface Pump {
  wake(): void
  /** Lets what is in hand finish; tells whether there was anything. */
  settle(): Promise<boolean>
  stop(): Promise<void>
}

const pauseAfterFailureMs = 1_000
/** setTimeout counts in 32 bits; and a clock that jumps must not make anybody wait for days. */
const longestSleepMs = 60_000

/**
 * Works while there is work, then sleeps until something is due or somebody wakes it. Between two
 * slices the loop is free, so that acknowledgements go first.
 */
export const createPump = ({ work, nextDueAt, now, log }: PumpParts): Pump => {
  let running: Promise<void> | undefined
  let woken = false
  let stopped = false
  let alarm: NodeJS.Timeout | undefined

  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false
      const more = await work()
      if (!more && !woken) return
      await new Promise(setImmediate)
    }
  }

  const sleep = async (): Promise<void> => {
    const dueAt = await nextDueAt()
    clearTimeout(alarm)
    if (stopped || dueAt === undefined) return
    alarm = setTimeout(wake, Math.min(Math.max(dueAt - now(), 0), longestSleepMs))
  }

  const wake = (): void => {
    woken = true
    if (running !== undefined || stopped) return
    clearTimeout(alarm)
    running = run()
      .then(sleep)
      .catch((error: unknown) => {
        log.error({ err: error }, 'gateway stumbled')
        if (!stopped) alarm = setTimeout(wake, pauseAfterFailureMs)
      })
      .finally(() => {
        running = undefined
        if (woken && !stopped) wake()
      })
  }

  return {
    wake,
    async settle() {
      const busy = running !== undefined
      while (running !== undefined) await running
      return busy
    },
    async stop() {
      stopped = true
      clearTimeout(alarm)
      await running
    },
  }
}
