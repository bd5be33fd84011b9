import {
  type CustomerEvent,
  type CustomerForm,
  type CustomerFrame,
  type CustomerPart,
  type CustomerSession,
  type CustomerSessionRequest,
  type CustomerSurvey,
  createSocket,
  type Link,
  type SocketWorld,
} from '../shared/index.ts'
import type { Upload, Uploads, UploadsWiring } from './attach/uploads.ts'
import type { Keep } from './keep.ts'
import {
  emptyLog,
  type Log,
  type Outgoing,
  withLine,
  withoutLine,
  withRating,
  withState,
} from './log.ts'

export interface ChatState {
  readonly link: Link
  readonly session: CustomerSession | null
  readonly with: 'bot' | 'queue' | 'human'
  readonly agent: string | null
  /** How many wait for a person and come first, where that is known. */
  readonly ahead: number | undefined
  /** Nobody is on duty: when somebody will be, in words. */
  readonly opens?: string | undefined
  /** The person's part is over, and nothing was written since. */
  readonly humanLeft: boolean
  /** What the shop still needs of a case; null where nothing is collected. */
  readonly form: CustomerForm | null
  /** A round is over, and how it was is asked. */
  readonly survey: CustomerSurvey | null
  readonly log: Log
  readonly outgoing: readonly Outgoing[]
  readonly uploads: readonly Upload[]
  /** A sentence about something that went wrong, mostly the server's own. */
  readonly notice: string | null
  /** A person of the shop writes, in words. */
  readonly typing: string | null
  /** Up to which position the shop has read. */
  readonly read: number
}

export const firstState: ChatState = {
  link: 'connecting',
  session: null,
  with: 'bot',
  agent: null,
  ahead: undefined,
  humanLeft: false,
  form: null,
  survey: null,
  log: emptyLog,
  outgoing: [],
  uploads: [],
  notice: null,
  typing: null,
  read: 0,
}

export interface ChatDeps {
  readonly shop: string
  readonly socketAddress: string
  readonly socketProtocols: () => string[]
  readonly openSession: (request: CustomerSessionRequest) => Promise<CustomerSession>
  /** The part that sends files, when it is wanted first. */
  readonly loadUploads: () => Promise<(wiring: UploadsWiring) => Uploads>
  /** Said when that, or another part, did not come: the network is gone, or the part is. */
  readonly notLoaded: string
  readonly reload: string
  /** Said of files that go once the network is back. */
  readonly filesLater: string
  readonly keep: Keep
  readonly newId: () => string
  readonly world: SocketWorld
  readonly onChange: (state: ChatState) => void
}

export type Chat = ReturnType<typeof createChat>

const ackMs = 10_000
/** Messages under way at once. The server drops a line that pours out a long queue. */
const mostUnderWay = 4

/**
 * The conversation of this page. A message is kept until the server says that it is on disk; after
 * every reconnect the page asks for the lines it has not seen and sends what is still unconfirmed,
 * in order and with the same ids.
 */
