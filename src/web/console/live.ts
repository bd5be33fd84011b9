import {
  type AgentEvent,
  type AgentFrame,
  browserWorld,
  type ConversationRow,
  createSocket,
  type DeskAgent,
  newId,
  type Socket,
  wakeOnReturn,
} from '../shared/index.ts'
import { ApiFailure, api } from './api.ts'
import { createBulk } from './bulk.ts'
import {
  type Desk,
  emptyDesk,
  isMine,
  opened,
  withDetail,
  withEarlier,
  withEvent,
  withList,
  withRows,
} from './desk.ts'
import { nameOf, sentenceOf, showTimesIn } from './format.ts'
import { mayDo } from './may-do.ts'
import { createMentionNews } from './mention-news.ts'
import { namesMe, withoutMentions } from './mentions.ts'
import { texts } from './texts.ts'
import { createUndo } from './undo.ts'

export type Live = ReturnType<typeof createLive>

const settleMs = 300
const pageSize = 200
/** Colleagues come and go without a frame of their own. */
const statusMs = 30_000

/** Keeps the desk in step with the server, and tells React about it. */
export function createLive() {
  let desk: Desk = emptyDesk
  let socket: Socket | undefined
  let stopRefresh = () => {}
  /** Who was logged in to this page before. */
  let wasHere: string | undefined
  /** The lists that were asked for with the session. */
  let underWay: Promise<void> | undefined
  let stopStatus = () => {}
  const listeners = new Set<() => void>()

  const set = (next: Desk) => {
    desk = next
    for (const listener of listeners) listener()
  }

  function connect() {
    socket = createSocket({
      world: browserWorld,
      async address() {
        // A socket cannot see that the session has run out; this can.
        const lists = underWay ?? (desk.loaded ? guarded(api.me()) : loadLists().all)
        underWay = undefined
        await lists
        return `${location.origin.replace(/^http/, 'ws')}/ws/agent?after=${desk.after}`
      },
      onOpen: () => {},
      onFrame: (frame) => hear(frame as AgentEvent),
      onLink: (link) => set({ ...desk, link }),
    })
  }

  function hear(event: AgentEvent) {
    // A server that counts from anew has another database behind it.
    const isBehind = event.type === 'ready' && event.seq < desk.after
    set(withEvent(desk, event))
    switch (event.type) {
      case 'ready':
        void refreshStatus()
        void mentions.refresh()
        if (isBehind) startOver(event.seq)
        return refreshSoon()
      case 'reload':
        return startOver(event.seq)
      case 'conversation':
        return event.conversation.id === desk.open?.id ? refreshSoon() : undefined
      case 'line':
        if (namesMe(desk.me, event.line)) mentions.refreshSoon()
        if (event.line.author === 'customer') keepOpen(event.line.conversation)
        return event.line.conversation === desk.open?.id ? refreshSoon() : undefined
      case 'playbook':
      case 'lookers':
      case 'customer_typing':
        return
      default:
        return event satisfies never
    }
  }

  /** Who has just written is not left with an answer that was given before. */
  function keepOpen(conversation: string) {
    const stopped = undo.cancel(conversation, texts.bulk.spoke)
    if (stopped !== undefined) set({ ...desk, failure: texts.undo.stopped(stopped.name) })
  }

  function startOver(seq: number) {
    set({ ...desk, rows: new Map(), loaded: false, after: seq })
    loadLists().all.catch(() => socket?.restart())
    refreshSoon()
  }

  /**
   * The latest of all, shown at once, then everybody who waits, is taken, or gave cause for an alert:
   * of a shop that is not full yet they are all there already. The socket resumes from the first
   * list: what changes while the others load comes again.
   */
  function loadLists() {
    const ask = async () => {
      const { conversations } = await guarded(api.conversations({ limit: String(pageSize) }))
      set(withRows(desk, conversations))
      return conversations
    }
    const fill = async (first: readonly ConversationRow[]) => {
      const others =
        first.length < pageSize
          ? []
          : await guarded(
              Promise.all([
                allOf({ phase: 'awaiting_agent' }),
                allOf({ phase: 'with_agent' }),
                allOf({ alerted: 'true' }),
              ]),
            )
      set(withRows(withList(desk, first), others.flat()))
    }
    const latest = ask()
    return { latest, all: latest.then(fill) }
  }

  /** Page by page: a long list read at once would keep everybody else waiting for the server. */
  async function allOf(query: Readonly<Record<string, string>>) {
    const all: ConversationRow[] = []
    for (;;) {
      const page = { ...query, limit: String(pageSize), skip: String(all.length) }
      const { conversations } = await api.conversations(page)
      all.push(...conversations)
      if (conversations.length < pageSize) return all
    }
  }

  /** Ticket, handoff and decisions have no frames of their own: they are fetched when a turn is over. */
  function refreshSoon() {
    stopRefresh()
    stopRefresh = browserWorld.later(settleMs, () => void refresh())
  }

  async function refresh() {
    const id = desk.open?.id
    if (id === undefined) return
    try {
      set(withDetail(desk, await guarded(api.conversation(id))))
    } catch (error) {
      const failed = sentenceOf(error)
      if (desk.open?.id === id) set({ ...desk, open: { ...desk.open, failed } })
    }
  }

  async function refreshStatus() {
    stopStatus()
    stopStatus = browserWorld.later(statusMs, () => void refreshStatus())
    // Who is online is no reason to disturb anybody: the next look will tell.
    const status = await guarded(api.desk()).catch(() => null)
    if (status !== null && desk.me !== null) set({ ...desk, status })
  }

  const mentions = createMentionNews({
    load: () => guarded(api.mentions()),
    see: (conversation) => guarded(api.seeMentions(conversation)),
    show: (mentions) => set({ ...desk, mentions }),
    later: browserWorld.later,
  })

  /** Whatever the server refuses for want of a session leads to the login page. */
  async function guarded<T>(call: Promise<T>): Promise<T> {
    try {
      return await call
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) leave()
      throw error
    }
  }

  function leave() {
    socket?.close()
    socket = undefined
    stopRefresh()
    stopStatus()
    mentions.close()
    set({ ...emptyDesk, open: desk.open === null ? null : opened(desk.open.id) })
  }

  async function enter() {
    const { latest, all } = loadLists()
    // Without the lists one is in all the same; the socket asks for them again.
    all.catch(() => {})
    const { time_zone, ...me } = await api.me()
    await latest.catch(() => {})
    // What another agent left in this page is not for this one.
    if (wasHere !== undefined && wasHere !== me.id) return location.reload()
    wasHere = me.id
    showTimesIn(time_zone)
    underWay = all
    set({ ...desk, me })
    connect()
    void refresh()
  }

  const undo = createUndo({
    now: browserWorld.now,
    later: browserWorld.later,
    perform: ({ conversation, verb, onEnd }) =>
      guarded(api.act(conversation, verb)).then(
        () => {
          refreshSoon()
          onEnd?.({ kind: 'done' })
        },
        (error: unknown) => {
          const reason = sentenceOf(error)
          if (onEnd === undefined) set({ ...desk, failure: reason })
          else onEnd({ kind: 'failed', reason })
        },
      ),
  })
  const bulk = createBulk({
    undo,
    nameOf: ({ customer }) => nameOf(customer),
    sentenceOf,
    newId,
    rowOf: (id) => desk.rows.get(id),
    pending: texts.bulk.pending,
    tell(reasons) {
      const told = [...new Set(reasons)].join(texts.listed)
      set({ ...desk, failure: texts.bulk.notDone(reasons.length, told) })
    },
    refused: (verb, row) => {
      if (desk.me === null) return texts.failed
      const can = mayDo(desk.me, row)
      const isAllowed = {
        resolve: can.resolve,
        return: can.giveBack,
        give: can.give || can.take,
      }[verb]
      return isAllowed ? null : texts.bulk.refused[verb]
    },
    isMine: (row) => isMine(desk.me, row),
    take: (id) => guarded(api.act(id, 'take')),
    give: (id, to) => guarded(api.give(id, to)),
    kept: texts.bulk.kept,
  })
  addEventListener('pagehide', () => void undo.flush())

  wakeOnReturn(() => socket?.wake())
  return {
    get: () => desk,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Signs in with the cookie there is; rejects when there is none. */
    enter,
    async logout() {
      await undo.flush()
      await api.logout().catch(() => {})
      leave()
    },
    undo,
    bulk,
    /** What was said before the first line on screen. */
    async loadEarlier() {
      const { open } = desk
      const first = open?.lines[0]
      if (open === null || first === undefined) return
      const detail = await guarded(api.conversation(open.id, { before: first.position }))
      set(withEarlier(desk, open.id, detail.transcript))
    },
    open(id: string | null) {
      set({ ...desk, open: id === null ? null : opened(id) })
      if (desk.me !== null) void refresh()
    },
    refresh,
    /** I look at what names me there. */
    seeMentions(conversation: string) {
      const others = withoutMentions(desk.mentions, conversation)
      if (others === desk.mentions) return
      set({ ...desk, mentions: others })
      // Another page of mine hears of it when it connects.
      void mentions.seen(conversation)
    },
    /** The reader has seen what went wrong meanwhile. */
    forgetFailure: () => set({ ...desk, failure: null }),
    /**
     * What I say of myself, and whether those who wait for me are left to the others; rejects with
     * the server's sentence.
     */
    async setPresence(presence: DeskAgent['presence'], handBack = false) {
      const status = await guarded(api.setPresence(presence, handBack))
      set({ ...desk, status })
    },
    /** What this page shows, or where its agent writes: to be said again every few seconds. */
    tell: (frame: AgentFrame) => socket?.send(frame) ?? false,
    /** Runs a command on the open conversation and shows its outcome. */
    async act<T>(run: Promise<T>): Promise<T> {
      const answer = await guarded(run)
      refreshSoon()
      return answer
    },
  }
}
