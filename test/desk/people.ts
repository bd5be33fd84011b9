import type { Waiting, Worker } from '../../src/desk/match.ts'
import type { AgentId } from '../../src/model/ids.ts'
import { agentId, conversationId, intentId } from '../../src/model/ids.ts'
import type { Skills } from '../../src/playbook/index.ts'
import { routingFile } from '../../src/playbook/schema/index.ts'

/** A counter at noon: who waits, who works, and by which rules. */
export const now = 1_000_000

export type WaitingParts = Partial<Omit<Waiting, 'id' | 'intents' | 'passedBy'>> & {
  readonly intents?: readonly string[]
  readonly passedBy?: readonly string[]
}

export const aWaiting = (id: string, more: WaitingParts = {}): Waiting => {
  const { intents = [], passedBy = [], ...rest } = more
  return {
    id: conversationId(id),
    at: now - 60_000,
    urgent: false,
    inDanger: false,
    level: 2,
    channel: 'web',
    account: 'demo',
    problemClasses: [],
    passedAt: now,
    ...rest,
    intents: intents.map(intentId),
    passedBy: passedBy.map(agentId),
  }
}

export type WorkerParts = Partial<Omit<Worker, 'id' | 'skills'>> & { readonly skills?: Skills }

export const aWorker = (id: string, more: WorkerParts = {}): Worker => {
  const { skills = {}, ...rest } = more
  const { capacity = 5, held = 0 } = rest
  return {
    id: agentId(id),
    name: id,
    role: 'agent',
    shops: [],
    here: true,
    skills: [skills],
    capacity,
    held,
    room: capacity - held,
    idleSince: 0,
    ...rest,
  }
}

export const rulesOf = (rules: Parameters<typeof routingFile.parse>[0] = {}) =>
  routingFile.parse(rules)

/** `lin: a b, chen: c` */
export const shared = (
  assignments: readonly { readonly conversation: string; readonly agent: AgentId }[],
): string => {
  const by = new Map<string, string[]>()
  for (const { agent, conversation } of assignments) {
    by.set(agent, [...(by.get(agent) ?? []), conversation])
  }
  return [...by].map(([agent, chats]) => `${agent}: ${chats.join(' ')}`).join(', ')
}
