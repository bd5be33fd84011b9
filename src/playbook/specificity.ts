import type { Answer } from './playbook.ts'
import type { When } from './schema/index.ts'

/** Kinds of condition, the most telling first. */
const ladder: readonly (readonly (keyof When)[])[] = [
  ['dates', 'hours'],
  [
    'order_state',
    'after_sale',
    'delivered_within',
    'delivered_over',
    'no_update_for',
    'ship_overdue',
    'ships_too_late',
    'past_return_days',
  ],
  ['ticket', 'says'],
  ['product'],
  ['channel'],
  ['asked_at_least'],
]

/**
 * Sorts answers: the one to try first comes first.
 * An answer for what severity.yaml has a rule for wins; then more conditions win; then conditions on time over those on the order, the case, the product, the channel
 * and the hit count; what is still equal keeps the order in which it was written.
 */
export const moreSpecific = (a: Pick<Answer, 'when'>, b: Pick<Answer, 'when'>): number => {
  const ruled = conditions(b.when, ['severity_rule']) - conditions(a.when, ['severity_rule'])
  if (ruled !== 0) return ruled
  const total = conditions(b.when, ladder.flat()) - conditions(a.when, ladder.flat())
  if (total !== 0) return total
  for (const rung of ladder) {
    const difference = conditions(b.when, rung) - conditions(a.when, rung)
    if (difference !== 0) return difference
  }
  return 0
}

const conditions = (when: When, keys: readonly (keyof When)[]) =>
  keys.filter((key) => when[key] !== undefined).length
