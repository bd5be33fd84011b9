/** What to do next: pure, from data to data. */
export { isPressing, standsAlone } from './burst.ts'
export { decide } from './decide.ts'
export type { Situation } from './situation.ts'
