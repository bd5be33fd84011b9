import { describe, expect, test } from 'vitest'
import { signed } from '../support/bridge-client.ts'
import {
  at,
  oldSecret,
  parse,
  requestOf,
  requestWith,
  sample,
  secret,
  settings,
  settingsOf,
  verify,
} from './bridge-requests.ts'
import { refusalOf } from './contract.ts'

describe('bridge signatures', () => {
  test('the example that Standard Webhooks publishes is let in', () => {
    const request = {
      method: 'POST',
      query: {},
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      body: Buffer.from('{"test": 2432232314}'),
    }
    const known = settingsOf({ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })
    expect(verify(request, known, 1_614_265_330_000)).toEqual({ ok: true })
  })

  test('a full stop cannot move from the id to the timestamp', () => {
    const later = at + 3_600_000
    const body = '{}'
    const withDot = signed({ id: `m.${later / 1_000}`, body, secret, at })
    expect(verify(requestWith(withDot, body))).toMatchObject({ code: 'bad_signature' })
    const moved = {
      ...withDot,
      'webhook-id': 'm',
      'webhook-timestamp': String(later / 1_000),
    }
    const shifted = requestWith(moved, `${at / 1_000}.${body}`)
    expect(refusalOf(() => parse(shifted)).code).toBe('bad_request')
    expect(verify(requestWith(moved, body), settings, later)).toMatchObject({ ok: false })
  })

  test('the old and the new secret are both good while one replaces the other', () => {
    const both = settingsOf({ secret: `${secret}, ${oldSecret}` })
    expect(verify(requestOf(sample, { secret: oldSecret }), both)).toEqual({ ok: true })
    expect(verify(requestOf(sample, { secret }), both)).toEqual({ ok: true })
    expect(verify(requestOf(sample, { secret: oldSecret }))).toMatchObject({ ok: false })
  })

  test('one good signature among others is enough, of version 1 only', () => {
    const request = requestOf(sample)
    const good = request.headers['webhook-signature'] ?? ''
    const withSignature = (signature: string) =>
      verify({ ...request, headers: { ...request.headers, 'webhook-signature': signature } })
    expect(withSignature(`v1a,zzzz v1,AAAA ${good}`)).toEqual({ ok: true })
    expect(withSignature(good.replace('v1,', 'v2,'))).toMatchObject({ code: 'bad_signature' })
    expect(withSignature(good.replace('v1,', ''))).toMatchObject({ code: 'bad_signature' })
  })

  test('another spelling of the same base64 is refused', () => {
    const request = requestOf(sample)
    const signature = (request.headers['webhook-signature'] ?? '').replace(/=$/, '')
    const headers = { ...request.headers, 'webhook-signature': signature }
    expect(verify({ ...request, headers })).toMatchObject({ code: 'bad_signature' })
  })

  test('a wrong signature is called wrong, not late', () => {
    const request = requestOf(sample, { secret: oldSecret, at: at - 3_600_000 })
    expect(verify(request)).toMatchObject({ code: 'bad_signature' })
  })
})
