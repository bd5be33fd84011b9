import type { Conversation } from '../model/conversation.ts'
import { GatewayError } from '../model/errors.ts'
import type { AgentId } from '../model/ids.ts'

/** Throws `conflict` where another agent of the console has the conversation. */
export const notAnothers = ({ phase }: Conversation, agent: AgentId): void => {
  if (phase.kind !== 'withAgent' || phase.by.kind === 'platform' || phase.by.agent === agent) return
  const { name } = phase.by
  const english = `${name} has this conversation`
  throw new GatewayError('conflict', `${name}正在处理这个会话`, { english })
}
