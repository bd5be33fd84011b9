import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { GatewayError } from '../model/errors.ts'
import { headBytes, type MediaType, mediaTypeOf } from './media-type.ts'

export interface KeptFile {
  readonly bytes: number
  readonly sha256: string
  readonly mime: string
}

export interface MediaFiles {
  /**
   * Keeps a file under an id of ours; it is whole and on disk, or not there at all. Throws
   * `too_large`, or `bad_request` for what is no known kind of media.
   */
  put(
    id: string,
    source: Buffer | AsyncIterable<Buffer>,
    limits?: { readonly maxBytes?: number },
  ): Promise<KeptFile>
  /** The file, or the bytes from `start` to `end`, both included. Throws `not_found`. */
  open(id: string, part?: { readonly start: number; readonly end: number }): Promise<Readable>
}

/** Keeps files in a folder of its own: what a crash left half written there is removed first. */
export function createMediaFiles({ dir }: { readonly dir: string }): MediaFiles {
  removeLeftovers(dir)
  return {
    async put(id, source, { maxBytes = Number.POSITIVE_INFINITY } = {}) {
      const path = pathOf(dir, id)
      const temporary = `${path}.${randomUUID()}.part`
      await mkdir(dir, { recursive: true })
      try {
        const kept = await write(temporary, source, maxBytes)
        await rename(temporary, path)
        await syncFolder(dir)
        return kept
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    async open(id, part) {
      const file = await openExisting(pathOf(dir, id))
      return file.createReadStream(part)
    },
  }
}

function removeLeftovers(dir: string): void {
  if (!existsSync(dir)) return
  const leftovers = readdirSync(dir).filter((name) =>
    /^[a-z0-9_]{8,64}\.[0-9a-f-]{36}\.part$/.test(name),
  )
  for (const name of leftovers) rmSync(join(dir, name), { force: true })
}

/** No client's word ever becomes part of a path: only ids of this shape do. */
function pathOf(dir: string, id: string): string {
  if (!/^[a-z0-9_]{8,64}$/.test(id)) throw new GatewayError('bad_request', '文件编号的格式不对')
  return join(dir, id)
}

async function write(
  path: string,
  source: Buffer | AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<KeptFile> {
  const file = await open(path, 'wx', 0o600)
  try {
    const kept = await copy(Buffer.isBuffer(source) ? [source] : source, file, maxBytes)
    await file.sync()
    return kept
  } finally {
    await file.close()
  }
}

async function copy(
  source: Iterable<Buffer> | AsyncIterable<Buffer>,
  file: FileHandle,
  maxBytes: number,
): Promise<KeptFile> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes)])
    const type = mediaTypeOf(head)
    if (head.length >= headBytes) refuseUnknown(type)
    refuseTooLarge(bytes, Math.min(maxBytes, type?.maxBytes ?? maxBytes))
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  return { bytes, sha256: hash.digest('hex'), mime: refuseUnknown(mediaTypeOf(head)).mime }
}

function refuseUnknown(type: MediaType | undefined): MediaType {
  if (type) return type
  throw new GatewayError('bad_request', '不是支持的图片、视频、语音或 PDF')
}

function refuseTooLarge(bytes: number, limit: number): void {
  if (bytes <= limit) return
  const size = limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MB` : `${limit} 字节`
  throw new GatewayError('too_large', `文件超过 ${size}`)
}

/** A rename is safe from a power cut once its folder is on disk too. */
async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function openExisting(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new GatewayError('not_found', '没有这个文件', { cause: error })
    throw error
  }
}
