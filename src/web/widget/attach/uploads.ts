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
  /** Why a file need not be sent at all. */
  readonly judge: (file: File) => string | null
}

export type Uploads = ReturnType<typeof createUploads>

/** A server that answers before it has read all of a file may leave the browser waiting for ever. */
const stalledMs = 30_000

/** The files on their way: each one by itself, to be tried again or taken back. */
export function createUploads({
  upload,
  judge,
  newId,
  count,
  later,
  onChange,
  onDone,
}: UploadsDeps) {
  let uploads: readonly Upload[] = []
  const runs = new Map<string, UploadRun>()

  const set = (next: readonly Upload[]) => {
    uploads = next
    onChange(uploads)
  }
  const patch = (id: string, each: Partial<Upload>) =>
    set(uploads.map((one) => (one.id === id ? { ...one, ...each } : one)))

  async function run({ id, file }: Upload) {
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
    runs.get(id)?.abort()
    runs.delete(id)
    set(uploads.filter((each) => each.id !== id))
  }

  return {
    add(files: Iterable<File>) {
      for (const file of files) {
        const message = judge(file)
        const failed = message === null ? null : { message, mayRetry: false }
        const one: Upload = { id: newId(), file, behind: count(), percent: 0, failed }
        set([...uploads, one])
        if (failed === null) void run(one)
      }
    },
    retry: (one: Upload) => void run(one),
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
