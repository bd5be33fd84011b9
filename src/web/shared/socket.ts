/**
 * A websocket that comes back by itself.
 *
 *   connecting -> open          the server answered
 *   connecting, open -> waiting the attempt failed or the line broke; the next try is jittered
 *   waiting -> connecting       the time is up, or the person is back (`wake`)
 *   any -> closed               `close`; nothing is heard after it
 */
export type Link = 'connecting' | 'open' | 'waiting' | 'closed'

export interface Socket {
  /** False when there is no line; nothing is kept for later. */
  send(frame: unknown): boolean
  /** The person looks at the page again: try now, and doubt a line that has been silent for long. */
  wake(): void
  /** Drops the line and dials again at once. */
  restart(): void
  close(): void
}

export interface SocketOptions {
  /** Asked before every attempt; a rejection counts as a failed one. */
  readonly address: () => Promise<string>
  /** Offered after that. */
  readonly protocols?: () => string[]
  readonly onOpen: () => void
  readonly onFrame: (frame: unknown) => void
  readonly onLink: (link: Link) => void
  readonly world: SocketWorld
}

/** What the socket needs of the browser. */
export interface SocketWorld {
  readonly open: (url: string, protocols?: string[]) => SocketLike
  readonly now: () => number
  readonly random: () => number
  /** Runs later unless the returned function is called first. */
  readonly later: (ms: number, run: () => void) => () => void
}

export interface SocketLike {
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onclose: ((event: CloseEvent) => void) | null
  send(text: string): void
  close(): void
}

const shortestMs = 500
const longestMs = 15_000
const dialMs = 10_000
const silentMs = 30_000

export function createSocket(options: SocketOptions): Socket {
  const { world } = options
  let link: Link = 'closed'
  let line: SocketLike | undefined
  let stopTimer = () => {}
  let failures = 0
  let heardAt = 0
  // Grows with every attempt, so that what an older line still has to say is not heard.
  let attempt = 0

  function enter(next: Link) {
    if (link === next) return
    link = next
    options.onLink(next)
  }

  async function dial() {
    attempt += 1
    const mine = attempt
    stopTimer()
    enter('connecting')
    stopTimer = world.later(dialMs, lost)
    const address = await options.address().catch(() => null)
    if (mine !== attempt) return
    if (address === null) lost()
    else listen(world.open(address, options.protocols?.()), mine)
  }

  function listen(socket: SocketLike, mine: number) {
    line = socket
    socket.onopen = () => {
      if (mine !== attempt) return
      stopTimer()
      heardAt = world.now()
      enter('open')
      options.onOpen()
    }
    socket.onmessage = (event) => {
      if (mine !== attempt) return
      heardAt = world.now()
      failures = 0
      options.onFrame(JSON.parse(String(event.data)))
    }
    socket.onclose = () => {
      if (mine === attempt) lost()
    }
  }

  function lost() {
    drop()
    enter('waiting')
    const ceiling = Math.min(longestMs, shortestMs * 2 ** (failures + 1))
    failures += 1
    stopTimer = world.later(shortestMs + world.random() * (ceiling - shortestMs), () => void dial())
  }

  function drop() {
    attempt += 1
    stopTimer()
    line?.close()
    line = undefined
  }

  function restart() {
    drop()
    void dial()
  }

  void dial()
  return {
    send(frame) {
      if (link !== 'open' || line === undefined) return false
      line.send(JSON.stringify(frame))
      return true
    },
    wake() {
      if (link === 'waiting') restart()
      else if (link === 'open' && world.now() - heardAt > silentMs) restart()
    },
    restart,
    close() {
      drop()
      enter('closed')
    },
  }
}

export const browserWorld: SocketWorld = {
  open: (url, protocols) => new WebSocket(url, protocols),
  now: () => Date.now(),
  random: () => Math.random(),
  later(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Phones freeze pages without closing their sockets: look at the line whenever somebody is back. */
export function wakeOnReturn(wake: () => void) {
  for (const name of ['online', 'focus', 'pageshow']) addEventListener(name, wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake()
  })
}
