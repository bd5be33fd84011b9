import type { Conversation } from '../model/conversation.ts'
import { emptyMemory } from '../model/conversation.ts'
import type { Trigger } from '../model/decision.ts'
import { agentId, conversationId } from '../model/ids.ts'
import type { MessagePart } from '../model/message.ts'
import { orderKeyOf } from '../model/message.ts'
import type { Ticket } from '../model/ticket.ts'
import type { DecisionRecord, Verdict, Work } from '../store/index.ts'
import { createTurns, type TurnParts } from './turn.ts'

/** A conversation that nobody keeps: for trying the policy out, through the very path of a message. */
export interface Rehearsal {
  /** What one message of the customer leads to. */
  say(parts: readonly MessagePart[]): Promise<DecisionRecord>
  /** Back to the bot, as an agent would do it after a handoff. */
  handBack(): Promise<void>
  readonly conversation: Conversation
}

type Parts = Omit<TurnParts, 'burstWindowMs' | 'routing' | 'earlier' | 'pictures'> & {
  readonly customer?: { readonly id: string; readonly name?: string }
}

const agent = { agent: agentId('rehearsal'), name: '排练' }

export const startRehearsal = (parts: Parts): Rehearsal => {
  const turns = createTurns({
    ...parts,
    earlier: async () => [],
    pictures: async () => ({}),
    burstWindowMs: 0,
    routing: () => ({ route: 'push', mode: 'auto', examples: true }),
  })
  let conversation: Conversation = {
    id: conversationId('c_rehearsal'),
    channel: 'web',
    account: 'demo',
    externalId: 'rehearsal',
    customer: parts.customer ?? { id: 'rehearsal' },
    version: 0,
    round: 1,
    ticketCount: 0,
    phase: { kind: 'answering' },
    memory: emptyMemory,
  }
  let tickets: readonly Ticket[] = []
  let count = 0

  const settle = (verdict: Verdict): DecisionRecord => {
    if (verdict.kind === 'wait') throw new Error('A rehearsal has no burst window to wait for.')
    conversation = verdict.turn.next
    const saved = verdict.turn.tickets
    tickets = [...tickets.filter(({ id }) => !saved.some((each) => each.id === id)), ...saved]
    return verdict.turn.decision
  }

  const workOf = (said: readonly MessagePart[]): Work => {
    const at = parts.now()
    count += 1
    return {
      conversation,
      timers: [],
      tickets,
      failed: [],
      failures: 0,
      unread: [
        {
          channel: conversation.channel,
          account: conversation.account,
          externalId: `m-${count}`,
          sender: 'customer',
          sentAt: at,
          receivedAt: at,
          orderKey: orderKeyOf(at),
          position: count,
          parts: said,
        },
      ],
    }
  }

  return {
    async say(said) {
      return settle(await turns.handle(workOf(said)))
    },
    async handBack() {
      const trigger: Trigger = { kind: 'agentReturned', ...agent }
      const work = { conversation, unread: [], timers: [], tickets, failed: [], failures: 0 }
      settle(await turns.handleTrigger(work, trigger))
    },
    get conversation() {
      return conversation
    },
  }
}
