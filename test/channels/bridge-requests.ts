import { readFileSync } from 'node:fs'
import { type BridgeSettings, bridge, type RawRequest } from '../../src/channels/index.ts'
import { signed } from '../support/bridge-client.ts'

export const at = Date.UTC(2026, 10, 22, 4)
export const secret = 'whsec_c2hvdWhvdS10ZXN0LXNlY3JldC0wMDAx'
export const oldSecret = 'whsec_c2hvdWhvdS10ZXN0LXNlY3JldC0wMDAw'
export const settings = settingsOf({ secret })
export const sample = JSON.parse(
  readFileSync(new URL('../fixtures/bridge/broken-on-arrival.json', import.meta.url), 'utf8'),
)
export const event = (changes: object = {}) => ({ ...sample[0], ...changes })

export function settingsOf(values: object): BridgeSettings {
  return bridge.settings.parse(values) as BridgeSettings
}

export function requestOf(
  body: unknown,
  changes: { secret?: string; at?: number } = {},
): RawRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return requestWith(signed({ id: 'msg_1', body: text, secret, at, ...changes }), text)
}

export function requestWith(headers: Record<string, string>, body: string): RawRequest {
  return { method: 'POST', headers, query: {}, body: Buffer.from(body) }
}

export function verify(request: RawRequest, known = settings, now = at) {
  return bridge.verify(request, { account: 'demo', settings: known, at: now })
}

export function parse(request: RawRequest) {
  return bridge.parse(request, { account: 'demo', settings, at })
}

export function withPart(part: object) {
  return event({ parts: [{ type: 'text', text: '你好' }, part] })
}
