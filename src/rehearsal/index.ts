/** Scripted conversations on the real path, with a clock that jumps. */
export {
  type Outcome,
  openRehearsalRoom,
  type RehearsalRoom,
  type Verdict,
  verdictOf,
} from './rehearse.ts'
export { formatFailure } from './report.ts'
export type { Story } from './story.ts'
