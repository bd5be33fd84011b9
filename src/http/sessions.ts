import { createHash, randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Agent, People, Session } from '../store/index.ts'

export const sessionMs = 12 * 3_600_000
const idleMs = 2 * 3_600_000
const seenMs = 60_000
const checkMs = 700

export interface LoggedIn {
  readonly agent: Agent
  readonly session: Session
}

export interface Watcher {
  ended(): void
  /** The agent is called otherwise, or may do or see other things than before. */
  changed(agent: Agent): void
}

export interface Sessions {
  /** The new session's token; only its hash is kept. Sessions that are over lose their rows. */
  open(agent: Agent): Promise<string>
  /**
   * Nobody, when the token is unknown or 12 hours old, was not seen for two, or its agent may not
   * log in any more.
   */
  read(token: string): Promise<LoggedIn | undefined>
  close(token: string): Promise<void>
  /** Hears of it within a second, wherever it was done. A session that is watched is being seen. */
  watch(loggedIn: LoggedIn, watcher: Watcher): () => void
  stop(): void
}

interface Watching {
  /** As last told. */
  agent: Agent
  readonly watcher: Watcher
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
  const watched = new Map<string, Set<Watching>>()
  /** Opened or seen here, as last written, to be cleared away when over. */
  const known = new Map<string, Session>()
  let timer: NodeJS.Timeout | undefined

  async function find(tokenHash: string): Promise<LoggedIn | undefined> {
    const session = await people.session(tokenHash)
    if (!session) {
      known.delete(tokenHash)
      return undefined
    }
    if (isOver(session)) {
      await remove(tokenHash).catch(onError)
      return undefined
    }
    const agent = await people.agent(session.agent)
    if (!agent || agent.disabled) return undefined
    await noteSeen(session)
    return { agent, session }
  }

  function isOver({ tokenHash, createdAt, seenAt }: Session): boolean {
    if (now() - createdAt >= sessionMs) return true
    return now() - seenAt >= idleMs && !watched.has(tokenHash)
  }

  /** Once a minute is enough; a disk that is full logs nobody out. */
  async function noteSeen(session: Session) {
    const { tokenHash } = session
    const last = known.get(tokenHash) ?? session
    known.set(tokenHash, last)
    if (now() - Math.max(last.seenAt, session.seenAt) < seenMs) return
    const seenAt = now()
    known.set(tokenHash, { ...session, seenAt })
    await people.noteSessionSeen(tokenHash, seenAt).catch(onError)
  }

  async function remove(tokenHash: string) {
    known.delete(tokenHash)
    await people.deleteSession(tokenHash)
  }

  async function removeOver() {
    // The row knows best: another process may have seen the session since.
    for (const session of [...known.values()]) if (isOver(session)) await find(session.tokenHash)
  }

  function end(tokenHash: string) {
    for (const { watcher } of watched.get(tokenHash) ?? []) watcher.ended()
    watched.delete(tokenHash)
  }

  async function check() {
    for (const tokenHash of [...watched.keys()]) {
      const found = await find(tokenHash)
      if (!found) end(tokenHash)
      else for (const each of watched.get(tokenHash) ?? []) tell(each, found.agent)
    }
  }

  function tell(watching: Watching, agent: Agent) {
    if (isDeepStrictEqual(watching.agent, agent)) return
    watching.agent = agent
    watching.watcher.changed(agent)
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
      await removeOver()
      const session = { tokenHash, agent: agent.id, createdAt: at, seenAt: at }
      known.set(tokenHash, session)
      await people.saveSession(session)
      return token
    },
    read: (token) => find(hashOf(token)),
    async close(token) {
      await remove(hashOf(token))
      end(hashOf(token))
    },
    watch({ agent, session }, watcher) {
      const listeners = watched.get(session.tokenHash) ?? new Set()
      const watching = { agent, watcher }
      watched.set(session.tokenHash, listeners.add(watching))
      checkLater()
      return () => {
        listeners.delete(watching)
        if (listeners.size === 0) watched.delete(session.tokenHash)
      }
    },
    stop() {
      watched.clear()
      clearTimeout(timer)
    },
  }
}

/** Under which a token's session is kept. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
