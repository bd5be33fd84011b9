import { GatewayError } from '../../model/errors.ts'
import type { Channel, RawRequest, RequestContext, Verified } from '../channel.ts'
import { parseFrame } from './frames.ts'
import { type WebSettings, webSettings } from './settings.ts'
import { readVisitor, type VisitorResult } from './visitor.ts'

/**
 * The shop's own chat page. Messages come over its websocket, which hands each frame here with the
 * visitor's token in `x-visitor-token`; replies need no sending, as the page reads the transcript.
 */
export const web: Channel<WebSettings> = {
  name: 'web',
  title: '网页聊天',
  inbound: 'socket',
  settings: webSettings,
  verify,
  parse(request, context) {
    const result = visitorOf(request, context)
    if (result.kind !== 'visitor')
      throw new GatewayError('bad_request', '访客凭证无效', { path: 'x-visitor-token' })
    return [parseFrame(request.body, result.visitor, context.at)]
  },
  acknowledge: ({ accepted, duplicates }) => ({ status: 200, body: { accepted, duplicates } }),
  route: () => 'push',
  mode: (settings) => settings.mode,
  showsExamples: () => true,
  send: async () => ({ kind: 'sent' }),
  limits: {
    textLength: 4_000,
    sends: ['text', 'image', 'video', 'voice', 'file', 'order', 'product'],
    uploads: true,
    buttons: true,
    idempotentSend: true,
  },
}

function verify(request: RawRequest, context: RequestContext<WebSettings>): Verified {
  if (!context.settings.secret)
    return { ok: false, code: 'not_configured', message: '这个账号没有配置签名密钥' }
  const { kind } = visitorOf(request, context)
  switch (kind) {
    case 'visitor':
      return { ok: true }
    case 'expired':
      return { ok: false, code: 'stale_timestamp', message: '访客凭证已过期，请刷新页面' }
    case 'forged':
      return { ok: false, code: 'bad_signature', message: '访客凭证无效' }
    default:
      return kind satisfies never
  }
}

function visitorOf(request: RawRequest, context: RequestContext<WebSettings>): VisitorResult {
  const { account, at, settings } = context
  if (!settings.secret) return { kind: 'forged' }
  const token = request.headers['x-visitor-token'] ?? ''
  return readVisitor(token, { account, secret: settings.secret, at })
}
