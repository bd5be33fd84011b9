import type { Readable } from 'node:stream'
import {
  levelName,
  movesFrom,
  type Refusal,
  type Rules,
  refusalOf,
  votesWanted,
} from '../cases/index.ts'
import type { Conversation } from '../model/conversation.ts'
import type { Trigger } from '../model/decision.ts'
import { GatewayError } from '../model/errors.ts'
import type { AgentId, ConversationId, TicketId } from '../model/ids.ts'
import type { Actor, Role } from '../model/people.ts'
import {
  type Level,
  levels,
  type MayDo,
  planGoals,
  type Ticket,
  type TicketChange,
} from '../model/ticket.ts'
import type { Store } from '../store/index.ts'
import { type CaseFile, caseFile, zipOf } from './export-case.ts'
import { type Override, overrideNote } from './override.ts'
import { notAnothers } from './ownership.ts'

/** Somebody at the desk, as cases know them. */
export type Person = Extract<Actor, { kind: 'agent' }>

/** The operators' words for cases. */
interface CaseChoices {
  readonly symptoms: readonly string[]
  readonly rootCauses: readonly string[]
  readonly levels: readonly { readonly level: Level; readonly name: string }[]
}

/** What people do to cases. Each change is one turn, in line with the customer's own turns. */
export interface CaseDesk {
  /** Throws `not_found`, and `conflict` with the reason where the rules refuse it. */
  change(asked: {
    readonly ticket: TicketId
    readonly change: TicketChange
    readonly by: Person
    /** Made by the client; a repeated change has no second effect. */
    readonly commandKey?: string
    /** Of the tone guard's warning about the words to the customer. */
    readonly override?: Override
  }): Promise<Ticket>
  mayDo(ticket: Ticket, by: Person): MayDo
  /** Whose consent is wanting before the shop decides. */
  votesWanted(ticket: Ticket): readonly Role[]
  choices(): CaseChoices
  /** Everything about it, for others to take over. */
  fileOf(ticket: Ticket): Promise<CaseFile>
  /** The same as an archive with the original pictures, made while it is read. */
  zipOf(file: CaseFile): Promise<Readable>
  /** Somebody has seen it. */
  clearAlert(asked: {
    readonly conversationId: ConversationId
    readonly alert: string
    readonly agent: AgentId
    readonly name: string
  }): Promise<void>
}

export interface CaseDeskParts {
  readonly store: Pick<Store, 'read' | 'media'>
  /** The kept original of a picture or film; throws `not_found`. */
  readonly openMedia: (id: string) => Promise<Readable>
  /** The rules in force now. */
  readonly rules: () => Rules
  readonly command: (command: {
    readonly conversationId: ConversationId
    readonly trigger: Trigger
    readonly commandKey?: string
    readonly note?: string
    readonly allow: (conversation: Conversation, tickets: readonly Ticket[]) => void
  }) => Promise<void>
}

export const createCaseDesk = ({ store, rules, openMedia, command }: CaseDeskParts): CaseDesk => ({
  async change({ ticket: id, change, by, commandKey, override }) {
    const { conversationId } = await findTicket(store, id)
    await command({
      conversationId,
      trigger: { kind: 'ticketChanged', ticket: id, change, by },
      ...(commandKey === undefined ? {} : { commandKey: `${by.agent}:${commandKey}` }),
      ...(override === undefined ? {} : { note: overrideNote(by.name, override) }),
      allow: (conversation, tickets) => {
        const now = tickets.find((each) => each.id === id)
        if (now === undefined) throw noTicket()
        const refusal = refusalOf(now, change, by, rules())
        if (refusal !== undefined) throw refused(refusal)
        // Who decides a case may say so in anybody's chat; a fellow agent may not.
        const speaks = change.kind === 'stage' && change.reply !== undefined
        if (speaks && by.role === 'agent') notAnothers(conversation, by.agent)
      },
    })
    return findTicket(store, id)
  },

  mayDo(ticket, by) {
    const may = (change: TicketChange) => refusalOf(ticket, change, by, rules()) === undefined
    const { owner } = ticket
    const another = owner?.agent === by.agent ? undefined : { agent: by.agent, name: by.name }
    return {
      stages: movesFrom(ticket.stage).filter((to) => may({ kind: 'stage', to })),
      levels: levels.filter((to) => may({ kind: 'level', to, because: '…' })),
      plans: planGoals.filter((goal) => may({ kind: 'plan', goal, text: '…' })),
      vote: may({ kind: 'vote', verdict: 'agree' }),
      classify: may({ kind: 'classify', problemClass: ticket.problemClass }),
      assign: may({ kind: 'assign', ...(another === undefined ? {} : { to: another }) }),
      contacted: may({ kind: 'contacted', how: '…' }),
    }
  },

  votesWanted: (ticket) => votesWanted(ticket, rules()),

  choices() {
    const { symptoms, root_causes } = rules().cases
    return {
      symptoms: symptoms.map(({ name }) => name),
      rootCauses: root_causes,
      levels: levels.map((level) => ({ level, name: levelName(rules(), level) })),
    }
  },

  fileOf: (ticket) => caseFile(store, ticket),
  zipOf: (file) => zipOf(file, openMedia, rules().timeZone),

  async clearAlert({ conversationId, alert, agent, name }) {
    const found = await store.read.conversation(conversationId)
    if (found === undefined) throw new GatewayError('not_found', '没有这个会话')
    await command({
      conversationId,
      trigger: { kind: 'alertCleared', alert, agent, name },
      allow: () => {},
    })
  },
})

const findTicket = async (store: Pick<Store, 'read'>, id: TicketId): Promise<Ticket> => {
  const ticket = await store.read.ticket(id)
  if (ticket === undefined) throw noTicket()
  return ticket
}

const noTicket = () => new GatewayError('not_found', '没有这张售后单')

const refused = ({ zh, en }: Refusal) => new GatewayError('conflict', zh, { english: en })
