import { join } from 'node:path'
import type { Conversation } from '../../src/model/conversation.ts'
import { createSqliteStore } from '../../src/store/sqlite/index.ts'
import { aMessage, aTurn, awaitingAgent } from './builders.ts'

interface Waiting {
  readonly name: string
  readonly text: string
  /** Milliseconds. */
  readonly waits: number
}

/** Customers of the web chat who wait for a person, in the database of a counter that does not run. */
export async function seedQueue(dataDir: string, waiting: readonly Waiting[], now: number) {
  const store = await createSqliteStore({ file: join(dataDir, 'shouhou.db') })
  const sentAt = ({ waits }: Waiting) => now - waits
  const messages = waiting.map((each, index) =>
    aMessage({
      channel: 'web',
      account: 'demo',
      conversation: `seed-${index}`,
      customer: { id: `seed-${index}`, name: each.name },
      text: each.text,
      sentAt: sentAt(each),
    }),
  )
  await store.accept(messages, now)
  const waits = new Map(waiting.map((each, index) => [`seed-${index}`, sentAt(each)]))
  for (let left = waiting.length; left > 0; left -= 200) {
    await store.takeTurns({
      at: now,
      limit: 200,
      reopenWithinMs: 0,
      handle: async (work) => {
        const phase = awaitingAgent(waits.get(work.conversation.customer.id) ?? now)
        const next: Partial<Conversation> = { phase }
        return { kind: 'commit', turn: aTurn(work, { at: now, next }) }
      },
    })
  }
  await store.close()
}
