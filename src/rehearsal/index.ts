/** Scripted conversations on the real path, with a clock that jumps. */

export { drawPicture } from './pictures.ts'
export { type ChatLine, playChat } from './play-chat.ts'
export {
  type Outcome,
  openRehearsalRoom,
  type RehearsalRoom,
  type Verdict,
  verdictOf,
} from './rehearse.ts'
export { formatFailure, sightTexts } from './report.ts'
export { type Buyer, stranger } from './stage.ts'
export type { Story } from './story.ts'
export { writeStory } from './write-story.ts'
