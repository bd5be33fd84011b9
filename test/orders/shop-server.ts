import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface ShopServer {
  readonly url: string
  /** Method and target of every request so far. */
  readonly asked: readonly string[]
  answer(answer: Answer): void
  close(): Promise<void>
}

export const json =
  (body: unknown, status = 200): Answer =>
  (_, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body))

/** A shop's order system on a real port, which answers as it is told to. */
export async function aShopServer(path = ''): Promise<ShopServer> {
  const asked: string[] = []
  let respond = json({ orders: [] })
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    respond(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${path}`,
    asked,
    answer(next) {
      respond = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const anOrder = (more: Readonly<Record<string, unknown>> = {}) => ({
  order_no: '4532239827909130090',
  buyer_id: 'tb-1',
  state: 'shipped',
  placed_at: '2026-11-20T10:00:00+08:00',
  amount: '12.50',
  items: [{ product_id: 'P1', title: '茶杯', sku: '白色', quantity: 1 }],
  ...more,
})
