import type { Logger } from 'pino'
import type { MediaRecord, Store } from '../store/index.ts'

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
const retryPauseMs = 5_000
/** Platforms' links live for hours at most; after that nobody has the file any more. */
const giveUpAfterMs = 60 * 60_000

/** Makes own copies of files before the platform's links expire, across restarts. */
export const createMediaKeeper = (parts: {
  readonly store: Store
  readonly keep: KeepFile
  readonly now: () => number
  readonly log: Logger
}) => {
  const { store, now, log } = parts
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const keepOne = async (record: MediaRecord): Promise<boolean> => {
    const result = await parts.keep(record.id, record.url)
    const { id, url, conversationId, at } = record
    const known = { id, url, conversationId, at }
    if (result.kind === 'kept') {
      const { kind: _, ...file } = result
      await store.media.save({ ...known, status: 'kept', ...file })
      return true
    }
    log.warn({ mediaId: id, reason: result.reason, retryable: result.retryable }, 'media not kept')
    if (result.retryable && now() - at < giveUpAfterMs) return false
    await store.media.save({ ...known, status: 'refused', reason: result.reason })
    return true
  }

  const sweep = async (): Promise<void> => {
    do {
      again = false
      const wanted = await store.media.wanted(filesAtOnce)
      const settled = await Promise.all(wanted.map(keepOne))
      if (settled.some((done) => done)) again = true
      else if (wanted.length > 0) retry = setTimeout(wake, retryPauseMs)
    } while (again && !stopped)
  }

  const wake = (): void => {
    again = true
    clearTimeout(retry)
    if (running !== undefined || stopped) return
    running = sweep()
      .catch((error: unknown) => log.error({ err: error }, 'media sweep failed'))
      .finally(() => {
        running = undefined
      })
  }

  return {
    wake,
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(retry)
      await running
    },
  }
}
