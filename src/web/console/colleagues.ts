import type { DeskAgent, Me, Ticket } from '../shared/index.ts'
import { isUnder } from './clock.ts'

/** To whom I may give a case: those who work on cases and do not have it, who is there first. */
export const whoElse = (
  agents: readonly DeskAgent[],
  { owner, severity }: Pick<Ticket, 'owner' | 'severity'>,
  me: Me,
): readonly DeskAgent[] =>
  agents
    .filter(({ id }) => id !== me.id && id !== owner?.agent)
    .filter(({ role }) => role !== 'operator' && (role !== 'legal' || isUnder(severity, 3)))
    .toSorted((a, b) => Number(b.here) - Number(a.here))
