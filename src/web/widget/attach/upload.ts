import type { ApiError, UploadedMedia } from '../../shared/index.ts'
import { place } from '../place.ts'
import { asVisitor, query } from '../server.ts'

export interface UploadFailure {
  /** The server's own sentence, or nothing. */
  readonly message: string
  /** False when the same file would be refused again. */
  readonly mayRetry: boolean
}

export interface UploadRun {
  /** Never rejects. */
  readonly done: Promise<UploadedMedia | UploadFailure>
  readonly abort: () => void
}

const hopeless = [400, 413, 415, 429]

/** By XMLHttpRequest: fetch cannot tell how far an upload has come. */
export function upload(file: File, onProgress: (percent: number) => void): UploadRun {
  const request = new XMLHttpRequest()
  const done: UploadRun['done'] = new Promise((resolve) => {
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(Math.round((loaded / total) * 100))
    request.onloadend = () => {
      const { status, responseText } = request
      if (status === 200) resolve(JSON.parse(responseText))
      else resolve({ message: messageOf(responseText), mayRetry: !hopeless.includes(status) })
    }
    request.open('POST', `${place.base}/api/customer/media${query}`)
    for (const [name, value] of Object.entries(asVisitor())) request.setRequestHeader(name, value)
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
  return { done, abort: () => request.abort() }
}

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as ApiError).message ?? ''
  } catch {
    return ''
  }
}
