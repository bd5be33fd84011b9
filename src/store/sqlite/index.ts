export { type OrdersReader, openOrdersReader } from './orders-reader.ts'
export { createSqliteStore, type SqliteStoreOptions } from './sqlite-store.ts'
