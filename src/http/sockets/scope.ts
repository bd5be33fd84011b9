import type { ConversationId } from '../../model/ids.ts'
import { isWithin, type Shop } from '../../model/people.ts'
import type { Agent, Reading } from '../../store/index.ts'

/** What one console may hear of, as its agent's shops are now. */
export interface Scope {
  readonly agent: Agent
  change(agent: Agent): void
  sees(shop: Shop): boolean
  /** Does it where the conversation is theirs; things about one conversation in their order. */
  within(id: ConversationId, act: () => void): void
  /** Which of these are theirs. */
  among(ids: readonly ConversationId[]): Promise<(id: ConversationId) => boolean>
}

interface ScopeParts {
  readonly agent: Agent
  readonly read: Pick<Reading, 'conversation'>
  readonly failed: (error: unknown) => void
}

const mostKnown = 10_000

export function createScope({ agent: first, read, failed }: ScopeParts): Scope {
  let agent = first
  /** A conversation stays with its shop. */
  const shops = new Map<ConversationId, Promise<Shop | undefined>>()

  async function find(id: ConversationId): Promise<Shop | undefined> {
    const found = (await read.conversation(id))?.conversation
    if (found === undefined) shops.delete(id)
    return found && { channel: found.channel, account: found.account }
  }

  function shopOf(id: ConversationId): Promise<Shop | undefined> {
    if (shops.size >= mostKnown) shops.clear()
    const shop = shops.get(id) ?? find(id)
    shops.set(id, shop)
    return shop
  }

  const seesAll = () => agent.shops.length === 0
  const sees = (shop: Shop) => isWithin(agent.shops, shop)
  const isTheirs = async (id: ConversationId) => {
    const shop = await shopOf(id)
    return shop !== undefined && sees(shop)
  }

  return {
    get agent() {
      return agent
    },
    change(next) {
      agent = next
    },
    sees,
    within(id, act) {
      if (seesAll()) return act()
      isTheirs(id)
        .then((theirs) => {
          if (theirs) act()
        })
        .catch(failed)
    },
    async among(ids) {
      if (seesAll()) return () => true
      const theirs = await Promise.all(ids.map(async (id) => ((await isTheirs(id)) ? [id] : [])))
      const known = new Set(theirs.flat())
      return (id) => known.has(id)
    },
  }
}
