import type { PeopleList } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { said } from './said.ts'

type Shops = PeopleList['shops']

/** As people know it; what is not set up any more under the name that it had. */
export function shopName(shop: string, shops: Shops): string {
  const own = shops.find(({ channel, account }) => `${channel}/${account}` === shop)
  if (own !== undefined) return `${own.name} · ${shop}`
  if (shops.some(({ channel }) => channel === shop)) return said.wholeChannel(shop)
  return `${shop}${texts.marks.aside(said.gone)}`
}

/** Each channel before its accounts, and what somebody has already. */
export function shopChoices(shops: Shops, had: readonly string[]) {
  const known = shops.flatMap(({ channel, account }) => [channel, `${channel}/${account}`])
  return [...new Set([...known, ...had])]
    .sort()
    .map((value) => ({ value, label: shopName(value, shops) }))
}
