import type { Conversation } from '../../model/conversation.ts'
import type { Turn, Unread } from '../turns.ts'
import type { Connection } from './connection.ts'
import type { ConversationRow } from './rows.ts'

/** So long a customer is quiet before their coming back is one. */
const quietMs = 24 * 60 * 60_000

/** What became of a round so far; the columns of `rounds` say what each means. */
export interface RoundRow {
  readonly began_at: number
  readonly conversation: number
  readonly round: number
  readonly channel: string
  readonly account: string
  readonly heard_at: number
  readonly rested_at: number | null
  readonly back_at: number | null
  readonly next_at: number | null
  readonly own: number
  readonly bot_at: number | null
  readonly unsolved: number
  readonly misses: number
  readonly intents: string
  readonly filed: number
  readonly handed_at: number | null
  readonly reason: string | null
  readonly taken_at: number | null
  readonly person_at: number | null
  readonly agent: string | null
  readonly closed_at: number | null
}

/** A turn as the counts see it. */
export interface Noted {
  /** As the turn found it. */
  readonly before: Conversation
  readonly turn: Turn
  readonly read: readonly Unread[]
}

/** Counts along with each turn, inside its transaction. */
export interface Rounds {
  note(row: ConversationRow, noted: Noted): void
  /** The round of a turn before it: kept to take the turn back. */
  before(key: number, round: number): RoundRow | null
  /** As it was before a turn; null where the turn began the round. */
  restore(key: number, round: number, was: RoundRow | null): void
}

export function prepareRounds({ db }: Connection): Rounds {
  const find = db.prepare<[number, number], RoundRow>(
    'SELECT * FROM rounds WHERE conversation = ? AND round = ?',
  )
  const put = db.prepare(
    `INSERT OR REPLACE INTO rounds VALUES (:began_at, :conversation, :round, :channel, :account,
       :heard_at, :rested_at, :back_at, :next_at, :own, :bot_at, :unsolved, :misses, :intents,
       :filed, :handed_at, :reason, :taken_at, :person_at, :agent, :closed_at)`,
  )
  const remove = db.prepare('DELETE FROM rounds WHERE conversation = ? AND round = ?')
  // Who had been quiet for a day came back before: that is told already.
  const cameBack = db.prepare(
    `UPDATE rounds SET next_at = :at, rested_at = ifnull(rested_at, heard_at),
       back_at = ifnull(back_at, :at) WHERE conversation = :key AND round = :round`,
  )
  const stayedAway = db.prepare(
    `UPDATE rounds SET rested_at = iif(back_at = next_at, NULL, rested_at),
       back_at = iif(back_at = next_at, NULL, back_at), next_at = NULL
     WHERE conversation = ? AND round = ?`,
  )
  const spoke = db.prepare('INSERT OR IGNORE INTO round_agents VALUES (?, ?, ?)')

  return {
    note(row, noted) {
      const { round } = noted.turn.next
      const known = find.get(row.key, round)
      const after = roundAfter(known ?? beginning(row, noted), noted)
      if (after === undefined) return
      put.run(after)
      if (known === undefined) cameBack.run({ at: after.began_at, key: row.key, round: round - 1 })
      for (const { author } of noted.turn.lines) {
        if (author.kind === 'agent') spoke.run(row.key, round, author.agent)
      }
    },
    before: (key, round) => find.get(key, round) ?? null,
    restore(key, round, was) {
      if (was !== null) return void put.run(was)
      remove.run(key, round)
      stayedAway.run(key, round - 1)
    },
  }
}

/** A round begins with words of the customer; what the shop says before them is none. */
function beginning(row: ConversationRow, { turn, read }: Noted): RoundRow | undefined {
  const [first] = timesHeard(read)
  if (first === undefined) return undefined
  return {
    began_at: first,
    conversation: row.key,
    round: turn.next.round,
    channel: row.channel,
    account: row.account,
    heard_at: first,
    rested_at: null,
    back_at: null,
    next_at: null,
    own: 1,
    bot_at: null,
    unsolved: 1,
    misses: 0,
    intents: '[]',
    filed: 0,
    handed_at: null,
    reason: null,
    taken_at: null,
    person_at: null,
    agent: null,
    closed_at: null,
  }
}

