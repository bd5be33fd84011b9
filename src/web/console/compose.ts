import { browserWorld, newId } from '../shared/index.ts'
import { api } from './api.ts'
import { createComposings } from './composing.ts'
import { sentenceOf } from './format.ts'

/** What the agent of this page has begun to write. */
export const composings = createComposings({
  newId,
  later: browserWorld.later,
  saveDraft: api.saveDraft,
  async upload(source) {
    const { media, mime } = await api.upload(source)
    return { media, name: source.name, kind: kindOf(mime) }
  },
  sentenceOf,
})

addEventListener('pagehide', composings.flush)

function kindOf(mime: string): 'image' | 'video' | 'file' {
  if (mime.startsWith('image/')) return 'image'
  return mime.startsWith('video/') ? 'video' : 'file'
}
