import { attempt } from './attempt.ts'
import type { Outgoing } from './log.ts'

/** What this page sent and nobody has confirmed, kept over a reload. */
export interface Keep {
  all(owner: string): readonly Outgoing[]
  put(owner: string, message: Outgoing): void
  drop(owner: string, id: string): void
}

const keepForMs = 7 * 24 * 3_600_000

/**
 * One key a message, so that two tabs do not overwrite each other; a message that both send has one
 * id and is taken once. A browser that refuses storage keeps nothing, and the page works on.
 */
export function createKeep(storage: () => Storage, now: () => number): Keep {
  const prefixOf = (owner: string) => `shouhou:out:${owner}:`
  return {
    all: (owner) =>
      attempt(() => {
        const box = storage()
        const messages: Outgoing[] = []
        for (const key of Object.keys(box)) {
          if (!key.startsWith(prefixOf(owner))) continue
          const message = parsed(box.getItem(key))
          if (message === null || now() - message.at > keepForMs) box.removeItem(key)
          else messages.push({ ...message, state: { kind: 'sending' } })
        }
        return messages.sort((a, b) => a.at - b.at)
      }) ?? [],
    put: (owner, message) =>
      attempt(() => storage().setItem(prefixOf(owner) + message.id, JSON.stringify(message))),
    drop: (owner, id) => attempt(() => storage().removeItem(prefixOf(owner) + id)),
  }
}

function parsed(text: string | null): Outgoing | null {
  const value = attempt(() => JSON.parse(text ?? 'null'))
  return typeof value?.id === 'string' && Array.isArray(value.parts) ? value : null
}
