import type { Phase } from '../../model/conversation.ts'
import { GatewayError } from '../../model/errors.ts'
import { type TimerId, timerId } from '../../model/ids.ts'
import type { NewLine, Turn, Unread } from '../turns.ts'
import type { Connection } from './connection.ts'
import { lastTextOf } from './last-text.ts'
import type { Lines } from './lines.ts'
import { prepareTaken } from './queue.ts'
import { prepareReplyClocks } from './reply-clocks.ts'
import { prepareRounds, type RoundRow } from './rounds.ts'
import { type ConversationRow, conversationOf, stateJson, stateOf, type Undo } from './rows.ts'
import { prepareTickets } from './tickets.ts'
import { prepareTimers } from './timers.ts'
import type { Taken } from './work.ts'

export interface Commit {
  readonly taken: Taken
  readonly turn: Turn
  /** The messages of the work that this turn read; the others stay unread. */
  readonly read: readonly Unread[]
  /** Whether it may be run again when the customer goes on before its words have left. */
  readonly mayReopen: boolean
}

/** Writes what a turn changes; inside a transaction. Throws `stale_version` and leaves nothing. */
export function prepareCommit(connection: Connection, lines: Lines): (commit: Commit) => void {
  const { db, nextSeq } = connection
  const timers = prepareTimers(connection)
  const tickets = prepareTickets(connection)
  const noteTaken = prepareTaken(connection)
  const rounds = prepareRounds(connection)
  const replyClocks = prepareReplyClocks(connection)

  const update = db.prepare(
    `UPDATE conversations SET version = :version, round = :round, ticket_count = :ticketCount,
       phase = :phase, state = :state, seq = :seq, last_at = :lastAt, last_text = :lastText,
       failures = 0, waiting_since = :waitingSince, owned_from = :ownedFrom, undo_turn = :undoTurn, undo = :undo
     WHERE key = :key AND version = :from`,
  )
  const present = db.prepare<[number], ConversationRow>('SELECT * FROM conversations WHERE key = ?')
  const markRead = db.prepare('UPDATE messages SET turn = ? WHERE position = ?')
  const insertTurn = db.prepare(
    'INSERT INTO turns (conversation, turn, id, at, trigger, decision) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const deleteTurn = db.prepare('DELETE FROM turns WHERE conversation = ? AND turn = ?')
  const unreadLeft = db.prepare<[number], number>(
    `SELECT 1 FROM messages WHERE conversation = ? AND turn IS NULL AND external_id IS NOT NULL
     LIMIT 1`,
  )
  const markTold = db.prepare('UPDATE messages SET told_by = ? WHERE id = ?')
  const untell = db.prepare(
    `UPDATE messages SET told_by = NULL
     WHERE conversation = ? AND status = 'failed' AND told_by = ?`,
  )
  const untold = db.prepare<[number]>(
    `SELECT 1 FROM messages WHERE conversation = ? AND status = 'failed' AND told_by IS NULL LIMIT 1`,
  )
  const setDue = db.prepare('UPDATE conversations SET due_at = ? WHERE key = ?')

  return function commit({ taken, turn, read, mayReopen }) {
    const { key } = taken.row
    const row = present.get(key)
    // A turn to be taken back may have begun to speak meanwhile.
    if (!row || (taken.undo && taken.undo.turn !== row.undo_turn)) throw stale(turn)

    if (taken.undo) undoTurn(taken.undo, row)
    if (taken.outdated && taken.outdated.turn === row.undo_turn) {
      for (const position of taken.outdated.lines) lines.supersedeDraft(position)
    }
    for (const message of read) markRead.run(row.version, message.position)
    const positions = turn.lines.map((line) => lines.insert(row, line, turn.at))
    for (const ticket of turn.tickets) tickets.save(ticket, key, row.version)
    for (const { id } of taken.work.failed) markTold.run(row.version, id)
    timers.end(handledTimers(taken, turn, read), row.version)
    for (const timer of turn.cancelTimers) timers.cancel(key, timer, row.version)
    turn.startTimers.forEach((timer, index) => {
      timers.start({ ...timer, id: timerId(turn.id, index), key, turn: row.version })
    })
    timers.forget(key, row.version)
    insertTurn.run(key, row.version, turn.id, turn.at, turn.trigger, JSON.stringify(turn.decision))
    const round = rounds.before(key, turn.next.round)
    const noted = { before: taken.work.conversation, turn, read }
    rounds.note(row, noted)
    replyClocks.note(row, noted)
    const undo = mayReopen ? undoFor({ taken, turn, read, positions, round }) : undefined
    save(row, turn, read, undo)
    lines.promote(key, turn.at)
    const more = unreadLeft.get(key) ?? untold.get(key)
    setDue.run(more ? turn.at : (timers.nextDueAt(key) ?? null), key)
  }

  function undoTurn(undo: Undo, row: ConversationRow): void {
    const { key } = row
    const after = conversationOf(row).memory.owed
    if (undo.round !== undefined) rounds.restore(key, row.round, undo.round)
    replyClocks.restore(key, { before: undo.state.memory.owed, after })
    for (const position of undo.lines) lines.end(position, 'superseded')
    untell.run(key, undo.turn)
    timers.undo(key, undo.turn)
    tickets.undo(key, undo.turn)
    deleteTurn.run(key, undo.turn)
  }

  function save(
    row: ConversationRow,
    turn: Turn,
    read: readonly Unread[],
    undo: Undo | undefined,
  ): void {
    const { next } = turn
    const takenOver = next.phase.kind === 'withAgent' && row.phase !== 'withAgent'
    if (takenOver) lines.endBotLines(row.key, row.version)
    noteTaken(row, turn)
    const said = turn.lines.findLast((line) => line.route === 'push' || line.route === 'pull')
    const { changes } = update.run({
      version: next.version,
      round: next.round,
      ticketCount: next.ticketCount,
      phase: next.phase.kind,
      state: stateJson(next),
      seq: nextSeq(),
      lastAt: said ? turn.at : row.last_at,
      lastText: said ? lastTextOf(said.parts) : row.last_text,
      waitingSince: waitingSince(next.phase, row.waiting_since, turn.lines, read) ?? null,
      ownedFrom: takenOver ? row.version : row.owned_from,
      undoTurn: undo?.turn ?? null,
      undo: undo ? JSON.stringify(undo) : null,
      key: row.key,
      from: next.version - 1,
    })
    if (changes !== 1) throw stale(turn)
  }
}

function stale({ id, next }: Turn): GatewayError {
  return new GatewayError(
    'stale_version',
    `Turn ${id} leads ${next.id} to version ${next.version}, but it changed meanwhile.`,
  )
}

/** A system's card alone leaves a due reminder to a turn of its own. */
function handledTimers({ work }: Taken, turn: Turn, read: readonly Unread[]): readonly TimerId[] {
  if (turn.timers !== undefined) return turn.timers
  const onlyShop = read.length > 0 && read.every(({ sender }) => sender !== 'customer')
  return onlyShop ? [] : work.timers.map(({ id }) => id)
}

interface Undoable extends Pick<Commit, 'taken' | 'turn' | 'read'> {
  /** Of the lines that it wrote. */
  readonly positions: readonly number[]
  /** Its round before it. */
  readonly round: RoundRow | null
}

function undoFor({ taken, turn, read, positions, round }: Undoable): Undo | undefined {
  const routed = turn.lines.flatMap(({ route }, index) =>
    route === 'none' ? [] : [{ route, position: positions[index] ?? 0 }],
  )
  if (routed.length === 0 || !read.some(({ sender }) => sender === 'customer')) return undefined
  return {
    turn: taken.row.version,
    state: stateOf(taken.work.conversation),
    read: read.map(({ position }) => position),
    // Lines that travel nowhere go too: "handed over" must not stand there twice.
    lines: [...positions],
    round,
    receivedAt: Math.min(...read.map(({ receivedAt }) => receivedAt)),
    draftsOnly: routed.every(({ route }) => route === 'draft'),
  }
}

/**
 * Since when the customer waits for a person. A queue waits since its handoff; once somebody has
 * taken the chat, the wait ends with the first words of a person and begins with the next question.
 */
function waitingSince(
  phase: Phase,
  before: number | null,
  lines: readonly NewLine[],
  read: readonly Unread[],
): number | undefined {
  if (phase.kind === 'awaitingAgent') return phase.handoff.at
  if (phase.kind !== 'withAgent') return undefined
  const lastPerson = read.findLastIndex(({ sender }) => sender === 'shop_human')
  if (lines.some(({ author }) => author.kind === 'agent')) return undefined
  const asked = read.slice(lastPerson + 1).find(({ sender }) => sender === 'customer')
  return lastPerson < 0 ? (before ?? asked?.receivedAt) : asked?.receivedAt
}
