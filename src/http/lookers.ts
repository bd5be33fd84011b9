import type { AgentId, ConversationId } from '../model/ids.ts'
import type { Looking, TypingAs } from '../model/wire/desk.ts'

/**
 * Who looks at which conversation, and who writes there: true for a moment, and kept nowhere. One
 * process knows its own sockets; where several serve one shop, this is what has to be shared.
 */
export interface Lookers {
  /** A console opens. */
  arrive(agent: { readonly id: AgentId; readonly name: string }): Seat
  customerTypes(conversation: ConversationId, isTyping: boolean): void
  /** What an agent wrote there is said. */
  said(agent: AgentId, conversation: ConversationId): void
  at(conversation: ConversationId): Looking
  isCustomerTyping(conversation: ConversationId): boolean
  everywhere(): {
    readonly lookers: readonly Looking[]
    readonly customers_typing: readonly ConversationId[]
  }
  /** Hears of what changed, and of nothing else. */
  listen(listener: LookersListener): () => void
  close(): void
}

/** One console; what it says holds for six seconds. */
export interface Seat {
  views(conversation: ConversationId | null): void
  types(conversation: ConversationId | null, as: TypingAs): void
  leave(): void
}

export interface LookersListener {
  onLookers(looking: Looking): void
  onCustomer(conversation: ConversationId, isTyping: boolean): void
}

interface Held {
  readonly conversation: ConversationId
  readonly until: number
}

interface Sitting {
  readonly agent: { readonly id: AgentId; readonly name: string }
  viewing?: Held | undefined
  typing?: (Held & { readonly as: TypingAs }) | undefined
}

const heldMs = 6_000
const sweepMs = 500

export function createLookers({ now }: { readonly now: () => number }): Lookers {
  const sittings = new Set<Sitting>()
  const customers = new Map<ConversationId, number>()
  const listeners = new Set<LookersListener>()
  /** As it was last told, where there is anything. */
  const told = new Map<ConversationId, string>()
  let timer: NodeJS.Timeout | undefined

  const holds = (held: Held | undefined, conversation: ConversationId): boolean =>
    held?.conversation === conversation && held.until > now()

  function at(conversation: ConversationId): Looking {
    const there = [...sittings]
    const viewing = there.filter((each) => holds(each.viewing, conversation))
    const typing = there.flatMap(({ agent, typing }) =>
      typing && holds(typing, conversation) ? [{ ...agent, as: typing.as }] : [],
    )
    return {
      conversation,
      viewing: once(viewing.map(({ agent }) => agent)),
      typing: once(typing),
    }
  }

  const isCustomerTyping = (conversation: ConversationId) =>
    (customers.get(conversation) ?? 0) > now()

  function tell(conversation: ConversationId | undefined) {
    if (conversation === undefined) return
    const looking = at(conversation)
    const isEmpty = looking.viewing.length + looking.typing.length === 0
    const text = isEmpty ? undefined : JSON.stringify(looking)
    if (told.get(conversation) === text) return
    if (text === undefined) told.delete(conversation)
    else told.set(conversation, text)
    for (const listener of listeners) listener.onLookers(looking)
  }

  function customerTypes(conversation: ConversationId, isTyping: boolean) {
    const was = customers.has(conversation)
    if (isTyping) customers.set(conversation, now() + heldMs)
    else customers.delete(conversation)
    watch()
    if (was === isTyping) return
    for (const listener of listeners) listener.onCustomer(conversation, isTyping)
  }

  /** Whoever falls silent without a word is gone, too. */
  function sweep() {
    for (const conversation of [...told.keys()]) tell(conversation)
    for (const [conversation, until] of [...customers])
      if (until <= now()) customerTypes(conversation, false)
    if (told.size + customers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  function watch() {
    timer ??= setInterval(sweep, sweepMs).unref()
  }

  return {
    arrive(agent) {
      const mine: Sitting = { agent }
      sittings.add(mine)
      const change = (patch: Pick<Sitting, 'viewing'> | Pick<Sitting, 'typing'>) => {
        const before = [mine.viewing?.conversation, mine.typing?.conversation]
        Object.assign(mine, patch)
        watch()
        const after = [mine.viewing?.conversation, mine.typing?.conversation]
        for (const conversation of new Set([...before, ...after])) tell(conversation)
      }
      const held = (conversation: ConversationId) => ({ conversation, until: now() + heldMs })
      return {
        views: (conversation) =>
          change({ viewing: conversation === null ? undefined : held(conversation) }),
        types: (conversation, as) =>
          change({ typing: conversation === null ? undefined : { ...held(conversation), as } }),
        leave() {
          sittings.delete(mine)
          for (const { conversation } of [mine.viewing, mine.typing].filter((each) => !!each))
            tell(conversation)
        },
      }
    },
    customerTypes,
    said(agent, conversation) {
      for (const each of sittings)
        if (each.agent.id === agent && each.typing?.conversation === conversation)
          each.typing = undefined
      tell(conversation)
    },
    at,
    isCustomerTyping,
    everywhere: () => ({
      lookers: [...told.keys()].map(at),
      customers_typing: [...customers.keys()].filter(isCustomerTyping),
    }),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      clearInterval(timer)
      timer = undefined
      listeners.clear()
    },
  }
}

/** An agent may have several consoles open. */
const once = <T extends { readonly id: string }>(people: readonly T[]): readonly T[] => [
  ...new Map(people.map((each) => [each.id, each])).values(),
]
