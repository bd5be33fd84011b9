import { type ClientOptions, WebSocket } from 'ws'

// biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes.
export type Frame = any

/** A page's end of a websocket; it remembers every frame. */
export interface SocketClient {
  readonly frames: readonly Frame[]
  send(frame: unknown): void
  /** The first frame, received or to come, that the predicate likes. */
  waitFor(predicate: (frame: Frame) => boolean, ms?: number): Promise<Frame>
  /** The code it was closed with. */
  readonly closed: Promise<number>
  readonly socket: WebSocket
  close(): void
}

/** Rejects with the HTTP status when the upgrade is refused. */
export async function openSocket(url: string, options: ClientOptions = {}): Promise<SocketClient> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { ...options, perMessageDeflate: true })
  const frames: Frame[] = []
  const looks = new Set<() => void>()
  socket.on('message', (bytes) => {
    frames.push(JSON.parse(bytes.toString()))
    for (const look of [...looks]) look()
  })
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve)
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
    socket.on('unexpected-response', (_, response) => {
      reject(new Error(String(response.statusCode)))
      socket.terminate()
    })
  })
  socket.on('error', () => {})
  return {
    frames,
    socket,
    closed,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    waitFor: (predicate, ms = 3_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`no such frame; got ${JSON.stringify(frames)}`)),
          ms,
        )
        const look = () => {
          const found = frames.find(predicate)
          if (found === undefined) return
          clearTimeout(timer)
          looks.delete(look)
          resolve(found)
        }
        looks.add(look)
        look()
      }),
    close: () => socket.close(),
  }
}
