import type { WebSocket } from '@fastify/websocket'
import { createAllowance } from '../allowance.ts'

/** Close codes of our own; the pages read them. */
export const closeCodes = {
  restarting: 1012,
  failed: 1011,
  badFrame: 1003,
  loggedOut: 4001,
  stalled: 4008,
  tooFast: 4029,
} as const

/** One websocket: it never holds more than a mebibyte for a reader that has stopped reading. */
export interface Pipe {
  send(text: string): void
  onText(listener: (text: string) => void): void
  onClose(listener: () => void): void
  close(code: number, reason: string): void
  /** Resolves when most of what was sent has left, or the pipe is closed. */
  drained(): Promise<void>
  readonly closed: boolean
}

export interface Pipes {
  open(socket: WebSocket): Pipe
  closeAll(): void
}

const mostBuffered = 1024 * 1024
const wellBuffered = 256 * 1024
const stalledMs = 5_000
const sweepMs = 1_000
const pingMs = 20_000
const framesPerSecond = 20
const lastWordsMs = 1_000

export function createPipes({ now }: { readonly now: () => number }): Pipes {
  const open = new Map<Pipe, { sweep(): void }>()
  let timer: NodeJS.Timeout | undefined
  return {
    open(socket) {
      timer ??= setInterval(() => {
        for (const { sweep } of open.values()) sweep()
      }, sweepMs).unref()
      const { pipe, sweep } = createPipe(socket, now)
      open.set(pipe, { sweep })
      pipe.onClose(() => open.delete(pipe))
      return pipe
    },
    closeAll() {
      clearInterval(timer)
      timer = undefined
      for (const pipe of open.keys()) pipe.close(closeCodes.restarting, 'restarting')
    },
  }
}

function createPipe(socket: WebSocket, now: () => number) {
  const allow = createAllowance(now, { perSecond: framesPerSecond, burst: framesPerSecond })
  let closed = false
  let unsent = 0
  let movedAt = now()
  let heardAt = now()
  let pingedAt = now()

  function close(code: number, reason: string) {
    if (closed) return
    closed = true
    socket.close(code, reason)
    // A reader that does not read never answers; what is buffered for it must go.
    setTimeout(() => socket.terminate(), lastWordsMs).unref()
  }

  socket.on('close', () => {
    closed = true
  })
  socket.on('pong', () => {
    heardAt = now()
  })
  socket.on('message', (_, isBinary) => {
    heardAt = now()
    if (isBinary) close(closeCodes.badFrame, 'text frames only')
    else if (allow() === undefined)
      close(closeCodes.tooFast, `at most ${framesPerSecond} frames a second`)
  })

  const pipe: Pipe = {
    get closed() {
      return closed
    },
    send(text) {
      if (closed) return
      if (socket.bufferedAmount > mostBuffered) return close(closeCodes.stalled, 'not reading')
      if (unsent === 0) movedAt = now()
      unsent += 1
      socket.send(text, () => {
        unsent -= 1
        movedAt = now()
      })
    },
    onText(listener) {
      socket.on('message', (bytes, isBinary) => {
        if (!closed && !isBinary) listener(bytes.toString())
      })
    },
    onClose: (listener) => socket.on('close', listener),
    close,
    async drained() {
      while (!closed && socket.bufferedAmount > wellBuffered) {
        await new Promise((resolve) => setTimeout(resolve, 20).unref())
      }
    },
  }

  /** Lets go of readers that stopped reading, and of lines that went dead without a word. */
  function sweep() {
    const at = now()
    if (unsent > 0 && at - movedAt > stalledMs) close(closeCodes.stalled, 'not reading')
    else if (at - heardAt > 3 * pingMs) socket.terminate()
    else if (at - pingedAt >= pingMs && !closed) {
      pingedAt = at
      socket.ping()
    }
  }

  return { pipe, sweep }
}
