import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Writes a file that is whole and on disk, or not there at all; one that was there is replaced. */
export async function writeWhole<T>(
  path: string,
  write: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const temporary = `${path}.${randomUUID()}.part`
  await mkdir(dirname(path), { recursive: true })
  try {
    const result = await writeSynced(temporary, write)
    await rename(temporary, path)
    await syncFolder(dirname(path))
    return result
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function writeSynced<T>(path: string, write: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'wx', 0o600)
  try {
    const result = await write(file)
    await file.sync()
    return result
  } finally {
    await file.close()
  }
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

/** Removes what a crash left half written; for a folder that nobody writes to yet. */
export function removeLeftovers(dir: string): void {
  if (!existsSync(dir)) return
  const leftovers = readdirSync(dir).filter((name) =>
    /^[a-z0-9_]{8,64}(?:\.shown)?\.[0-9a-f-]{36}\.part$/.test(name),
  )
  for (const name of leftovers) rmSync(join(dir, name), { force: true })
}
