import type { CustomerPart, SocketWorld } from '../../shared/index.ts'
import type { UploadFailure, UploadRun } from './upload.ts'

/** A file on its way; once it is there it becomes a message and leaves the list. */
export interface Upload {
  readonly id: string
  readonly file: File
  /** So many messages stood above it when it was chosen. */
  readonly behind: number
  readonly percent: number
  readonly failed: UploadFailure | null
}

/** What the chat gives; the rest comes with the part itself. */
export interface UploadsWiring {
  readonly newId: () => string
  readonly count: () => number
  readonly later: SocketWorld['later']
  readonly onChange: (uploads: readonly Upload[]) => void
  readonly onDone: (part: CustomerPart) => void
}

export interface UploadsDeps extends UploadsWiring {
  readonly upload: (file: File, onProgress: (percent: number) => void) => UploadRun
  /** The same picture in a moderate size. */
  readonly shrink: (file: File) => Promise<File>
  /** Why a file need not be sent at all. */
  readonly judge: (file: File) => string | null
}

export type Uploads = ReturnType<typeof createUploads>

/** A server that answers before it has read all of a file may leave the browser waiting for ever. */
const stalledMs = 30_000
/** More at once would only make each slower. */
const mostRuns = 3

/** The files on their way: each one by itself, to be tried again or taken back. */
export function createUploads({
  upload,
  shrink,
  judge,
  newId,
  count,
  later,
  onChange,
  onDone,
}: UploadsDeps) {
  let uploads: readonly Upload[] = []
  const runs = new Map<string, UploadRun>()
  /** Wait for another one to end. */
  let waiting: readonly Upload[] = []
  /** At work, also with what is being made smaller. */
  let busy = 0

  const set = (next: readonly Upload[]) => {
    uploads = next
    onChange(uploads)
  }
  const patch = (id: string, each: Partial<Upload>) =>
    set(uploads.map((one) => (one.id === id ? { ...one, ...each } : one)))

  function start(one: Upload) {
    waiting = [...waiting, one]
    patch(one.id, { percent: 0, failed: null })
    next()
  }

  function next() {
    const [first, ...others] = waiting
    if (first === undefined || busy >= mostRuns) return
    waiting = others
    busy += 1
    void run(first).finally(() => {
      busy -= 1
      next()
    })
    next()
  }

  async function run({ id, file: chosen }: Upload) {
    const file = await shrink(chosen)
    // Taken back meanwhile.
    if (!uploads.some((each) => each.id === id)) return
    const message = judge(file)
    if (message !== null) return patch(id, { failed: { message, mayRetry: false } })
    let stopTimer = () => {}
    const progress = (percent: number) => {
      stopTimer()
      stopTimer = later(stalledMs, () => started.abort())
      patch(id, { percent, failed: null })
    }
    const started = upload(file, progress)
    runs.set(id, started)
    progress(0)
    const outcome = await started.done
    stopTimer()
    if (!runs.delete(id)) return
    if (!('media' in outcome)) return patch(id, { failed: outcome })
    drop(id)
    onDone({ type: partTypeOf(outcome.mime), media: outcome.media, name: file.name })
  }

  function drop(id: string) {
    waiting = waiting.filter((each) => each.id !== id)
    runs.get(id)?.abort()
    runs.delete(id)
    set(uploads.filter((each) => each.id !== id))
  }

  return {
    add(files: Iterable<File>) {
      for (const file of files) {
        const one: Upload = { id: newId(), file, behind: count(), percent: 0, failed: null }
        set([...uploads, one])
        start(one)
      }
    },
    retry: start,
    drop,
    dropAll() {
      for (const { id } of uploads) drop(id)
    },
  }
}

function partTypeOf(mime: string): 'image' | 'video' | 'file' {
  if (mime.startsWith('image/')) return 'image'
  return mime.startsWith('video/') ? 'video' : 'file'
}
