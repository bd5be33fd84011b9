import { expect, test } from 'vitest'
import { slotId } from '../../src/model/ids.ts'
import type { TicketSlot } from '../../src/model/ticket.ts'
import type { CaseView, EvidenceView } from '../../src/model/wire/case.ts'
import { comparables, shownSlots, takenText } from '../../src/web/console/case-pictures.ts'
import { withoutPhones } from '../../src/web/console/mask.ts'
import { addressWith, tabIn } from '../../src/web/console/panel-memory.ts'
import { anyTicket } from '../support/builders.ts'

const slot = (id: string, state: TicketSlot['state'], required = true): TicketSlot => ({
  id: slotId(id),
  kind: 'photo',
  label: id,
  required,
  state,
})
const missing = { kind: 'missing', asked: 1 } as const
const picture = (mediaId: string) =>
  ({ kind: 'media', part: { kind: 'image', url: '', mediaId }, from: 'm' }) as const

const ticket = anyTicket({
  slots: [
    slot('got', { kind: 'filled', values: [picture('m_1'), picture('m_2')] }),
    slot('wish', missing, false),
    slot('none', { kind: 'givenUp', because: 'refused' }),
    slot('poor', missing),
  ],
})
const view = (evidence: Partial<EvidenceView>) =>
  ({ evidence: { slots: [], pictures: {}, ask: null, ...evidence } }) as unknown as CaseView
const known = { hint: null, ask: null, examples: ['/example/a.webp'], poor: ['m_9'] }

test('what is wanting stands first, also before the server has told more', () => {
  const order = shownSlots(ticket, null).map(({ slot: { id }, state }) => [id, state])
  expect(order).toEqual([
    ['poor', 'missing'],
    ['none', 'not_given'],
    ['wish', 'missing'],
    ['got', 'got'],
  ])
})

test('a picture that shows too little stands in its slot, and every picture can be compared', () => {
  const slots = shownSlots(ticket, view({ slots: [{ id: 'poor', state: 'unclear', ...known }] }))
  expect(slots[0]).toMatchObject({ state: 'unclear', files: [], poor: [{ name: 'poor 1' }] })
  expect(comparables(slots, '示范').map(({ name, source }) => [name, source])).toEqual([
    ['poor 1', '/media/m_9'],
    ['got 1', '/media/m_1'],
    ['got 2', '/media/m_2'],
    ['poor · 示范', '/example/a.webp'],
  ])
})

test('the camera’s time is told as the camera had it, with the year where that is another', () => {
  const received = Date.parse('2026-11-20T12:00:00+08:00')
  expect(takenText('2026-11-19T23:59:59+08:00', received)).toBe('11/19 23:59')
  expect(takenText('2024-01-02T03:04:05', received)).toBe('2024/01/02 03:04')
})

test('mobile numbers lose their middle, and other numbers keep theirs', () => {
  expect(withoutPhones('王 13812345678，收')).toBe('王 138****5678，收')
  expect(withoutPhones('261118-430735215282250')).toBe('261118-430735215282250')
  expect(withoutPhones('12345678901')).toBe('12345678901')
})

test('the address names the tab, and keeps what else it says', () => {
  expect(tabIn('?tab=orders')).toBe('orders')
  expect(tabIn('?tab=nowhere')).toBeUndefined()
  const address = { pathname: '/console/c/x', search: '?lang=en&tab=case' } as Location
  expect(addressWith('why', address)).toBe('/console/c/x?lang=en&tab=why')
})
