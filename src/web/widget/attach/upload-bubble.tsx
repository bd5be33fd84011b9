/** @jsxImportSource preact */
import type { Chat } from '../chat.ts'
import { texts as page, spoken } from '../texts.ts'
import '../view/thing-style.ts'
import type { Upload } from './uploads.ts'
import { words } from './words.ts'

const texts = await spoken(words)

export function UploadBubble({ upload, chat }: { upload: Upload; chat: Chat }) {
  const { failed } = upload
  return (
    <div class="turn me">
      <div class="bubble object">
        <small>{failed === null ? texts.uploading(upload.percent) : texts.uploadFailed}</small>
        <b>{upload.file.name}</b>
        {failed === null && <progress max={100} value={upload.percent} />}
      </div>
      <p class={failed === null ? 'state' : 'state bad'}>
        {failed?.message}
        {failed?.mayRetry && (
          <button type="button" onClick={() => chat.retryUpload(upload)}>
            {page.retry}
          </button>
        )}
        <button type="button" onClick={() => chat.dropUpload(upload.id)}>
          {page.remove}
        </button>
      </p>
    </div>
  )
}
