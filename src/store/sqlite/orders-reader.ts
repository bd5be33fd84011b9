import { existsSync } from 'node:fs'
import Database, { type Database as Db } from 'better-sqlite3'
import type { Order } from '../../model/order.ts'
import type { OrderRecords } from '../orders.ts'
import { converted } from './connection.ts'
import { refuseNewer } from './migrations.ts'
import { parse } from './rows.ts'

/** Orders to be looked at; a change that would be kept is a mistake. */
export interface OrdersReader {
  readonly orders: Pick<OrderRecords, 'rewrite'>
  close(): void
}

/**
 * The orders in a store that another process may be writing to: it takes no lock, writes nothing and
 * leaves an older schema as it is. A file that is not there has none.
 */
export function openOrdersReader(file: string): OrdersReader {
  try {
    const db = existsSync(file) ? openToRead(file) : undefined
    const find = db && prepareFind(db)
    return {
      orders: {
        async rewrite(changes) {
          for (const { key, decide } of changes) {
            const known = find?.get(key)
            const next = decide(known === undefined ? undefined : parse<Order>(known))
            if (next) throw new Error('nothing can be kept: the store was opened to read')
          }
        },
      },
      close: () => db?.close(),
    }
  } catch (error) {
    throw converted(error)
  }
}

function openToRead(file: string): Db {
  const db = new Database(file, { readonly: true, timeout: 1_000 })
  try {
    refuseNewer(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Nothing to find in a file from before there were orders. */
function prepareFind(db: Db) {
  const has = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'orders'")
  if (has.get() === undefined) return undefined
  return db.prepare<[string], string>('SELECT body FROM orders WHERE key = ?').pluck()
}