/** What a turn makes of a round. */
function roundAfter(row: RoundRow | undefined, noted: Noted): RoundRow | undefined {
  if (row === undefined) return undefined
  const { turn, read } = noted
  const { phase } = turn.next
  const heard = timesHeard(read)
  const isAway = heard[0] !== undefined && heard[0] - row.heard_at >= quietMs
  const comesBack = isAway && row.back_at === null
  const takenAt = row.taken_at ?? (phase.kind === 'withAgent' ? turn.at : null)
  const isCalled = phase.kind === 'awaitingAgent' && row.handed_at === null && takenAt === null
  const person = row.person_at === null ? personIn(noted) : undefined
  return {
    ...row,
    heard_at: Math.max(row.heard_at, ...heard),
    ...(comesBack && { rested_at: row.heard_at, back_at: heard[0] }),
    own: isBots(row, noted) ? 1 : 0,
    bot_at: row.bot_at ?? (turn.lines.some(isBotSaid) ? turn.at : null),
    unsolved: unsolvedAfter(row, noted),
    misses: row.misses + (isMiss(noted) ? 1 : 0),
    intents: JSON.stringify([...new Set([...intentsOf(row), ...askedIn(noted)])]),
    filed: row.filed || turn.tickets.some((ticket) => isFiled(ticket, row)) ? 1 : 0,
    ...(isCalled && { handed_at: phase.handoff.at, reason: phase.handoff.reason }),
    taken_at: takenAt,
    ...(person !== undefined && { person_at: person.at, agent: person.agent }),
    closed_at: phase.kind === 'closed' ? phase.at : row.closed_at,
  }
}

export const intentsOf = ({ intents }: Pick<RoundRow, 'intents'>): readonly string[] =>
  JSON.parse(intents) as readonly string[]

const timesHeard = (read: readonly Unread[]): readonly number[] =>
  read
    .filter(({ sender }) => sender === 'customer')
    .map(({ receivedAt }) => receivedAt)
    .sort((a, b) => a - b)

const isBotSaid = ({ author, route }: Turn['lines'][number]): boolean =>
  author.kind === 'bot' && (route === 'push' || route === 'pull')

/** It is not where people were there first, or where they release each of its words. */
const isBots = (row: RoundRow, { turn }: Noted): boolean =>
  row.own === 1 &&
  !turn.lines.some(({ route }) => route === 'draft') &&
  (row.bot_at !== null || row.handed_at !== null || turn.next.phase.kind !== 'withAgent')

/** Where the customer was asked something, or was not understood, there is no answer yet. */
function unsolvedAfter(row: RoundRow, noted: Noted): number {
  const { turn, read } = noted
  if (timesHeard(read).length === 0 || turn.decision.kind === 'silent') return row.unsolved
  const isOpen =
    turn.decision.kind === 'clarify' || turn.next.phase.kind === 'collecting' || isMiss(noted)
  return isOpen || !turn.lines.some(isBotSaid) ? 1 : 0
}

const isMiss = ({ before, turn: { next } }: Noted): boolean =>
  next.memory.misses > (before.round === next.round ? before.memory.misses : 0)

function askedIn({ before, turn: { decision, next }, read }: Noted): readonly string[] {
  if (timesHeard(read).length === 0) return []
  const earlier = before.round === next.round ? before.memory.asked : {}
  const more = Object.entries(next.memory.asked).filter(([id, n]) => n > (earlier[id] ?? 0))
  return [...more.map(([id]) => id), ...(decision.intent === undefined ? [] : [decision.intent])]
}

const isFiled = ({ status, openedAt }: Turn['tickets'][number], { began_at }: RoundRow): boolean =>
  status !== 'collecting' && openedAt >= began_at

/** The first words of a person: an agent's of the console, or anybody's in the platform's client. */
function personIn({ turn, read }: Noted): { at: number; agent: string | null } | undefined {
  const colleague = read.find(({ sender }) => sender === 'shop_human')
  if (colleague !== undefined) return { at: colleague.receivedAt, agent: null }
  const line = turn.lines.find(({ author }) => author.kind === 'agent')
  return line?.author.kind === 'agent' ? { at: turn.at, agent: line.author.agent } : undefined
}
