import type { Store } from '../store.ts'
import { createAccepting } from './accept.ts'
import { prepareAdopt } from './adopt.ts'
import { createClaims } from './claims.ts'
import { type Connection, connect, type StoreLog } from './connection.ts'
import { createDeskRecords } from './desk.ts'
import { createDrafts } from './drafts.ts'
import { createEditRecords } from './edits.ts'
import { createFigures } from './figures.ts'
import { createHelpRecords } from './help.ts'
import { prepareLines } from './lines.ts'
import { createMediaRecords } from './media.ts'
import { createOrderClaims } from './order-claims.ts'
import { createOrderRecords } from './orders.ts'
import { createParcelRecords } from './parcels.ts'
import { createPeople } from './people.ts'
import { createQueue } from './queue.ts'
import { createRatings } from './ratings.ts'
import { createReading } from './reading.ts'
import { createSearch } from './search.ts'
import { createSends } from './sends.ts'
import { createTurns } from './turns.ts'

export interface SqliteStoreOptions {
  /** A path; its folder is made. `:memory:` forgets. */
  readonly file: string
  /** For how long a bot line is held back when the customer went on. */
  readonly reopenWithinMs?: number
  readonly log?: StoreLog
}

/** One machine's memory in one file. Throws when another process has it, or it is not safe. */
export function createSqliteStore(options: SqliteStoreOptions): Store {
  return storeOn(connect(options), options.reopenWithinMs)
}

export function storeOn(connection: Connection, reopenWithinMs = 8_000): Store {
  const { db, write } = connection
  const lines = prepareLines(connection)
  const claims = createClaims()
  const reopening = new Set<number>()
  const accepting = createAccepting(connection)
  const turns = createTurns({ connection, lines, claims, reopening })
  const sends = createSends({ connection, lines, reopening, reopenWithinMs })
  const probe = db.prepare('UPDATE counter SET probe = 1 - probe')
  const adopt = prepareAdopt(connection)
  const copy = db.prepare('VACUUM INTO ?')
  sends.recover()

  return {
    accept: accepting.accept,
    async takeTurns(options) {
      sends.expire(options.at)
      return turns.takeTurns(options)
    },
    runTurn: turns.runTurn,
    claimSends: sends.claimSends,
    pullSends: sends.pullSends,
    settleSend: sends.settleSend,
    settleDraft: createDrafts(connection, lines, claims).settleDraft,
    async nextDueAt() {
      const moments = [turns.nextDueAt(), sends.nextDueAt()].filter((at) => at !== undefined)
      return moments.length === 0 ? undefined : Math.min(...moments)
    },
    read: createReading(connection),
    queue: createQueue(connection),
    people: createPeople(connection),
    desk: createDeskRecords(connection),
    help: createHelpRecords(connection),
    search: createSearch(connection),
    media: createMediaRecords(connection),
    orders: createOrderRecords(connection),
    orderClaims: createOrderClaims(connection),
    parcels: createParcelRecords(connection),
    ratings: createRatings(connection, lines),
    edits: createEditRecords(connection),
    figures: createFigures(connection),
    onChange: connection.onChange,
    async copyTo(file) {
      copy.run(file)
    },
    adopt: (file, isWanted = () => true) => adopt(file, isWanted),
    async probe() {
      write(() => probe.run())
    },
    async close() {
      accepting.drain()
      connection.close()
    },
  }
}
