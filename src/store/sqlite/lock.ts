import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { GatewayError } from '../../model/errors.ts'

/**
 * Makes this process the only writer of `file`, or throws `store_busy`. Returns the release.
 *
 * The lock is an exclusive transaction on a database of its own that is never committed: the
 * operating system frees it with the process, whatever kills it. The process id stands in a file
 * beside it, because closing a second handle on a locked file would drop the lock (POSIX).
 */
export function lockFile(file: string): () => void {
  const pidFile = `${file}.pid`
  const lock = new Database(`${file}.lock`, { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw busy(file, pidFile, cause)
  }
  writeFileSync(pidFile, String(process.pid))
  return () => {
    rmSync(pidFile, { force: true })
    lock.close()
  }
}

function busy(file: string, pidFile: string, cause: unknown): GatewayError {
  const holder = readPid(pidFile)
  const who = holder === undefined ? 'another process' : `process ${holder}`
  return new GatewayError(
    'store_busy',
    `${file} is in use by ${who}. One gateway owns a SQLite file: stop that process, or give this one a file of its own.`,
    { cause },
  )
}

function readPid(pidFile: string): string | undefined {
  try {
    return /^\d+$/.exec(readFileSync(pidFile, 'utf8'))?.[0]
  } catch {
    // The holder has locked but not yet written its id, or may not be read: the sentence does without.
    return undefined
  }
}
