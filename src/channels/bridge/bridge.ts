import type { Channel } from '../channel.ts'
import { parseEvents } from './events.ts'
import { postReply } from './replies.ts'
import { type BridgeSettings, bridgeSettings } from './settings.ts'
import { verifyWebhook } from './signature.ts'

/** An open, signed channel for platforms without an interface of their own, own apps and tests. */
export const bridge: Channel<BridgeSettings> = {
  name: 'bridge',
  title: '桥接',
  inbound: 'webhook',
  settings: bridgeSettings,
  verify: (request, { settings, at }) => verifyWebhook(request, settings.secret, at),
  parse: parseEvents,
  acknowledge: ({ accepted, duplicates }) => ({ status: 200, body: { accepted, duplicates } }),
  route: (settings) => (settings.callback_url ? 'push' : 'pull'),
  mode: (settings) => settings.mode,
  showsExamples: (settings) => settings.public_url !== undefined,
  send: postReply,
  limits: {
    textLength: 2_000,
    sends: ['text', 'image', 'video', 'voice', 'file', 'order', 'product'],
    uploads: false,
    buttons: false,
    idempotentSend: true,
  },
}
