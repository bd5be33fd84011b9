/** What to do next: pure, from data to data. */

export {
  type Assistance,
  assist,
  type BotsAnswer,
  botsAnswer,
  onlyCallsPeople,
  type SuggestedAnswer,
} from './assist.ts'
export { decide } from './decide.ts'
export { askWords, type SlotAdvice, slotAdvice } from './form/ask-words.ts'
export { faultOf, type PictureFault, reusesOf } from './form/pictures.ts'
export { isPressing, standsAlone } from './heard/burst.ts'
export { type Quote, quotesFor } from './quote.ts'
export type { Situation } from './situation.ts'
