export { ownerHead } from '../../model/case-text.ts'
export { type Cell, csvOf, withoutUnseen } from '../../model/csv.ts'
export { mayCost } from '../../model/outcome.ts'
export { isWithin, may, type Right } from '../../model/people.ts'
export { newId } from './ids.ts'
export { isEnter } from './keys.ts'
export { isTraditional, type Language, languageOf } from './language.ts'
export { mediaAddress } from './media.ts'
export { createUseMediaLoad } from './media-load.ts'
export { isReadingAbove, scrollToEnd } from './scroll.ts'
export {
  browserWorld,
  createSocket,
  type Link,
  type Socket,
  type SocketLike,
  type SocketWorld,
  wakeOnReturn,
} from './socket.ts'
export type * from './wire.ts'
