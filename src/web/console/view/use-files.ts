import { useRef, useState } from 'react'
import { type AgentFile, newId } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'

/** A file that goes along with the next words. */
export type Picked =
  | { readonly kind: 'uploading'; readonly id: string; readonly name: string }
  | { readonly kind: 'ready'; readonly id: string; readonly name: string; readonly file: AgentFile }
  | {
      readonly kind: 'failed'
      readonly id: string
      readonly name: string
      readonly reason: string
      readonly source: File
    }

/** Files that were picked, pasted or dropped; each is uploaded at once. */
export function useFiles() {
  const [files, setFiles] = useState<readonly Picked[]>([])
  const gone = useRef(new Set<string>())

  const replace = (next: Picked) => {
    if (gone.current.has(next.id)) return
    setFiles((all) => all.map((each) => (each.id === next.id ? next : each)))
  }

  async function upload(id: string, source: File) {
    const { name } = source
    try {
      const { media, mime } = await api.upload(source)
      replace({ kind: 'ready', id, name, file: { media, name, kind: kindOf(mime) } })
    } catch (error) {
      replace({ kind: 'failed', id, name, reason: sentenceOf(error), source })
    }
  }

  return {
    files,
    ready: files.flatMap((each) => (each.kind === 'ready' ? [each.file] : [])),
    isWhole: files.every(({ kind }) => kind === 'ready'),
    add(sources: Iterable<File>) {
      for (const source of sources) {
        const id = newId()
        setFiles((all) => [...all, { kind: 'uploading', id, name: source.name }])
        void upload(id, source)
      }
    },
    again({ id, name, source }: Extract<Picked, { kind: 'failed' }>) {
      replace({ kind: 'uploading', id, name })
      void upload(id, source)
    },
    remove(id: string) {
      gone.current.add(id)
      setFiles((all) => all.filter((each) => each.id !== id))
    },
    clear: () => setFiles([]),
  }
}

export type Files = ReturnType<typeof useFiles>

const kindOf = (mime: string): AgentFile['kind'] => {
  if (mime.startsWith('image/')) return 'image'
  return mime.startsWith('video/') ? 'video' : 'file'
}
