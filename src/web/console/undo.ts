import type { api } from './api.ts'
import { atMost } from './at-most.ts'

/** What is done only after a while, because it cannot be undone once the customer has heard of it. */
export interface Pending {
  readonly conversation: string
  readonly verb: Parameters<typeof api.act>[1]
  /** Whom it concerns, as people call them. */
  readonly name: string
  readonly dueAt: number
  /** Those of one command are taken back together. */
  readonly batch?: string
  /** Whoever asked for it tells what became of it; else it is told where all can see it. */
  readonly onEnd?: (end: Ended) => void
}

export type Ended =
  | { readonly kind: 'done' }
  /** By its agent, or for this reason. */
  | { readonly kind: 'undone'; readonly reason?: string }
  | { readonly kind: 'failed'; readonly reason: string }

interface World {
  readonly now: () => number
  /** Runs later unless the returned function is called first. */
  readonly later: (ms: number, run: () => void) => () => void
  readonly perform: (pending: Pending) => Promise<void>
}

export const undoMs = 5_000
/** Of one command for many: the others' answers must not wait behind it. */
const performedAtOnce = 4

/** Commands that wait for second thoughts, one a conversation. */
export function createUndo({ now, later, perform }: World) {
  let waiting: readonly (Pending & { readonly stop: () => void })[] = []
  const line = atMost(performedAtOnce)
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
  const performNow = async (conversation: string) => {
    const found = take(conversation)
    if (found === undefined) return
    await (found.batch === undefined ? perform(found) : line.run(() => perform(found)))
  }

  return {
    get: (): readonly Pending[] => waiting,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** The same once more changes nothing; another command has the first one done at once. */
    start({ conversation, ...command }: Omit<Pending, 'dueAt'>) {
      const before = waiting.find((each) => each.conversation === conversation)
      if (before?.verb === command.verb) return
      void performNow(conversation)
      const stop = later(undoMs, () => void performNow(conversation))
      set([...waiting, { conversation, ...command, dueAt: now() + undoMs, stop }])
    },
    has: (conversation: string) => waiting.some((each) => each.conversation === conversation),
    /** What was waiting, where something was. */
    cancel(conversation: string, reason?: string): Pending | undefined {
      const found = take(conversation)
      found?.onEnd?.({ kind: 'undone', ...(reason !== undefined && { reason }) })
      return found
    },
    /** Before the page or its agent goes away; resolves when all is done. */
    async flush() {
      const ends = waiting.map(({ conversation }) => performNow(conversation))
      // A page that goes away takes with it what still stands in line.
      line.admitAll()
      await Promise.allSettled(ends)
    },
  }
}
