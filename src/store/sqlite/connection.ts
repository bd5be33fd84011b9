import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database, { type Database as Db, SqliteError } from 'better-sqlite3'
import { GatewayError } from '../../model/errors.ts'
import { lockFile } from './lock.ts'
import { migrate } from './migrations.ts'

/** The part of a pino logger that the store needs. */
export interface StoreLog {
  error(facts: object, message: string): void
}

/** The one open database of a store. */
export interface Connection {
  readonly db: Db
  /** Runs a write transaction; when it throws, nothing of it remains. */
  write<T>(work: () => T): T
  /** The next number of the one counter; inside `write` only. */
  nextSeq(): number
  lastSeq(): number
  onChange(listener: () => void): () => void
  close(): void
}

/** Opens, locks, checks and migrates a database file; `:memory:` needs no lock. */
export function connect(options: { file: string; log?: StoreLog }): Connection {
  const file = options.file === ':memory:' ? options.file : realFile(options.file)
  const release = file === ':memory:' ? () => {} : lockFile(file)
  let db: Db | undefined
  try {
    db = openDurably(file)
    migrate(db)
    return connectionOn(db, release, options.log)
  } catch (error) {
    db?.close()
    release()
    throw converted(error)
  }
}

/** One name for one file, so that a second path to it meets the same lock. */
function realFile(file: string): string {
  const path = resolve(file)
  mkdirSync(dirname(path), { recursive: true })
  return existsSync(path) ? realpathSync(path) : path
}

function openDurably(file: string): Db {
  const db = new Database(file, { timeout: 50 })
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('journal_size_limit = 67108864')
  requirePragma(db, 'journal_mode', file === ':memory:' ? 'memory' : 'wal')
  requirePragma(db, 'synchronous', 2)
  requirePragma(db, 'foreign_keys', 1)
  return db
}

/** SQLite ignores what it cannot do: without reading back, "durable" would be a hope. */
function requirePragma(db: Db, name: string, wanted: string | number): void {
  const found = db.pragma(name, { simple: true })
  if (found === wanted) return
  db.close()
  throw new GatewayError(
    'config_invalid',
    `${db.name}: ${name} is ${found}, not ${wanted}; messages would not be safe. Put the file on a local disk.`,
  )
}

function connectionOn(db: Db, release: () => void, log: StoreLog | undefined): Connection {
  const listeners = new Set<() => void>()
  const saveSeq = db.prepare('UPDATE counter SET seq = ?')
  let seq = db.prepare<[], number>('SELECT seq FROM counter').pluck().get() ?? 0

  const transaction = db.transaction((work: () => unknown) => {
    const before = seq
    const result = work()
    if (seq !== before) saveSeq.run(seq)
    return result
  })

  function write<T>(work: () => T): T {
    if (!db.open) throw new GatewayError('store_busy', 'The store is closed.')
    const before = seq
    let result: T
    try {
      result = transaction.immediate(work) as T
    } catch (error) {
      seq = before
      throw converted(error)
    }
    if (seq !== before) notify()
    return result
  }

  function notify(): void {
    for (const listener of listeners) {
      try {
        listener()
      } catch (error) {
        log?.error({ err: error }, 'a listener of the store failed')
      }
    }
  }

  return {
    db,
    write,
    nextSeq: () => ++seq,
    lastSeq: () => seq,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      if (!db.open) return
      listeners.clear()
      try {
        db.pragma('wal_checkpoint(TRUNCATE)')
      } catch (error) {
        // The log file stays and is read at the next start: nothing is lost.
        log?.error({ err: error }, 'the last checkpoint failed')
      }
      db.close()
      release()
    },
  }
}

/** What the disk and the lock say, in the words of the house; anything else is a bug and stays. */
export function converted(error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error
  if (isOutOfSpace(error)) {
    return new GatewayError('store_full', `The disk does not take more data: ${error.message}.`, {
      cause: error,
    })
  }
  if (error.code.startsWith('SQLITE_BUSY')) {
    return new GatewayError('store_busy', 'Another process is writing to the database.', {
      cause: error,
    })
  }
  return error
}

/** After these the whole transaction is lost, not just one statement of it. */
export const isOutOfSpace = (error: unknown): boolean =>
  error instanceof SqliteError && /^SQLITE_(FULL|IOERR|READONLY|NOMEM)/.test(error.code)
