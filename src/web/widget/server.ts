import type {
  ApiError,
  CustomerSession,
  CustomerSessionRequest,
  UploadedMedia,
} from '../shared/index.ts'

/** Throws the server's own sentence. */
export async function openSession(request: CustomerSessionRequest): Promise<CustomerSession> {
  const answer = await fetch('/api/customer/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  if (!answer.ok) throw new Error(messageOf(await answer.text()))
  return answer.json()
}

export interface UploadRun {
  readonly done: Promise<UploadedMedia>
  readonly abort: () => void
}

/** By XMLHttpRequest: fetch cannot tell how far an upload has come. */
export function upload(shop: string, file: File, onProgress: (percent: number) => void): UploadRun {
  const request = new XMLHttpRequest()
  const done = new Promise<UploadedMedia>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(total > 0 ? Math.round((loaded / total) * 100) : 0)
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText))
      else reject(new Error(messageOf(request.responseText)))
    }
    request.onerror = () => reject(new Error(''))
    request.open('POST', `/api/customer/media?shop=${encodeURIComponent(shop)}`)
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
