import { decide } from '../../../src/dialogue/index.ts'
import type { Conversation, HelpMode } from '../../../src/model/conversation.ts'
import type { Decision, Facts, Said, TimerName, Trigger } from '../../../src/model/decision.ts'
import { agentId, type TicketId } from '../../../src/model/ids.ts'
import { type MessagePart, textOf } from '../../../src/model/message.ts'
import type { Order } from '../../../src/model/order.ts'
import type { Role } from '../../../src/model/people.ts'
import type { Ticket, TicketChange } from '../../../src/model/ticket.ts'
import type { Playbook } from '../../../src/playbook/index.ts'
import { noon } from './clock.ts'
import { anUnderstanding, type Meaning } from './meaning.ts'
import { aPlaybook, deepFreeze } from './playbook.ts'
import { aConversation, noFacts, text } from './world.ts'

/** Keeps a conversation over several turns; everything handed to `decide` is frozen. */
export const talk = (playbook: Playbook = aPlaybook(), world: World = {}) => {
  const { others = [], from, timeZone = 'Asia/Shanghai', ...atFirst } = world
  let facts: Partial<Facts> = atFirst
  let conversation = aConversation(from)
  let tickets: readonly Ticket[] = []
  let at = noon
  let count = 0

  const turn = (trigger: Trigger): Heard => {
    const shop = { ...playbook.shop, ...facts.shop }
    const own = facts.ordersDown === undefined ? (facts.orders ?? []) : []
    // Without any orders in the world no order system is connected.
    const unknown = facts.orders === undefined && others.length === 0 ? 'unchecked' : 'unknown'
    const quoted = facts.quoted ?? quotedIn(trigger, conversation, { own, others, unknown })
    const known: Facts = { ...noFacts, ...facts, orders: own, quoted, shop }
    const decision = decide(
      deepFreeze({ conversation, trigger, facts: known, tickets, playbook, at, timeZone }),
    )
    conversation = decision.next
    for (const effect of decision.effects) {
      if (effect.kind !== 'saveTicket') continue
      tickets = [...tickets.filter(({ id }) => id !== effect.ticket.id), effect.ticket]
    }
    return heard(decision)
  }

  const sends = (parts: readonly MessagePart[], meaning: Meaning = {}): Heard => {
    count += 1
    const said: Said = { id: `m-${count}`, at, parts }
    const words = textOf(parts)
    const understanding =
      words === '' ? {} : { understanding: anUnderstanding({ text: words, ...meaning }) }
    return turn({ kind: 'customerSaid', messages: [said], ...understanding })
  }

  const lin = { agent: agentId('lin'), name: '小林' }
  return {
    /** The customer writes; `meaning` is an intent that is sure, or more. */
    says: (words: string, meaning: string | Meaning = {}): Heard =>
      sends([text(words)], typeof meaning === 'string' ? { intent: meaning } : meaning),
    sends: (...parts: readonly MessagePart[]): Heard => sends(parts),
    /** Text and other things in one breath. */
    sendsWith: (words: string, meaning: Meaning, ...parts: readonly MessagePart[]): Heard =>
      sends([text(words), ...parts], meaning),
    shows: (...parts: readonly MessagePart[]): Heard =>
      turn({ kind: 'shopSystemSaid', messages: [{ id: `s-${++count}`, at, parts }] }),
    shopAnswers: (): Heard => turn({ kind: 'shopHumanSaid' }),
    fires: (name: TimerName, subject?: string): Heard =>
      turn({ kind: 'timerFired', name, ...(subject === undefined ? {} : { subject }) }),
    takes: (): Heard => turn({ kind: 'agentTook', ...lin }),
    isGiven: (because = '有空'): Heard => turn({ kind: 'agentAssigned', ...lin, because }),
    isTakenByBoss: (): Heard => turn({ kind: 'agentTook', agent: agentId('zhao'), name: '赵主管' }),
    isTakenBy: (who: typeof lin): Heard => turn({ kind: 'agentTook', ...who }),
    /** As `isTakenBy`, by answering. */
    isTakenUp: (who: typeof lin, words: string): Heard =>
      turn({ kind: 'agentReplied', ...who, parts: [text(words)] }),
    replies: (words: string): Heard => turn({ kind: 'agentReplied', ...lin, parts: [text(words)] }),
    gives: (to = { agent: agentId('chen'), name: '小陈' }): Heard =>
      turn({ kind: 'agentGave', ...lin, to }),
    switches: (mode: HelpMode): Heard => turn({ kind: 'agentSwitched', ...lin, mode }),
    leaves: (): Heard => turn({ kind: 'agentLeft', ...lin }),
    returns: (): Heard => turn({ kind: 'agentReturned', ...lin }),
    resolves: (): Heard => turn({ kind: 'agentResolved', ...lin }),
    /** Somebody, by default one of each role, does something to a ticket. */
    changes: (ticket: TicketId, change: TicketChange, role: Role, who: string = role): Heard => {
      const by = { kind: 'agent', agent: agentId(who), name: who, role } as const
      return turn({ kind: 'ticketChanged', ticket, change, by })
    },
    sees: (alert: string): Heard => turn({ kind: 'alertCleared', alert, ...lin }),
    fails: (what: 'turn' | 'send'): Heard => turn({ kind: 'failed', what, detail: '坏了' }),
    /** The world has changed. */
    learns: (more: Partial<Facts>) => {
      facts = { ...facts, ...more }
    },
    passes: (spanMs: number) => {
      at += spanMs
    },
    get at() {
      return at
    },
    get conversation() {
      return conversation
    },
    get tickets() {
      return tickets
    },
  }
}

