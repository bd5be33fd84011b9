import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The shop's own site: another site than the counter's, with styles that would spoil everything. */
export function aShopSite(pageOf: () => string) {
  const server: Server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pageOf())
  })
  return new Promise<{ url: string; close: () => Promise<void> }>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const close = () => new Promise<void>((done) => void server.close(() => done()))
      resolve({ url: `http://localhost:${port}`, close })
    })
  })
}
