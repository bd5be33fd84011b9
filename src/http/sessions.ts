import { createHash, randomBytes } from 'node:crypto'
import type { Agent, People, Session } from '../store/index.ts'

export const sessionMs = 12 * 3_600_000
const idleMs = 2 * 3_600_000
const seenMs = 60_000
const checkMs = 700

export interface LoggedIn {
  readonly agent: Agent
  readonly session: Session
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
  /**
   * `ended` is called within a second of the session's end, wherever it was ended. A session that
   * is watched is being seen.
   */
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

/** Under which a token's session is kept. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
