import { createHash, randomBytes } from 'node:crypto'
import type { Agent, People, Session } from '../store/index.ts'

export const sessionMs = 12 * 3_600_000
const checkMs = 700

export interface LoggedIn {
  readonly agent: Agent
  readonly session: Session
}

export interface Sessions {
  /** The new session's token; only its hash is kept. */
  open(agent: Agent): Promise<string>
  /** Nobody, when the token is unknown or 12 hours old, or its agent may not log in any more. */
  read(token: string): Promise<LoggedIn | undefined>
  close(token: string): Promise<void>
  /** `ended` is called within a second of the session's end, wherever it was ended. */
  watch(loggedIn: LoggedIn, ended: () => void): () => void
  stop(): void
}

export function createSessions({
  people,
  now,
  onError,
}: {
  readonly people: People
  readonly now: () => number
  readonly onError: (error: unknown) => void
}): Sessions {
  const watched = new Map<string, Set<() => void>>()
  let timer: NodeJS.Timeout | undefined

  async function find(tokenHash: string): Promise<LoggedIn | undefined> {
    const session = await people.session(tokenHash)
    if (!session || now() - session.createdAt >= sessionMs) return undefined
    const agent = await people.agent(session.agent)
    return agent && !agent.disabled ? { agent, session } : undefined
  }

  function end(tokenHash: string) {
    for (const ended of watched.get(tokenHash) ?? []) ended()
    watched.delete(tokenHash)
  }

  async function check() {
    for (const tokenHash of [...watched.keys()]) if (!(await find(tokenHash))) end(tokenHash)
  }

  /** Another process may have logged somebody out, so the store is asked as long as one listens. */
  function checkLater() {
    timer ??= setTimeout(() => {
      check()
        .catch(onError)
        .finally(() => {
          timer = undefined
          if (watched.size > 0) checkLater()
        })
    }, checkMs).unref()
  }

  return {
    async open(agent) {
      const token = randomBytes(16).toString('base64url')
      const at = now()
      const tokenHash = hashOf(token)
      await people.saveSession({ tokenHash, agent: agent.id, createdAt: at, seenAt: at })
      return token
    },
    read: (token) => find(hashOf(token)),
    async close(token) {
      await people.deleteSession(hashOf(token))
      end(hashOf(token))
    },
    watch({ session }, ended) {
      const listeners = watched.get(session.tokenHash) ?? new Set()
      watched.set(session.tokenHash, listeners.add(ended))
      checkLater()
      return () => {
        listeners.delete(ended)
        if (listeners.size === 0) watched.delete(session.tokenHash)
      }
    },
    stop() {
      watched.clear()
      clearTimeout(timer)
    },
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
