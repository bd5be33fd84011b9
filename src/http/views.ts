import { botModeOf, type Phase } from '../model/conversation.ts'
import type { DeskFacts } from '../model/decision.ts'
import type { Author, Entry, Why } from '../model/message.ts'
import type { Rating } from '../model/rating.ts'
import {
  type ConversationRow,
  type DecisionLine,
  type Line,
  type LineWhy,
  phaseNames,
} from '../model/wire/conversation.ts'
import type { CustomerEvent, CustomerLine } from '../model/wire/customer.ts'
import type { AgentEvent } from '../model/wire/desk.ts'
import type { Change, ConversationSummary, DecisionRecord } from '../store/index.ts'

/** What the console sees of a conversation in its list. */
export function conversationRow(summary: ConversationSummary): ConversationRow {
  const { conversation, seq, lastAt, lastText, lastBy, waitingSince, urgent, level, promise } =
    summary
  const { asked, readByCustomer, readByShop } = summary
  const { customer, phase } = conversation
  const { owed } = conversation.memory
  return {
    id: conversation.id,
    seq,
    channel: conversation.channel,
    account: conversation.account,
    external_id: conversation.externalId,
    customer: { id: customer.id, name: customer.name ?? null },
    phase: phaseNames[phase.kind],
    owner: ownerName(phase),
    owner_id: phase.kind === 'withAgent' && phase.by.kind === 'agent' ? phase.by.agent : null,
    waiting_since: waitingSince ?? null,
    last_at: lastAt,
    last_text: lastText,
    last_by: lastBy ? { author: lastBy.author, agent: lastBy.agent ?? null } : null,
    asked: asked ?? null,
    handoff_reason: inQueue(phase) ? (phase.handoff?.reason ?? null) : null,
    urgent,
    passed_by: inQueue(phase) ? (phase.handoff?.passedBy?.length ?? 0) : 0,
    level: level ?? null,
    reply_due: owed?.dueAt ?? null,
    reply_warn: owed?.warnAt ?? null,
    promise: promise
      ? { title: promise.title, due: promise.dueAt, warn: promise.warnAt ?? null }
      : null,
    alerts: [...(conversation.alerts ?? [])],
    read_by_customer: readByCustomer ?? null,
    read_by_shop: readByShop ?? null,
    bot_mode: botModeOf(conversation),
  }
}

const inQueue = (phase: Phase) => phase.kind === 'awaitingAgent' || phase.kind === 'withAgent'

/** The agent's name; null where nobody of the console has it. */
export const ownerName = (phase: Phase): string | null =>
  phase.kind === 'withAgent' && phase.by.kind === 'agent' ? phase.by.name : null

/** What the console sees of a line. */
export function line(entry: Entry): Line {
  const { delivery } = entry
  return {
    id: entry.id,
    seq: entry.seq,
    position: entry.position,
    conversation: entry.conversationId,
    at: entry.at,
    author: entry.author.kind,
    name: nameOf(entry.author),
    parts: entry.parts,
    external_id: entry.externalId ?? null,
    delivery: delivery ? { status: delivery.status, reason: delivery.reason ?? null } : null,
    why: entry.why ? whyLine(entry.why) : null,
    mentions: (entry.mentions ?? []).map(({ agent, name }) => ({ id: agent, name })),
  }
}

export function decisionLine(
  record: DecisionRecord,
  titleOf: (intent: string) => string | undefined,
): DecisionLine {
  return {
    ...whyLine(record),
    turn: record.turn,
    at: record.at,
    messages: record.messages,
    text: record.text,
    replies: record.replies,
    intent_title: (record.intent && titleOf(record.intent)) ?? null,
    tried: record.tried,
    playbook_revision: record.playbookRevision,
  }
}

export const agentEvent = (change: Change): AgentEvent =>
  change.kind === 'entry'
    ? { type: 'line', seq: change.seq, line: line(change.entry) }
    : { type: 'conversation', seq: change.seq, conversation: conversationRow(change.summary) }

/**
 * What the customer may see of a line: their own words, and what was really said to them. A draft,
 * a line on its way or one that failed, notes for people, and reasons are none of theirs.
 */
export function customerLine(
  entry: Entry,
  customerId: string,
  rating?: Rating | null,
): CustomerLine | undefined {
  const from = speaker(entry)
  if (!from) return undefined
  return {
    id: entry.id,
    seq: entry.seq,
    position: entry.position,
    at: entry.at,
    from,
    name: nameOf(entry.author),
    parts: entry.parts,
    options: entry.why?.options ?? [],
    clientId: from === 'me' ? clientIdOf(entry, customerId) : null,
    ...(rating !== undefined && { rating }),
  }
}

/** `desk`: where who waits stands, how long that took lately, and how times are said. */
export function customerStatus(
  phase: Phase,
  desk?: { readonly facts: DeskFacts; readonly inWords: (at: number) => string },
): CustomerEvent {
  switch (phase.kind) {
    case 'awaitingAgent': {
      const facts = desk?.facts
      return {
        type: 'status',
        with: 'queue',
        agent: null,
        ...(facts && { ahead: facts.ahead }),
        // Whatever it is for: a queue that nobody is there to serve is none.
        ...(desk?.facts.opensAt !== undefined && {
          opens_at: desk.facts.opensAt,
          opens: desk.inWords(desk.facts.opensAt),
        }),
        ...(facts?.open && facts.estimateMs !== undefined && { wait_ms: facts.estimateMs }),
      }
    }
    case 'withAgent':
      return { type: 'status', with: 'human', agent: ownerName(phase) }
    case 'answering':
    case 'collecting':
    case 'closed':
      return { type: 'status', with: 'bot', agent: null }
    default:
      return phase satisfies never
  }
}

function speaker({ author, delivery }: Entry): CustomerLine['from'] | undefined {
  switch (author.kind) {
    case 'customer':
      return 'me'
    case 'shop_human':
      return 'human'
    case 'bot':
      return delivery?.status === 'sent' ? 'bot' : undefined
    case 'agent':
      return delivery?.status === 'sent' ? 'human' : undefined
    case 'shop_system':
    case 'note':
    case 'event':
      return undefined
    default:
      return author satisfies never
  }
}

/** The web channel puts the customer before the page's own id. */
function clientIdOf({ externalId }: Entry, customerId: string): string | null {
  const prefix = `${customerId}:`
  return externalId?.startsWith(prefix) ? externalId.slice(prefix.length) : null
}

const nameOf = (author: Author) => ('name' in author ? author.name : null)

const whyLine = (why: Why | DecisionRecord): LineWhy => ({
  kind: why.kind,
  intent: why.intent ?? null,
  confidence: why.confidence ?? null,
  rung: why.rung,
  because: why.because,
  source: why.source ?? null,
})
