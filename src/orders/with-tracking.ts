import { numberKey } from '../model/number-key.ts'
import type { Order, Parcel, TrackingEvent } from '../model/order.ts'
import type { ParcelRecord, ParcelRecords } from '../store/index.ts'
import type { Orders } from './orders.ts'
import { claimsOf, createWhose } from './tracking/whose.ts'

/** The same orders, with what couriers told of their parcels since. */
export function withTracking(
  orders: Orders,
  parcels: Pick<ParcelRecords, 'find' | 'claims'>,
): Orders {
  async function updated(all: readonly Order[]): Promise<readonly Order[]> {
    const here = claimsOf(all)
    const keys = [...new Set(here.map(({ key }) => key))]
    const records = keys.length === 0 ? [] : await parcels.find(keys)
    if (records.length === 0) return all
    const isHere = new Set(all.map(({ orderNo }) => numberKey(orderNo)))
    const elsewhere = (await parcels.claims(keys)).filter(({ order }) => !isHere.has(order))
    const whose = createWhose({ records, claims: [...here, ...elsewhere] })
    return all.map((order) => withNews(order, whose))
  }

  return {
    ofBuyer: async (buyerId) => updated(await orders.ofBuyer(buyerId)),
    async byNumber(text) {
      const order = await orders.byNumber(text)
      return order === undefined || order === 'unchecked' ? order : (await updated([order]))[0]
    },
    products: () => orders.products(),
  }
}

function withNews(order: Order, newsOf: (parcel: Parcel) => readonly ParcelRecord[]): Order {
  const news = order.parcels.map(newsOf)
  const from = order.placedAt - slackMs
  const parcels = order.parcels.map((parcel, index) => joined(parcel, news[index] ?? [], from))
  return { ...order, parcels, ...arrival(order, news, from) }
}

/**
 * Couriers give a number out again after some months: what is older than the order is not of it. A
 * source whose clock or zone is a little off loses nothing.
 */
const slackMs = 86_400_000

function joined(parcel: Parcel, news: readonly ParcelRecord[], from: number): Parcel {
  if (news.length === 0) return parcel
  const told = news.flatMap(({ events }) => events).filter(({ at }) => at >= from)
  const events = new Map<string, TrackingEvent>()
  for (const event of [...parcel.events, ...told]) events.set(`${event.at} ${event.text}`, event)
  return { ...parcel, events: [...events.values()].sort((a, b) => a.at - b.at) }
}

/** An order is delivered when all of its parcels are, whether or not its source knows it yet. */
function arrival(
  order: Order,
  news: readonly (readonly ParcelRecord[])[],
  from: number,
): Partial<Order> {
  if (order.state !== 'shipped') return {}
  const moments = news.map((records) => {
    const last = latest(records)
    return last?.state === 'delivered' ? last.stateSince : undefined
  })
  const known = moments.flatMap((moment) => (moment === undefined || moment < from ? [] : [moment]))
  if (known.length === 0 || known.length < moments.length) return {}
  return { state: 'delivered', deliveredAt: Math.max(...known) }
}

/** The one whose state is told of the latest moment. */
const latest = (records: readonly ParcelRecord[]): ParcelRecord | undefined =>
  records.reduce<ParcelRecord | undefined>(
    (last, each) => ((each.toldAt ?? 0) >= (last?.toldAt ?? 0) ? each : last),
    undefined,
  )
