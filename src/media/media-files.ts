import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { GatewayError } from '../model/errors.ts'
import type { Inspection } from '../model/picture.ts'
import { lookInto } from './look-into.ts'
import { headBytes, type MediaType, mediaTypeOf } from './media-type.ts'
import { removeLeftovers, writeWhole } from './whole-file.ts'

/** A file as it was sent, and what was found in it. */
export interface KeptFile {
  readonly bytes: number
  readonly sha256: string
  readonly mime: string
  readonly inspection: Inspection
}

export interface MediaFiles {
  /**
   * Keeps a file under an id of ours and looks into it; it is whole and on disk, or not there at
   * all. Throws `too_large`, or `bad_request` for what is no known kind of media.
   */
  put(
    id: string,
    source: Buffer | AsyncIterable<Buffer>,
    limits?: { readonly maxBytes?: number },
  ): Promise<KeptFile>
  /** A file that was put before, looked into anew: nobody knows of it after a crash. */
  find(id: string): Promise<KeptFile | undefined>
  /** The file as it was sent, or the bytes from `start` to `end`, both included. Throws `not_found`. */
  open(id: string, part?: BytesOf): Promise<Readable>
  /** The same of the copy to show, for those whose inspection has one. */
  openShown(id: string, part?: BytesOf): Promise<Readable>
}

interface BytesOf {
  readonly start: number
  readonly end: number
}

/** Keeps files in a folder of its own: what a crash left half written there is removed first. */
export function createMediaFiles({ dir }: { readonly dir: string }): MediaFiles {
  removeLeftovers(dir)
  return {
    async put(id, source, { maxBytes = Number.POSITIVE_INFINITY } = {}) {
      const path = pathOf(dir, id)
      const chunks = Buffer.isBuffer(source) ? [source] : source
      const copied = await writeWhole(path, (file) =>
        copy(chunks, maxBytes, (chunk) => file.writeFile(chunk)),
      )
      return lookedAt(path, copied)
    },
    async find(id) {
      const path = pathOf(dir, id)
      const read = await readAgain(path)
      return read && lookedAt(path, read)
    },
    async open(id, part) {
      return read(pathOf(dir, id), part)
    },
    async openShown(id, part) {
      return read(shownPath(pathOf(dir, id)), part)
    },
  }
}

/** No client's word ever becomes part of a path: only ids of this shape do. */
function pathOf(dir: string, id: string): string {
  if (!/^[a-z0-9_]{8,64}$/.test(id)) throw new GatewayError('bad_request', '文件编号的格式不对')
  return join(dir, id)
}

/** No id has a dot. */
const shownPath = (path: string) => `${path}.shown`

type Copied = Omit<KeptFile, 'inspection'>

async function lookedAt(path: string, copied: Copied): Promise<KeptFile> {
  const { inspection, shown } = await lookInto(path, copied.mime)
  if (shown) await writeWhole(shownPath(path), (file) => file.writeFile(shown))
  return { ...copied, inspection }
}

async function copy(
  source: Iterable<Buffer> | AsyncIterable<Buffer>,
  maxBytes: number,
  write: (chunk: Buffer) => Promise<void>,
): Promise<Copied> {
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
    await write(chunk)
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

async function readAgain(path: string): Promise<Copied | undefined> {
  const file = await openExisting(path)
  return file && copy(file.createReadStream(), Number.POSITIVE_INFINITY, async () => {})
}

async function read(path: string, part: BytesOf | undefined): Promise<Readable> {
  const file = await openExisting(path)
  if (file) return file.createReadStream(part)
  throw new GatewayError('not_found', '没有这个文件')
}

async function openExisting(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
