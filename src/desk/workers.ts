import type { AgentId } from '../model/ids.ts'
import { may } from '../model/people.ts'
import type { RoutingRules, Skills } from '../playbook/index.ts'
import type { Agent, Presence } from '../store/index.ts'
import type { Worker } from './match.ts'

/** A closed laptop takes no conversations: so long after the last console of theirs was open. */
const unseenMs = 2 * 60_000

/** Everybody who may log in, as the rules and they themselves have it. */
export const workersOf = (known: {
  readonly rules: RoutingRules
  readonly agents: readonly Agent[]
  readonly presences: readonly Presence[]
  readonly held: ReadonlyMap<AgentId, number>
  readonly unanswered: ReadonlyMap<AgentId, number>
  readonly at: number
}): readonly Worker[] => {
  const { rules, agents, held, unanswered, at } = known
  const presences = new Map(known.presences.map((presence) => [presence.agent, presence]))
  return agents
    .filter(({ disabled }) => !disabled)
    .map(({ id, name, role, shops }) => {
      const presence = presences.get(id)
      const ability = abilityOf(id, rules)
      const chats = held.get(id) ?? 0
      return {
        id,
        name,
        role,
        shops,
        here: may(role, 'answer') && presence !== undefined && isHere(presence, at),
        ...ability,
        held: chats,
        room: Math.min(ability.capacity - chats, rules.at_once - (unanswered.get(id) ?? 0)),
        idleSince: Math.max(presence?.since ?? 0, presence?.tookAt ?? 0),
      }
    })
}

const isHere = ({ state, seenAt }: Presence, at: number): boolean =>
  state === 'online' && at - seenAt <= unseenMs

const everything: readonly Skills[] = [{}]

const abilityOf = (id: AgentId, rules: RoutingRules): Pick<Worker, 'skills' | 'capacity'> => {
  const named = rules.agents.find(({ login }) => login === id)
  if (named === undefined) return { skills: everything, capacity: rules.others.capacity }
  const teams = rules.teams.filter((team) => named.teams.includes(team.id))
  const skills = [...(named.skills ? [named.skills] : []), ...teams.map((team) => team.skills)]
  const capacities = teams.flatMap((team) => team.capacity ?? [])
  return {
    skills: skills.length > 0 ? skills : everything,
    capacity:
      named.capacity ?? (capacities.length > 0 ? Math.max(...capacities) : rules.others.capacity),
  }
}
