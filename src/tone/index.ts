/** What human agents are warned of before a customer reads it. */
export { createToneGuard, type ToneGuard } from './guard.ts'
