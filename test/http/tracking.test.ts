import { createSecretKey } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signatureHeader, signatureOf, timestampHeader } from '../../src/orders/signature.ts'
import { type Edge, openEdge, trackingSecret } from './support.ts'

let edge: Edge
beforeAll(async () => {
  edge = await openEdge()
})
afterAll(() => edge.close())

const secret = createSecretKey(trackingSecret, 'utf8')

async function push(content: string, more: Readonly<Record<string, string>> = {}) {
  const body = Buffer.from(content)
  const timestamp = String(Math.floor(edge.now() / 1_000))
  const signed = { timestamp, method: 'POST', target: '/hooks/tracking', body }
  const answer = await fetch(`${edge.url}/hooks/tracking`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [timestampHeader]: timestamp,
      [signatureHeader]: signatureOf(secret, signed),
      ...more,
    },
    body,
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

test('a signed push is kept, and the same one again changes nothing', async () => {
  const events = [{ at: '2026-11-21T10:00:00+08:00', text: '已揽收' }]
  const news = JSON.stringify({ parcels: [{ tracking_no: 'SF1234567890123', events }] })
  expect(await push(news)).toEqual({ status: 200, body: { parcels: 1, new_events: 1 } })
  expect(await push(news)).toEqual({ status: 200, body: { parcels: 1, new_events: 0 } })
  expect(await edge.store.parcels.find(['SF1234567890123'])).toHaveLength(1)
})

test('a wrong signature is refused in the reader’s language', async () => {
  const wrong = { [signatureHeader]: 'f'.repeat(64) }
  expect(await push('{}', wrong)).toEqual({
    status: 401,
    body: { code: 'bad_signature', message: '签名不对' },
  })
  const inEnglish = await push('{}', { ...wrong, 'accept-language': 'en' })
  expect(inEnglish.body.message).toBe('The signature is wrong')
})

test('what is not as agreed says where', async () => {
  const { status, body } = await push('{"parcels":[{"events":[]}]}')
  expect([status, body.code]).toEqual([400, 'bad_request'])
  expect(body.message).toContain('parcels[0].tracking_no')
})

test('kuaidi100 without a salt is shut', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect(await push('param=%7B%7D&sign=x', form)).toMatchObject({
    status: 503,
    body: { code: 'not_configured', message: expect.stringContaining('KUAIDI_SALT') },
  })
})

test('the long history of a parcel fits; half a MiB is too much', async () => {
  const events = Array.from({ length: 1_000 }, (_, minute) => ({
    at: new Date(Date.parse('2025-11-21T10:00:00Z') + minute * 60_000).toISOString(),
    text: '【杭州转运中心】快件已发往【上海分拨中心】',
  }))
  const parcels = [{ tracking_no: 'SF1234567890999', events }]
  expect(await push(JSON.stringify({ parcels }))).toMatchObject({
    status: 200,
    body: { new_events: 1_000 },
  })
  expect((await push('x'.repeat(513 * 1_024))).status).toBe(413)
})

test('there is nothing to read at its address', async () => {
  expect((await fetch(`${edge.url}/hooks/tracking`)).status).toBe(404)
})
