import { type DeskAgent, isWithin, type Me, may, type Shop, type Ticket } from '../shared/index.ts'
import { isUnder } from './clock.ts'

type Case = Pick<Ticket, 'owner' | 'severity' | 'channel' | 'account'>

/** To whom I may give a case: those who work on cases and do not have it, who is there first. */
export const whoElse = (
  agents: readonly DeskAgent[],
  { owner, severity, ...shop }: Case,
  me: Me,
): readonly DeskAgent[] =>
  agents
    .filter(({ id, shops }) => id !== me.id && id !== owner?.agent && isWithin(shops, shop))
    .filter(({ role }) => role !== 'operator' && (role !== 'legal' || isUnder(severity, 3)))
    .toSorted((a, b) => Number(b.here) - Number(a.here))

/** To whom I may give a chat: those who talk to customers. */
export const whoTalks = (agents: readonly DeskAgent[], shop: Shop, me: Me): readonly DeskAgent[] =>
  agents
    .filter(({ id, role, shops }) => id !== me.id && may(role, 'answer') && isWithin(shops, shop))
    .toSorted((a, b) => Number(b.here) - Number(a.here))

/** To whom I may give all of these chats. */
export const whoTalksToAll = (
  agents: readonly DeskAgent[],
  shops: readonly Shop[],
  me: Me,
): readonly DeskAgent[] =>
  shops.reduce<readonly DeskAgent[]>(
    (left, shop) => whoTalks(left, shop, me),
    shops.length === 0 ? [] : agents,
  )

/**
 * What I may do about a chat that another has. Legal speaks on the case and not in the chat, and
 * nobody takes a chat from those above.
 */
export const wayPast = (me: Me, owner: DeskAgent | undefined): 'case' | 'ask' | 'ask-or-above' => {
  if (me.role === 'legal') return 'case'
  return owner !== undefined && may(owner.role, 'overrule') ? 'ask' : 'ask-or-above'
}
