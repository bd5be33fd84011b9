import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LoopbackAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly delayMs?: number
  /** Goes on answering until the other side has had enough. */
  readonly endless?: boolean
}

export interface Loopback {
  readonly url: string
  readonly requests: readonly {
    readonly url: string
    readonly headers: IncomingHttpHeaders
    readonly body: string
  }[]
  close(): Promise<void>
}

/** A real HTTP server on 127.0.0.1 that answers its n-th request (from 1) as told. */
export async function createLoopback(answerOf: (n: number) => LoopbackAnswer): Promise<Loopback> {
  const requests: Loopback['requests'][number][] = []
  const timers = new Set<NodeJS.Timeout>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      requests.push({ url: request.url ?? '', headers: request.headers, body })
      const answer = answerOf(requests.length)
      const reply = () => {
        response.writeHead(answer.status, answer.headers)
        if (!answer.endless) return response.end(answer.body ?? '')
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(8_192)));
        }
        response.on('drain', more)
        return more()
      }
      if (answer.delayMs) timers.add(setTimeout(reply, answer.delayMs))
      else reply()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      for (const timer of timers) clearTimeout(timer)
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
