import type { Logger } from 'pino'
import type { Store, WantedMedia } from '../store/index.ts'

/** Fetches one file and keeps it, or says why not. */
export type KeepFile = (
  id: string,
  url: string,
) => Promise<
  | {
      readonly kind: 'kept'
      readonly bytes: number
      readonly sha256: string
      readonly mime: string
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly retryable: boolean }
>

const filesAtOnce = 4
/** Pauses between the tries of one file; the last one again and again. */
const pausesMs = [5_000, 30_000, 120_000, 600_000] as const
/** Platforms' links live for hours at most; after that nobody has the file any more. */
const giveUpAfterMs = 60 * 60_000
const pauseAfterFailureMs = 5_000
/** The clock may jump; and setTimeout counts in 32 bits. */
const longestSleepMs = 60_000

/** Makes own copies of files before the platform's links expire, across restarts. */
export const createMediaKeeper = (parts: {
  readonly store: Store
  readonly keep: KeepFile
  readonly now: () => number
  readonly log: Logger
}) => {
  const { store, now, log } = parts
  let running: Promise<void> | undefined
  let woken = false
  let stopped = false
  let alarm: NodeJS.Timeout | undefined

  const keepOne = async (record: WantedMedia): Promise<void> => {
    const { id, url, conversationId, at, attempts = 0 } = record
    const known = { id, url, conversationId, at }
    const result = await parts.keep(id, url)
    if (result.kind === 'kept') {
      const { kind: _, ...file } = result
      await store.media.save({ ...known, status: 'kept', ...file })
      return
    }
    const { reason, retryable } = result
    log.warn({ mediaId: id, reason, retryable, attempts: attempts + 1 }, 'media not kept')
    if (!retryable || now() - at >= giveUpAfterMs) {
      await store.media.save({ ...known, status: 'refused', reason })
      return
    }
    const pause = pausesMs[Math.min(attempts, pausesMs.length - 1)] ?? 0
    const nextAt = now() + pause
    await store.media.save({ ...known, status: 'wanted', attempts: attempts + 1, nextAt })
  }

  const sweep = async (): Promise<void> => {
    while (!stopped) {
      woken = false
      const due = await store.media.wanted(now(), filesAtOnce)
      if (due.length === 0 && !woken) return
      const settled = await Promise.allSettled(due.map(keepOne))
      const failed = settled.find((each) => each.status === 'rejected')
      if (failed !== undefined) throw failed.reason
    }
  }

  const sleep = async (): Promise<void> => {
    const dueAt = await store.media.nextDueAt()
    if (dueAt !== undefined) wakeIn(dueAt - now())
  }

  const wakeIn = (ms: number): void => {
    clearTimeout(alarm)
    if (!stopped) alarm = setTimeout(wake, Math.min(Math.max(ms, 0), longestSleepMs))
  }

  const wake = (): void => {
    woken = true
    if (running !== undefined || stopped) return
    clearTimeout(alarm)
    let stumbled = false
    running = sweep()
      .then(sleep)
      .catch((error: unknown) => {
        stumbled = true
        log.error({ err: error }, 'media sweep failed')
        wakeIn(pauseAfterFailureMs)
      })
      .finally(() => {
        running = undefined
        if (woken && !stumbled) wake()
      })
  }

  return {
    wake,
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(alarm)
      await running
    },
  }
}
