export { conversationIdOf } from './identity.ts'
export { createSqliteStore, type SqliteStoreOptions } from './sqlite/index.ts'
export * from './store.ts'
