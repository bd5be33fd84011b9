import type { AgentId } from '../../model/ids.ts'

/** Tells which agents have a console open, as long as they do. */
export interface Attendance {
  /** A console of theirs is open; the returned function is for its end. */
  arrive(agent: AgentId): () => void
}

/** Well within the time after which who is not seen counts as gone. */
const everyMs = 30_000

export function createAttendance(deps: {
  readonly noteSeen: (agents: readonly AgentId[]) => Promise<void>
  readonly onError: (error: unknown) => void
}): Attendance {
  const open = new Map<AgentId, number>()
  let timer: NodeJS.Timeout | undefined

  const tell = (agents: readonly AgentId[]) => {
    deps.noteSeen(agents).catch(deps.onError)
  }

  return {
    arrive(agent) {
      open.set(agent, (open.get(agent) ?? 0) + 1)
      timer ??= setInterval(() => tell([...open.keys()]), everyMs).unref()
      tell([agent])
      return () => {
        const left = (open.get(agent) ?? 0) - 1
        if (left > 0) {
          open.set(agent, left)
          return
        }
        open.delete(agent)
        // Counted from now, and not from the last time that it was told.
        tell([agent])
        if (open.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}
