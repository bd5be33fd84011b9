export * from './desk.ts'
export * from './edits.ts'
export * from './figures.ts'
export * from './help.ts'
export { conversationIdOf } from './identity.ts'
export * from './media.ts'
export * from './order-claims.ts'
export * from './orders.ts'
export * from './parcels.ts'
export * from './people.ts'
export * from './queue.ts'
export * from './ratings.ts'
export * from './reading.ts'
export * from './search.ts'
export * from './sends.ts'
export {
  createSqliteStore,
  type OrdersReader,
  openOrdersReader,
  type SqliteStoreOptions,
} from './sqlite/index.ts'
export * from './store.ts'
export * from './turns.ts'
