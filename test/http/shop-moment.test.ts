import { expect, test } from 'vitest'
import { shopMoment } from '../../src/http/shop-moment.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const now = at('2026-11-25T23:30:00')
const timeZone = 'Asia/Shanghai'

test.each([
  ['2026-11-25T23:45:00', '11月25日（今天）23:45', 'Nov 25 (today) 23:45'],
  ['2026-11-26T09:00:00', '11月26日（明天）09:00', 'Nov 26 (tomorrow) 09:00'],
  ['2026-11-27T09:00:00', '11月27日 09:00', 'Nov 27, 09:00'],
  ['2027-01-01T00:00:00', '1月1日 00:00', 'Jan 1, 00:00'],
])('%s is said by the shop’s own clock', (moment, zh, en) => {
  const said = (language: 'zh' | 'en') => shopMoment(at(moment), { now, timeZone, language })
  expect([said('zh'), said('en')]).toEqual([zh, en])
})

test('tomorrow is the shop’s tomorrow, over the end of a year too', () => {
  const eve = at('2026-12-31T22:00:00')
  const said = (zone: string) =>
    shopMoment(at('2027-01-01T09:00:00'), { now: eve, timeZone: zone, language: 'zh' })
  expect(said('Asia/Shanghai')).toBe('1月1日（明天）09:00')
  expect(said('Asia/Tokyo')).toBe('1月1日（明天）10:00')
  expect(said('America/New_York')).toBe('12月31日（今天）20:00')
})
