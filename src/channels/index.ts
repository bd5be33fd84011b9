export type { Accounts, Environment } from './accounts.ts'
export {
  type BridgeReply,
  type BridgeSettings,
  bridge,
  signedContentOf,
  toBridgeEvent,
} from './bridge/index.ts'
export type * from './channel.ts'
export { channels, isAccountOf, readAccounts } from './registry.ts'
export {
  claimMs,
  mintVisitor,
  readVisitor,
  type Visitor,
  type VisitorResult,
  type WebSettings,
  web,
  webMessageId,
} from './web/index.ts'
