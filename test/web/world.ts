import type { SocketLike, SocketWorld } from '../../src/web/shared/index.ts'

/** A frame that the page sent, as far as tests look at it. */
export interface Sent {
  readonly type: string
  readonly id?: string
  readonly after?: number
  readonly parts?: unknown
}

/** A websocket whose other end is the test. */
export class FakeSocket implements SocketLike {
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onclose: SocketLike['onclose'] = null
  readonly sent: Sent[] = []
  readonly url: string
  closed = false
  constructor(url: string) {
    this.url = url
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.closed = true
  }
  accept() {
    this.onopen?.(new Event('open'))
  }
  say(frame: unknown) {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }
  die() {
    this.onclose?.(new Event('close') as CloseEvent)
  }
}

/** A browser in which the test is the clock, the dice and the server. */
export function aWorld() {
  const sockets: FakeSocket[] = []
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>()
  let now = 1_000_000
  let count = 0
  let dice = 0.5
  const world: SocketWorld = {
    open(url) {
      const socket = new FakeSocket(url)
      sockets.push(socket)
      return socket
    },
    now: () => now,
    random: () => dice,
    later(ms, run) {
      count += 1
      const id = count
      timers.set(id, { at: now + ms, run })
      return () => timers.delete(id)
    },
  }
  const settle = () => new Promise<void>((done) => setImmediate(done))
  return {
    world,
    sockets,
    settle,
    timers,
    roll(next: number) {
      dice = next
    },
    /** The line that was dialled last. */
    line(): FakeSocket {
      const last = sockets.at(-1)
      if (last === undefined) throw new Error('nothing was dialled')
      return last
    },
    async pass(ms: number) {
      now += ms
      for (const [id, timer] of [...timers]) {
        if (timer.at > now || !timers.delete(id)) continue
        timer.run()
      }
      await settle()
    },
  }
}
