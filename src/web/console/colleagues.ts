import { type DeskAgent, type Me, may, type Ticket } from '../shared/index.ts'
import { isUnder } from './clock.ts'

type Case = Pick<Ticket, 'owner' | 'severity'>

/** To whom I may give a case: those who work on cases and do not have it, who is there first. */
export const whoElse = (
  agents: readonly DeskAgent[],
  { owner, severity }: Case,
  me: Me,
): readonly DeskAgent[] =>
  agents
    .filter(({ id }) => id !== me.id && id !== owner?.agent)
    .filter(({ role }) => role !== 'operator' && (role !== 'legal' || isUnder(severity, 3)))
    .toSorted((a, b) => Number(b.here) - Number(a.here))

/** To whom I may give a chat: those who talk to customers. */
export const whoTalks = (agents: readonly DeskAgent[], me: Me): readonly DeskAgent[] =>
  agents
    .filter(({ id, role }) => id !== me.id && may(role, 'answer'))
    .toSorted((a, b) => Number(b.here) - Number(a.here))

/**
 * What I may do about a chat that another has. Legal speaks on the case and not in the chat, and
 * nobody takes a chat from those above.
 */
export const wayPast = (me: Me, owner: DeskAgent | undefined): 'case' | 'ask' | 'ask-or-above' => {
  if (me.role === 'legal') return 'case'
  return owner !== undefined && may(owner.role, 'overrule') ? 'ask' : 'ask-or-above'
}
