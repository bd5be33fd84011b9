/** What to do next: pure, from data to data. */

export { decide } from './decide.ts'
export { isPressing, standsAlone } from './heard/burst.ts'
export type { Situation } from './situation.ts'
