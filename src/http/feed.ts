import type { ConversationId } from '../model/ids.ts'
import type { Change, Store } from '../store/index.ts'
import { createChangeReader } from './change-reader.ts'

/** Somebody who wants to hear of every change. */
export interface Listener {
  /** The last change they know; absent when only the future matters. */
  readonly after: number | undefined
  /** Absent for the changes of all conversations. */
  readonly conversationId?: ConversationId
  onChange(change: Change): void
  /** Everything up to `seq` has been told; the rest follows as it happens. */
  onReady(seq: number): void
  /** Nothing up to `seq` will be told: too much happened since `after`, or it is no number of ours. */
  onReload(seq: number): void
  onFailed(error: unknown): void
  /** Resolves when there is room for another page. */
  drained(): Promise<void>
}

export interface Feed {
  /** Tells the listener every change after `after` once, in order of `seq`, and goes on. */
  subscribe(listener: Listener): () => void
  close(): void
}

export interface FeedOptions {
  readonly store: Pick<Store, 'read' | 'onChange'>
  readonly onError: (error: unknown) => void
  /** More changes than this are not told one by one to those who hear of all conversations. */
  readonly replayAtMost?: number
}

const pageSize = 200
const recentSize = 500

/**
 * Every socket's share of what one reader reads.
 *
 *   joining -> live     a listener reads pages of its own until the recent changes held here go on
 *                       from where it stands; from then on it is told with everybody else
 *   any -> gone         it unsubscribes
 */
export function createFeed({ store, onError, replayAtMost = 5_000 }: FeedOptions): Feed {
  const live = new Map<ConversationId | 'all', Set<Member>>()
  let recent: Change[] = []
  /** `recent` holds every change after this one. */
  let recentFrom = 0
  let closed = false
  const reader = createChangeReader({ store, onError, onBegin, publish })

  function onBegin(head: number) {
    recentFrom = head
  }

  function publish(change: Change) {
    recent.push(change)
    if (recent.length > recentSize) {
      const dropped = recent.length - recentSize / 2
      recentFrom = recent[dropped - 1]?.seq ?? recentFrom
      recent = recent.slice(dropped)
    }
    for (const key of ['all', conversationOf(change)] as const)
      for (const member of live.get(key) ?? []) tell(member, change)
  }

  async function join(member: Member) {
    const { listener } = member
    await reader.catchUp()
    member.seq = listener.after ?? reader.head
    if (member.seq > reader.head) skip(member)
    for (let told = 0; member.seq < recentFrom && !member.gone; ) {
      if (told >= replayAtMost && !listener.conversationId) skip(member)
      else told += await tellPage(member)
    }
    if (member.gone || closed) return
    for (const change of recent) if (concerns(listener, change)) tell(member, change)
    add(member)
    listener.onReady(Math.max(reader.head, member.seq))
  }

  function skip(member: Member) {
    member.seq = reader.head
    member.listener.onReload(reader.head)
  }

  async function tellPage(member: Member): Promise<number> {
    const { conversationId } = member.listener
    const before = reader.head
    const page = await store.read.changes({
      after: member.seq,
      limit: pageSize,
      ...(conversationId && { conversationId }),
    })
    for (const change of page) tell(member, change)
    // A short page is the last: whatever it left out up to `before` does not concern the listener.
    if (page.length < pageSize) member.seq = Math.max(member.seq, before)
    await member.listener.drained()
    return page.length
  }

  function add(member: Member) {
    const key = member.listener.conversationId ?? 'all'
    live.set(key, (live.get(key) ?? new Set()).add(member))
  }

  function remove(member: Member) {
    const key = member.listener.conversationId ?? 'all'
    const members = live.get(key)
    members?.delete(member)
    if (members?.size === 0) live.delete(key)
  }

  return {
    subscribe(listener) {
      const member: Member = { listener, seq: 0, gone: false }
      join(member).catch((error) => {
        if (!member.gone) listener.onFailed(error)
      })
      return () => {
        member.gone = true
        remove(member)
      }
    },
    close() {
      closed = true
      reader.close()
      live.clear()
    },
  }
}

interface Member {
  readonly listener: Listener
  /** The last change it was told of. */
  seq: number
  gone: boolean
}

/** A page read while joining may reach further than the reader has; nothing is told twice. */
function tell(member: Member, change: Change) {
  if (member.gone || change.seq <= member.seq) return
  member.seq = change.seq
  member.listener.onChange(change)
}

const conversationOf = (change: Change): ConversationId =>
  change.kind === 'entry' ? change.entry.conversationId : change.summary.conversation.id

const concerns = ({ conversationId }: Listener, change: Change) =>
  conversationId === undefined || conversationId === conversationOf(change)
