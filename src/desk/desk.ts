import { botOwns, type Conversation, type HelpMode } from '../model/conversation.ts'
import type { Trigger } from '../model/decision.ts'
import { GatewayError } from '../model/errors.ts'
import type { AgentId, ConversationId, OutboxId } from '../model/ids.ts'
import type { MessagePart } from '../model/message.ts'
import type { Store } from '../store/index.ts'
import { type Override, overrideNote } from './override.ts'
import { notAnothers } from './ownership.ts'

export interface AgentCommand {
  readonly conversationId: ConversationId
  readonly agent: AgentId
  readonly name: string
  /** A supervisor may take over from a colleague who is away; nobody waits for ever. */
  readonly mayOverrule?: boolean
  /** Made by the client; a repeated command has no second effect. */
  readonly commandKey?: string
}

export interface Colleague {
  readonly agent: AgentId
  readonly name: string
}

/**
 * What human agents do. Each command is one turn, in line with the customer's own turns.
 * Rejects with `conflict` when another person owns the conversation, `not_found` when there is none.
 */
export interface Desk {
  take(command: AgentCommand): Promise<void>
  /** Takes the conversation too, if nobody has it. */
  reply(
    command: AgentCommand & {
      readonly parts: readonly MessagePart[]
      /** Noted in the transcript, for people. */
      readonly override?: Override
    },
  ): Promise<void>
  /** To a colleague, with its cases. */
  give(command: AgentCommand & { readonly to: Colleague }): Promise<void>
  /** Who goes gives back those who wait for their words: they are given to others at once. */
  leave(who: Colleague): Promise<void>
  returnToBot(command: AgentCommand): Promise<void>
  /** How the bot helps whoever has it; what the bot owned is taken over by that. */
  switchHelp(command: AgentCommand & { readonly mode: HelpMode }): Promise<void>
  resolve(command: AgentCommand): Promise<void>
  settleDraft(
    command: AgentCommand & { readonly draft: OutboxId; readonly verdict: 'release' | 'discard' },
  ): Promise<void>
}

export interface DeskParts {
  readonly store: Store
  readonly now: () => number
  readonly command: (command: {
    readonly conversationId: ConversationId
    readonly trigger: Trigger
    readonly commandKey?: string
    readonly note?: string
    readonly allow: (conversation: Conversation) => void
  }) => Promise<void>
  /** How the messages of a conversation's channel travel. */
  readonly routeOf: (conversation: Conversation) => 'push' | 'pull'
  readonly wake: () => void
}

export const createDesk = ({ store, now, command, routeOf, wake }: DeskParts): Desk => {
  const act = async (
    { conversationId, agent, name, commandKey }: AgentCommand,
    trigger: Trigger,
    allow: (conversation: Conversation) => void,
    note?: string,
  ): Promise<void> => {
    if ((await store.read.conversation(conversationId)) === undefined) throw notFound()
    await command({
      conversationId,
      trigger,
      allow,
      ...(commandKey === undefined ? {} : { commandKey: `${agent}:${name}:${commandKey}` }),
      ...(note === undefined ? {} : { note }),
    })
  }

  const owned =
    ({ agent }: AgentCommand, rule: (conversation: Conversation) => void = () => {}) =>
    (conversation: Conversation): void => {
      notAnothers(conversation, agent)
      rule(conversation)
    }

  const take = (given: AgentCommand) =>
    act(
      given,
      { kind: 'agentTook', ...who(given) },
      given.mayOverrule === true ? () => {} : owned(given),
    )

  return {
    take,
    reply: ({ parts, override, ...given }) =>
      act(
        given,
        { kind: 'agentReplied', ...who(given), parts },
        owned(given, notClosed),
        override && overrideNote(given.name, override),
      ),
    async give({ to, ...given }) {
      if (to.agent === given.agent) throw toOneself()
      await act(given, { kind: 'agentGave', ...who(given), to }, owned(given, inHands))
    },
    async leave({ agent, name }) {
      for (const conversationId of await store.queue.waitingFor(agent)) {
        await command({
          conversationId,
          trigger: { kind: 'agentLeft', agent, name },
          allow: stillHas(agent),
        }).catch(unlessConflict)
      }
    },
    returnToBot: (given) =>
      act(given, { kind: 'agentReturned', ...who(given) }, owned(given, notTheBots)),
    async switchHelp({ mode, ...given }) {
      const found = await store.read.conversation(given.conversationId)
      if (found !== undefined && botOwns(found.conversation.phase)) await take(given)
      await act(given, { kind: 'agentSwitched', ...who(given), mode }, owned(given, notClosed))
    },
    resolve: (given) =>
      act(given, { kind: 'agentResolved', ...who(given) }, owned(given, notClosed)),
    async settleDraft({ draft, verdict, conversationId, agent }) {
      const found = await store.read.conversation(conversationId)
      if (found === undefined || !draft.startsWith(`${conversationId}:`)) throw notFound()
      notAnothers(found.conversation, agent)
      const settled = await store.settleDraft(
        draft,
        verdict === 'release'
          ? { kind: 'release', route: routeOf(found.conversation) }
          : { kind: 'discard' },
        now(),
      )
      if (!settled) {
        throw new GatewayError('conflict', '这条草稿已经处理过，或者顾客又说了新话、草稿已更新')
      }
      wake()
    },
  }
}

const who = ({ agent, name }: AgentCommand) => ({ agent, name })

/** Answered, taken or given on while those before it were given back: then it is well. */
const stillHas =
  (agent: AgentId) =>
  ({ phase }: Conversation): void => {
    if (phase.kind === 'withAgent' && phase.by.kind === 'agent' && phase.by.agent === agent) return
    throw new GatewayError('conflict', '会话已经不在您手里')
  }

const unlessConflict = (error: unknown): void => {
  if (!(error instanceof GatewayError && error.code === 'conflict')) throw error
}

const notFound = () => new GatewayError('not_found', '没有这个会话')

const notTheBots = ({ phase }: Conversation): void => {
  if (botOwns(phase)) throw new GatewayError('conflict', '会话已经在机器人手里')
}

const inHands = ({ phase }: Conversation): void => {
  if (phase.kind === 'withAgent' && phase.by.kind === 'agent') return
  throw new GatewayError('conflict', '会话不在您手里，先接手再转给同事', {
    english: 'you do not have this conversation; take it first',
  })
}

const toOneself = () =>
  new GatewayError('conflict', '不能转给自己，请另选一位同事', {
    english: 'you cannot give a conversation to yourself; choose a colleague',
  })

const notClosed = ({ phase }: Conversation): void => {
  if (phase.kind === 'closed') throw new GatewayError('conflict', '会话已经解决，请先接手再回复')
}
