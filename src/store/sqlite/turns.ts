import { GatewayError } from '../../model/errors.ts'
import type { ConversationId } from '../../model/ids.ts'
import type { Store } from '../store.ts'
import type { RunTurn, TakeTurns, TurnReport, Verdict } from '../turns.ts'
import type { Claims } from './claims.ts'
import { prepareCommands } from './commands.ts'
import { type Commit, prepareCommit } from './commit.ts'
import { type Connection, isOutOfSpace } from './connection.ts'
import type { Lines } from './lines.ts'
import { preparePostpone } from './postpone.ts'
import type { ConversationRow } from './rows.ts'
import { prepareLoading, type Taken } from './work.ts'

export interface Turns extends Pick<Store, 'takeTurns' | 'runTurn'> {
  nextDueAt(): number | undefined
}

/** So long a conversation rests after a turn that failed, so that it does not spin. */
const restMs = 1_000

/** What a handler made of its work. */
type Judged =
  | { readonly key: number; readonly taken: Taken; readonly verdict: Verdict }
  | { readonly key: number; readonly id: ConversationId; readonly error: unknown }

export function createTurns(deps: {
  readonly connection: Connection
  readonly lines: Lines
  readonly claims: Claims
  /** Conversations whose last turn is being run again; its words must not leave meanwhile. */
  readonly reopening: Set<number>
}): Turns {
  const { connection, claims, reopening } = deps
  const { db, write } = connection
  const loading = prepareLoading(connection)
  const commit = prepareCommit(connection, deps.lines)
  const postpone = preparePostpone(connection)
  const commands = prepareCommands(connection)

  const due = db.prepare<[number, number], ConversationRow>(
    'SELECT * FROM conversations WHERE due_at <= ? ORDER BY due_at LIMIT ?',
  )
  const soonest = db.prepare<[number], { key: number; due_at: number }>(
    `SELECT key, due_at FROM conversations WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ?`,
  )
  const keyOf = db
    .prepare<[ConversationId], number>('SELECT key FROM conversations WHERE id = ?')
    .pluck()

  async function takeTurns(options: TakeTurns): Promise<readonly TurnReport[]> {
    const rows = due
      .all(options.at, options.limit + claims.count())
      .filter((row) => !claims.isTaken(row.key))
      .slice(0, options.limit)
    for (const { key } of rows) claims.tryTake(key)
    try {
      const judged = await Promise.all(rows.map((row) => judge(row, options)))
      return write(() => judged.map((one) => settle(one, options.at)))
    } finally {
      for (const { key } of rows) letGo(key)
    }
  }

  async function judge(row: ConversationRow, options: TakeTurns): Promise<Judged> {
    try {
      const taken = loading.forTurn(row, options.at, options.reopenWithinMs)
      if (taken.undo) reopening.add(row.key)
      return { key: row.key, taken, verdict: await options.handle(taken.work) }
    } catch (error) {
      return { key: row.key, id: row.id, error }
    }
  }

  function settle(judged: Judged, at: number): TurnReport {
    if ('error' in judged) return fail(judged.key, judged.id, judged.error, at)
    const { taken, verdict } = judged
    if (verdict.kind === 'wait') return postpone.wait(taken, verdict.until, at)
    return attempt({ taken, turn: verdict.turn, read: taken.work.unread, mayReopen: true }, at)
  }

  /** A savepoint: a verdict that cannot be written must not take the others of its batch along. */
  const commitApart = db.transaction(commit)

  function attempt(one: Commit, at: number): TurnReport {
    const conversationId = one.taken.row.id
    try {
      commitApart(one)
      return { kind: 'committed', conversationId, turn: one.turn.id }
    } catch (error) {
      if (isOutOfSpace(error) || !db.inTransaction) throw error
      return fail(one.taken.row.key, conversationId, error, at)
    }
  }

  function fail(key: number, conversationId: ConversationId, error: unknown, at: number) {
    postpone.rest(key, at + restMs)
    return { kind: 'failed', conversationId, error } as const
  }

  async function runTurn(options: RunTurn): Promise<TurnReport> {
    const { conversationId, at, commandKey, handle } = options
    const key = keyOf.get(conversationId)
    if (key === undefined) {
      throw new GatewayError('not_found', `There is no conversation ${conversationId}.`)
    }
    await claims.take(key)
    try {
      if (commandKey !== undefined && commands.isUsed(key, commandKey)) {
        return { kind: 'repeated', conversationId }
      }
      const taken = loading.forCommand(key)
      const verdict = await handle(taken.work)
      if (verdict.kind === 'wait') return write(() => postpone.wait(taken, verdict.until, at))
      const { turn } = verdict
      const named = new Set(turn.decision.messages)
      const read = taken.work.unread.filter((message) => named.has(message.externalId))
      write(() => {
        if (commandKey !== undefined) commands.use(key, commandKey)
        commit({ taken, turn, read, mayReopen: false })
      })
      return { kind: 'committed', conversationId, turn: turn.id }
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'store_full') throw error
      return { kind: 'failed', conversationId, error }
    } finally {
      letGo(key)
    }
  }

  function letGo(key: number): void {
    reopening.delete(key)
    claims.release(key)
  }

  return {
    takeTurns,
    runTurn,
    nextDueAt: () =>
      soonest.all(claims.count() + 1).find((row) => !claims.isTaken(row.key))?.due_at,
  }
}
