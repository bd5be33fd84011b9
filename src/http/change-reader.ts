import type { Change, Store } from '../store/index.ts'

export interface ChangeReader {
  /** The last change that was published. */
  readonly head: number
  /** Resolves when everything that was committed before the call has been published. */
  catchUp(): Promise<void>
  close(): void
}

export interface ChangeReaderOptions {
  readonly store: Pick<Store, 'read' | 'onChange'>
  readonly onError: (error: unknown) => void
  readonly onBegin: (head: number) => void
  readonly publish: (change: Change) => void
}

const pageSize = 200
const gatherMs = 10
/** The store's hints may be lost. */
const pollMs = 500

/**
 * Reads the store's changes once, in order of `seq`, for all who listen. It begins with the first
 * `catchUp`: a counter that nobody looks at does not read its own changes.
 */
export function createChangeReader(options: ChangeReaderOptions): ChangeReader {
  const { store, onError, onBegin, publish } = options
  let head = 0
  let begun: Promise<void> | undefined
  let reading: Promise<void> | undefined
  let again = false
  let closed = false
  let gathering: NodeJS.Timeout | undefined
  let polling: NodeJS.Timeout | undefined
  let stopHints = () => {}

  async function begin() {
    head = await store.read.lastSeq()
    if (closed) return
    onBegin(head)
    stopHints = store.onChange(readSoon)
    polling = setInterval(readSoon, pollMs).unref()
  }

  function readSoon() {
    gathering ??= setTimeout(() => {
      gathering = undefined
      readNow().catch(onError)
    }, gatherMs).unref()
  }

  function readNow(): Promise<void> {
    again = true
    reading ??= readOn().finally(() => {
      reading = undefined
    })
    return reading
  }

  async function readOn() {
    while (again && !closed) {
      again = false
      let page: readonly Change[]
      do {
        page = await store.read.changes({ after: head, limit: pageSize })
        for (const change of page) {
          head = change.seq
          publish(change)
        }
      } while (page.length === pageSize && !closed)
    }
  }

  return {
    get head() {
      return head
    },
    async catchUp() {
      begun ??= begin()
      await begun.catch((error) => {
        begun = undefined
        throw error
      })
      await readNow()
    },
    close() {
      closed = true
      stopHints()
      clearTimeout(gathering)
      clearInterval(polling)
    },
  }
}
