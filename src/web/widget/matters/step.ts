import type { CustomerCase } from '../../shared/index.ts'

/**
 * How many of the four steps are behind a case; null where it ended in another way, and only the
 * words tell.
 */
export function stepsDone({ stage }: Pick<CustomerCase, 'stage'>): number | null {
  switch (stage) {
    case 'opened':
    case 'reopened':
      return 1
    case 'under_review':
      return 2
    case 'proposed':
    case 'agreed':
      return 3
    case 'done':
      return 4
    case 'rejected':
    case 'withdrawn':
      return null
    default:
      return stage satisfies never
  }
}
