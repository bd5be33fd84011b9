import type { ConversationId } from '../model/ids.ts'
import { Refusal } from './errors.ts'

const dayMs = 24 * 3_600_000
const mostFiles = 20
const mebibyte = 1024 * 1024
const mostBytes = 200 * mebibyte
const forgetAt = 10_000

export interface UploadQuota {
  /** Sets room aside for a file of at most so many bytes; throws `too_many` when there is none. */
  begin(conversation: ConversationId, atMostBytes: number): Upload
}

export interface Upload {
  kept(bytes: number): void
  /** Gives back what was set aside, unless the file was kept. */
  end(): void
}

/** What each visitor uploaded in the last 24 hours, of this process's own memory. */
export function createUploadQuota({ now }: { readonly now: () => number }): UploadQuota {
  const uploads = new Map<ConversationId, readonly Counted[]>()
  const recent = (conversation: ConversationId) =>
    (uploads.get(conversation) ?? []).filter(({ at }) => now() - at < dayMs)

  function forgetOld() {
    for (const conversation of uploads.keys())
      if (recent(conversation).length === 0) uploads.delete(conversation)
  }

  return {
    begin(conversation, atMostBytes) {
      const before = recent(conversation)
      if (before.length >= mostFiles) throw tooManyFiles()
      const used = before.reduce((sum, { bytes }) => sum + bytes, 0)
      if (used + atMostBytes > mostBytes) throw tooManyBytes()
      if (uploads.size >= forgetAt) forgetOld()
      const mine: Counted = { at: now(), bytes: atMostBytes }
      uploads.set(conversation, [...before, mine])
      let isKept = false
      return {
        kept(bytes) {
          isKept = true
          mine.bytes = bytes
        },
        end() {
          if (isKept) return
          const others = recent(conversation).filter((each) => each !== mine)
          if (others.length > 0) uploads.set(conversation, others)
          else uploads.delete(conversation)
        },
      }
    },
  }
}

interface Counted {
  readonly at: number
  bytes: number
}

const retryAfterMs = 3_600_000

const tooManyFiles = () =>
  new Refusal(
    'too_many',
    {
      zh: `一天最多上传 ${mostFiles} 个文件，请 24 小时后再试，或用文字说明`,
      en: `At most ${mostFiles} files a day: try again in 24 hours, or tell us in words`,
    },
    { retryAfterMs },
  )

const tooManyBytes = () =>
  new Refusal(
    'too_many',
    {
      zh: `一天最多上传 ${mostBytes / mebibyte} MB，请 24 小时后再试，或用文字说明`,
      en: `At most ${mostBytes / mebibyte} MB a day: try again in 24 hours, or tell us in words`,
    },
    { retryAfterMs },
  )
