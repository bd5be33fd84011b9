import type { api } from './api.ts'

/** What is done only after a while, because it cannot be undone once the customer has heard of it. */
export interface Pending {
  readonly conversation: string
  readonly verb: Parameters<typeof api.act>[1]
  /** Whom it concerns, as people call them. */
  readonly name: string
  readonly dueAt: number
}

interface World {
  readonly now: () => number
  /** Runs later unless the returned function is called first. */
  readonly later: (ms: number, run: () => void) => () => void
  readonly perform: (pending: Pending) => void
}

export const undoMs = 5_000

/** Commands that wait for second thoughts, one a conversation. */
export function createUndo({ now, later, perform }: World) {
  let waiting: readonly (Pending & { readonly stop: () => void })[] = []
  const listeners = new Set<() => void>()

  const set = (next: typeof waiting) => {
    waiting = next
    for (const listener of listeners) listener()
  }
  const take = (conversation: string) => {
    const found = waiting.find((each) => each.conversation === conversation)
    if (found === undefined) return
    found.stop()
    set(waiting.filter((each) => each !== found))
    return found
  }
  const performNow = (conversation: string) => {
    const found = take(conversation)
    if (found !== undefined) perform(found)
  }

  return {
    get: (): readonly Pending[] => waiting,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** A second command for a conversation has the first one done at once. */
    start({ conversation, ...command }: Omit<Pending, 'dueAt'>) {
      performNow(conversation)
      const stop = later(undoMs, () => performNow(conversation))
      set([...waiting, { conversation, ...command, dueAt: now() + undoMs, stop }])
    },
    cancel: (conversation: string) => void take(conversation),
    /** Before the page goes away. */
    flush() {
      for (const { conversation } of waiting) performNow(conversation)
    },
  }
}
