import { isClosed, type Stage } from '../model/ticket.ts'

export { isClosed }

/** Where a case may go from each stage. What was seen by nobody is neither decided nor refused. */
const moves: Readonly<Record<Stage, readonly Stage[]>> = {
  opened: ['under_review', 'withdrawn'],
  under_review: ['proposed', 'rejected', 'withdrawn'],
  proposed: ['agreed', 'under_review', 'rejected', 'withdrawn'],
  agreed: ['done', 'under_review', 'proposed', 'withdrawn'],
  done: ['reopened'],
  rejected: ['reopened'],
  withdrawn: ['reopened'],
  reopened: ['under_review', 'withdrawn'],
}

export const movesFrom = (stage: Stage): readonly Stage[] => moves[stage]

/** Stages at which the shop has decided something, or carries it out. */
export const isDecision = (stage: Stage): boolean =>
  stage === 'proposed' || stage === 'agreed' || stage === 'done' || stage === 'rejected'

const ranks: Readonly<Record<Stage, number>> = {
  withdrawn: 0,
  opened: 0,
  reopened: 0,
  under_review: 1,
  proposed: 2,
  agreed: 3,
  rejected: 4,
  done: 4,
}

/** Whether a case has come as far as a stage. */
export const hasReached = (stage: Stage, goal: Stage): boolean => ranks[stage] >= ranks[goal]

/** Further on the way, or at one of its ends. */
export const isForward = (from: Stage, to: Stage): boolean =>
  isClosed(to) || ranks[to] > ranks[from]
