import type { Logger } from 'pino'
import type { FetchedMedia } from '../media/index.ts'
import type { Store, WantedMedia } from '../store/index.ts'

/** Fetches one file, keeps it and looks into it, or says why not. */
export type KeepFile = (id: string, url: string) => Promise<FetchedMedia>

const filesAtOnce = 4
/** Pauses between the tries of one file; the last one again and again. */
const pausesMs = [5_000, 30_000, 120_000, 600_000] as const
/** Platforms' links live for hours at most; after that nobody has the file any more. */
const giveUpAfterMs = 60 * 60_000
const pauseAfterFailureMs = 5_000
/** The clock may jump; and setTimeout counts in 32 bits. */
const longestSleepMs = 60_000

/**
 * Makes own copies of files before the platform's links expire, across restarts. Each file has a
 * place of its own: a film that takes minutes holds up no picture.
 */
export const createMediaKeeper = (parts: {
  readonly store: Store
  readonly keep: KeepFile
  readonly now: () => number
  readonly log: Logger
}) => {
  const { store, now, log } = parts
  const inHand = new Map<string, Promise<void>>()
  let looking: Promise<void> | undefined
  let woken = false
  let stopped = false
  let restUntil = 0
  let alarm: NodeJS.Timeout | undefined

  const keepOne = async (record: WantedMedia): Promise<void> => {
    const { attempts = 0, nextAt: _, ...known } = record
    const result = await parts.keep(record.id, record.url)
    if (result.kind === 'kept') {
      const { kind: _, ...file } = result
      await store.media.save({ ...known, status: 'kept', ...file })
      return
    }
    const { reason, retryable, bySettings } = result
    log.warn({ mediaId: record.id, reason, retryable, attempts: attempts + 1 }, 'media not kept')
    if (!retryable || now() - record.at >= giveUpAfterMs) {
      const refused = { status: 'refused', reason, ...(bySettings && { bySettings }) } as const
      await store.media.save({ ...known, ...refused })
      return
    }
    const pause = pausesMs[Math.min(attempts, pausesMs.length - 1)] ?? 0
    await store.media.save({ ...known, attempts: attempts + 1, nextAt: now() + pause })
  }

  /** Fills the free places with what is due; the next one that is not sets the alarm. */
  const look = async (): Promise<void> => {
    const wanted = await store.media.wanted(Number.MAX_SAFE_INTEGER, filesAtOnce + 1)
    for (const record of wanted) {
      if (inHand.has(record.id)) continue
      if (inHand.size >= filesAtOnce) return
      const dueAt = Math.max(record.nextAt ?? record.at, restUntil)
      if (dueAt > now()) return wakeIn(dueAt - now())
      begin(record)
    }
  }

  const begin = (record: WantedMedia): void => {
    const work = keepOne(record)
      .catch(stumble)
      .finally(() => {
        inHand.delete(record.id)
        wake()
      })
    inHand.set(record.id, work)
  }

  /** The store is in trouble: it is left alone for a while. */
  const stumble = (error: unknown): void => {
    log.error({ err: error }, 'media keeping failed')
    restUntil = now() + pauseAfterFailureMs
  }

  const wakeIn = (ms: number): void => {
    clearTimeout(alarm)
    if (!stopped) alarm = setTimeout(wake, Math.min(ms, longestSleepMs))
  }

  const wake = (): void => {
    woken = true
    if (looking !== undefined || stopped) return
    clearTimeout(alarm)
    woken = false
    looking = look()
      .catch((error: unknown) => {
        stumble(error)
        woken = false
        wakeIn(pauseAfterFailureMs)
      })
      .finally(() => {
        looking = undefined
        if (woken) wake()
      })
  }

  /** Lets what is in hand finish; tells whether there was anything. */
  const settle = async (): Promise<boolean> => {
    const busy = looking !== undefined || inHand.size > 0
    while (looking !== undefined || inHand.size > 0)
      await Promise.all([looking, ...inHand.values()])
    return busy
  }

  return {
    wake,
    settle,
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(alarm)
      await settle()
    },
  }
}
