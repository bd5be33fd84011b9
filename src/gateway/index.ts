/** The path of a message: receive, turn, deliver. */
export type { OrderSource } from './facts.ts'
export {
  type Accepted,
  type Command,
  createGateway,
  type Gateway,
  type Observe,
} from './gateway.ts'
export type { KeepFile } from './keep-media.ts'
export { type Rehearsal, startRehearsal } from './rehearse.ts'
export type { Mind } from './turn.ts'
