export { bridge } from './bridge.ts'
export { type BridgeReply, toBridgeEvent } from './replies.ts'
export type { BridgeSettings } from './settings.ts'
export { signedContentOf } from './signature.ts'
