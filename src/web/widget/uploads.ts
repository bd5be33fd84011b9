import type { CustomerPart } from '../shared/index.ts'
import type { UploadRun } from './server.ts'

/** A file on its way; once it is there it becomes a message and leaves the list. */
export interface Upload {
  readonly id: string
  readonly file: File
  readonly percent: number
  /** Set when it failed; the server's sentence or nothing. */
  readonly failed: string | null
}

export interface UploadsDeps {
  readonly upload: (file: File, onProgress: (percent: number) => void) => UploadRun
  readonly newId: () => string
  readonly onChange: (uploads: readonly Upload[]) => void
  readonly onDone: (part: CustomerPart) => void
}

/** The files on their way: each one by itself, to be tried again or taken back. */
export function createUploads({ upload, newId, onChange, onDone }: UploadsDeps) {
  let uploads: readonly Upload[] = []
  const runs = new Map<string, UploadRun>()

  const set = (next: readonly Upload[]) => {
    uploads = next
    onChange(uploads)
  }
  const patch = (id: string, each: Partial<Upload>) =>
    set(uploads.map((one) => (one.id === id ? { ...one, ...each } : one)))

  async function run({ id, file }: Upload) {
    patch(id, { percent: 0, failed: null })
    const started = upload(file, (percent) => patch(id, { percent }))
    runs.set(id, started)
    try {
      const { media, mime } = await started.done
      if (!uploads.some((each) => each.id === id)) return
      drop(id)
      onDone({ type: partTypeOf(mime), media, name: file.name })
    } catch (error) {
      patch(id, { failed: error instanceof Error ? error.message : '' })
    } finally {
      runs.delete(id)
    }
  }

  function drop(id: string) {
    runs.get(id)?.abort()
    set(uploads.filter((each) => each.id !== id))
  }

  return {
    add(files: Iterable<File>) {
      for (const file of files) {
        const one: Upload = { id: newId(), file, percent: 0, failed: null }
        set([...uploads, one])
        void run(one)
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