export type Talk = ReturnType<typeof talk>

type World = Partial<Facts> & {
  /** Orders of other customers. */
  readonly others?: readonly Order[]
  readonly from?: Partial<Conversation>
  readonly timeZone?: string
}

/** A decision, with what the customer hears and what was written down. */
export interface Heard extends Decision {
  /** The bot's words of this turn; empty when it was silent. */
  readonly said: string
  readonly ticket: Ticket | undefined
  readonly notes: readonly string[]
}

const heard = (decision: Decision): Heard => ({
  ...decision,
  said: botLines(decision).join('\n---\n'),
  ticket: decision.effects.flatMap((effect) =>
    effect.kind === 'saveTicket' ? [effect.ticket] : [],
  )[0],
  notes: decision.effects.flatMap((effect) => (effect.kind === 'noteEvent' ? [effect.text] : [])),
})

/** What the bot says in a decision, one entry a message. */
export const botLines = ({ effects }: Decision): string[] =>
  effects.flatMap((effect) =>
    effect.kind === 'sendMessage' && effect.author === 'bot' ? [textOf(effect.parts)] : [],
  )

/** The state of a ticket's slots in short: `photo: 2`, `order-number: 2600…`, `description: -`. */
export const slotsOf = (ticket: Ticket | undefined): Record<string, string> =>
  Object.fromEntries(
    (ticket?.slots ?? []).map(({ id, state }) => {
      if (state.kind === 'missing') return [id, '-']
      if (state.kind === 'givenUp') return [id, state.because]
      const texts = state.values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
      return [id, texts.length > 0 ? texts.join('；') : `${state.values.length} 个`]
    }),
  )

interface Known {
  readonly own: readonly Order[]
  readonly others: readonly Order[]
  readonly unknown: 'unknown' | 'unchecked'
}

const quotedIn = (
  trigger: Trigger,
  { memory, phase }: Conversation,
  { own, others, unknown }: Known,
): Facts['quoted'] => {
  const said = 'messages' in trigger ? trigger.messages.flatMap(({ parts }) => parts) : []
  const understanding = trigger.kind === 'customerSaid' ? trigger.understanding : undefined
  const question =
    phase.kind === 'answering' || phase.kind === 'collecting' ? phase.question : undefined
  const numbers: readonly string[] = [
    ...said.flatMap((part) => (part.kind === 'order' ? [part.orderNo] : [])),
    ...(understanding?.entities ?? []).flatMap(({ kind, value }) =>
      kind === 'order_number' ? [value] : [],
    ),
    ...(question?.kind === 'order' ? question.options.map((option) => option.orderNo) : []),
    ...(memory.order === undefined ? [] : [memory.order]),
  ]
  return Object.fromEntries(
    numbers.map((no) => {
      const order = own.find((each) => each.orderNo === no)
      const taken = others.some((each) => each.orderNo === no)
      return [no, order ?? (taken ? 'of_someone_else' : unknown)] as const
    }),
  )
}