export function createChat(deps: ChatDeps) {
  const { shop, keep, world } = deps
  let state = firstState
  let buyer: string | undefined
  let ready = false
  // Whether the last dial came through; a cookie that has run out looks like a dead server.
  let reached = false
  let stopAckTimer = () => {}
  /** Sent on this line and not answered yet. */
  let underWay: ReadonlySet<string> = new Set()

  const change = (patch: Partial<ChatState>) => {
    state = { ...state, ...patch }
    deps.onChange(state)
  }

  const socket = createSocket({
    world,
    async address() {
      if (state.session === null || !reached) await begin()
      reached = false
      return deps.socketAddress
    },
    protocols: deps.socketProtocols,
    onOpen() {
      reached = true
      socketSend({ type: 'hello', after: state.log.after })
    },
    onFrame: (frame) => hear(frame as CustomerEvent),
    onLink(link) {
      ready = false
      underWay = new Set()
      change({ link, typing: null })
      if (link === 'open') attachLater()
    },
  })
  const socketSend = (frame: CustomerFrame) => socket.send(frame)

  async function begin() {
    const asked = buyer
    const session = await deps.openSession(asked === undefined ? { shop } : { shop, buyer: asked })
    if (asked !== buyer) return
    if (state.session?.customer.id === session.customer.id) return change({ session })
    // What was written before the shop answered belongs to whoever the visitor turned out to be.
    const mine = ownerOf(session)
    const early = state.session === null ? state.outgoing : []
    const kept = keep.all(mine)
    for (const message of early) keep.put(mine, message)
    change({ ...firstState, uploads: state.uploads, session, outgoing: [...kept, ...early] })
  }

  const ownerOf = (session: CustomerSession) => `${session.shop.id}:${session.customer.id}`
  const owner = () => (state.session === null ? null : ownerOf(state.session))

  function hear(event: CustomerEvent) {
    switch (event.type) {
      case 'ready':
        return getReady(event.seq)
      case 'line':
        return change({
          log: withLine(state.log, event.line),
          outgoing: withoutLine(state.outgoing, event.line),
        })
      case 'ack': {
        const behind = state.log.lines.at(-1)?.position ?? 0
        return answered(event.id, { kind: 'delivered', behind })
      }
      case 'refused':
        if (event.id === null) return change({ notice: event.message })
        return answered(event.id, { kind: 'refused', message: event.message })
      case 'status':
        return change({
          // Absent in the event is unknown, and not as before.
          ahead: undefined,
          opens: undefined,
          ...event,
          humanLeft: event.with === 'bot' && (state.humanLeft || state.with === 'human'),
        })
      // Each brings what the state has under the same name.
      case 'form':
      case 'read':
      case 'survey':
      case 'typing':
        return change(event)
      case 'rated':
        return change({ log: withRating(state.log, event) })
      default:
        return event satisfies never
    }
  }

  function getReady(seq: number) {
    if (seq < state.log.after) {
      // The server counts from anew: what this page shows is of another database.
      change({ log: emptyLog, read: 0 })
      return socket.restart()
    }
    ready = true
    transmit()
  }

  /** Sends what waits, in order, as far as the window allows; called again with every answer. */
  function transmit() {
    stopAckTimer()
    for (const { id, parts, state: at } of state.outgoing) {
      if (!ready || underWay.size >= mostUnderWay) break
      if (at.kind !== 'sending' || underWay.has(id)) continue
      if (!socketSend({ type: 'message', id, parts })) break
      underWay = new Set([...underWay, id])
    }
    if (underWay.size > 0) stopAckTimer = world.later(ackMs, socket.restart)
  }

  function answered(id: string, next: Outgoing['state']) {
    const mine = owner()
    if (mine !== null) keep.drop(mine, id)
    underWay = new Set([...underWay].filter((each) => each !== id))
    change({ outgoing: withState(state.outgoing, id, next) })
    transmit()
  }

  function post(parts: readonly CustomerPart[]) {
    const message: Outgoing = {
      id: deps.newId(),
      at: world.now(),
      parts,
      state: { kind: 'sending' },
    }
    const mine = owner()
    if (mine !== null) keep.put(mine, message)
    change({ outgoing: [...state.outgoing, message], notice: null, humanLeft: false })
    transmit()
  }

  /** Parts of a page that was open while the shop got a newer one are not there any more. */
  const lost = () => change({ notice: state.link === 'open' ? deps.reload : deps.notLoaded })

  let uploads: Uploads | undefined
  /** Chosen without a network, before there was anything to send files with. */
  let chosenEarly: readonly File[] = []

  function attachLater() {
    const files = chosenEarly
    chosenEarly = []
    if (files.length === 0) return
    change({ notice: null })
    void attach(files)
  }

  async function attach(files: Iterable<File>) {
    const chosen = [...files]
    try {
      const start = await deps.loadUploads()
      uploads ??= start({
        newId: deps.newId,
        later: world.later,
        count: () => state.log.lines.length + state.outgoing.length,
        onChange: (list) => change({ uploads: list }),
        onDone: (part) => post([part]),
      })
    } catch {
      if (state.link === 'open') return lost()
      chosenEarly = [...chosenEarly, ...chosen]
      return change({ notice: deps.filesLater })
    }
    uploads.add(chosen)
  }

  return {
    sendText(text: string) {
      if (text.trim() !== '') post([{ type: 'text', text: text.trim() }])
    },
    sendOrder: (id: string) => post([{ type: 'order', order_id: id }]),
    attach: (files: Iterable<File>) => void attach(files),
    retryUpload: (one: Upload) => uploads?.retry(one),
    dropUpload: (id: string) => uploads?.drop(id),
    /** With a new id: the server has judged the old one. */
    resend(message: Outgoing) {
      change({ outgoing: state.outgoing.filter((each) => each.id !== message.id) })
      post(message.parts)
    },
    discard(id: string) {
      change({ outgoing: state.outgoing.filter((each) => each.id !== id) })
    },
    warn: (notice: string) => change({ notice }),
    hideSurvey: () => change({ survey: null }),
    lost,
    /**
     * Goes on as somebody else, in another conversation: a buyer of the demo shop, or whoever the
     * visitor's token says.
     */
    become(id?: string) {
      buyer = id
      uploads?.dropAll()
      chosenEarly = []
      // What was written before anybody was known is for whoever the visitor turns out to be.
      change({ ...firstState, outgoing: state.session === null ? state.outgoing : [] })
      socket.restart()
    },
    get: () => state,
    /** Says something that is not kept for later; false while there is no line. */
    tell: socketSend,
    dismissNotice: () => change({ notice: null }),
    wake: () => socket.wake(),
    close() {
      stopAckTimer()
      socket.close()
    },
  }
}
