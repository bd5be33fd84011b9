import { Refusal } from './errors.ts'

const dayMs = 24 * 3_600_000
const mebibyte = 1024 * 1024
const forgetAt = 10_000

/** Of one uploader, in 24 hours. */
export interface Allowed {
  readonly files: number
  readonly bytes: number
}

export const customersUploads: Allowed = { files: 20, bytes: 200 * mebibyte }
export const agentsUploads: Allowed = { files: 500, bytes: 2_000 * mebibyte }

export interface UploadQuota {
  /** Sets room aside for a file of at most so many bytes; throws `too_many` when there is none. */
  begin(whose: string, atMostBytes: number): Upload
}

export interface Upload {
  kept(bytes: number): void
  /** Gives back what was set aside, unless the file was kept. */
  end(): void
}

/** What each uploaded in the last 24 hours, of this process's own memory. */
export function createUploadQuota(
  { now }: { readonly now: () => number },
  allowed: Allowed = customersUploads,
): UploadQuota {
  const uploads = new Map<string, readonly Counted[]>()
  const recent = (whose: string) =>
    (uploads.get(whose) ?? []).filter(({ at }) => now() - at < dayMs)

  function forgetOld() {
    for (const whose of uploads.keys()) if (recent(whose).length === 0) uploads.delete(whose)
  }

  return {
    begin(whose, atMostBytes) {
      const before = recent(whose)
      if (before.length >= allowed.files) throw tooManyFiles(allowed.files)
      const used = before.reduce((sum, { bytes }) => sum + bytes, 0)
      if (used + atMostBytes > allowed.bytes) throw tooManyBytes(allowed.bytes)
      if (uploads.size >= forgetAt) forgetOld()
      const mine: Counted = { at: now(), bytes: atMostBytes }
      uploads.set(whose, [...before, mine])
      let isKept = false
      return {
        kept(bytes) {
          isKept = true
          mine.bytes = bytes
        },
        end() {
          if (isKept) return
          const others = recent(whose).filter((each) => each !== mine)
          if (others.length > 0) uploads.set(whose, others)
          else uploads.delete(whose)
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

const tooManyFiles = (mostFiles: number) =>
  new Refusal(
    'too_many',
    {
      zh: `一天最多上传 ${mostFiles} 个文件，请 24 小时后再试，或用文字说明`,
      en: `At most ${mostFiles} files a day: try again in 24 hours, or tell us in words`,
    },
    { retryAfterMs },
  )

const tooManyBytes = (mostBytes: number) =>
  new Refusal(
    'too_many',
    {
      zh: `一天最多上传 ${mostBytes / mebibyte} MB，请 24 小时后再试，或用文字说明`,
      en: `At most ${mostBytes / mebibyte} MB a day: try again in 24 hours, or tell us in words`,
    },
    { retryAfterMs },
  )
