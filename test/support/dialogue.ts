/** A small shop to talk to: its playbook, its world, and a conversation that is kept over turns. */
export * from './dialogue/clock.ts'
export * from './dialogue/meaning.ts'
export * from './dialogue/playbook.ts'
export * from './dialogue/playbook-parts.ts'
export { handoffRules } from './dialogue/small-words.ts'
export * from './dialogue/talk.ts'
export * from './dialogue/world.ts'
