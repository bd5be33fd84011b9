import type { Order, Parcel, TrackingEvent } from '../model/order.ts'
import type { ParcelRecord, ParcelRecords } from '../store/index.ts'
import { numberKey } from './number-key.ts'
import type { Orders } from './orders.ts'

/** The same orders, with what couriers told of their parcels since. */
export function withTracking(orders: Orders, parcels: Pick<ParcelRecords, 'find'>): Orders {
  async function updated(all: readonly Order[]): Promise<readonly Order[]> {
    const keys = all.flatMap((order) =>
      order.parcels.map(({ trackingNo }) => numberKey(trackingNo)),
    )
    const found = keys.length === 0 ? [] : await parcels.find([...new Set(keys)])
    const told = new Map(found.map((record) => [record.key, record]))
    return told.size === 0 ? all : all.map((order) => withNews(order, told))
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

type Told = ReadonlyMap<string, ParcelRecord>

function withNews(order: Order, told: Told): Order {
  const records = order.parcels.map(({ trackingNo }) => told.get(numberKey(trackingNo)))
  const from = order.placedAt - slackMs
  const parcels = order.parcels.map((parcel, index) => joined(parcel, records[index], from))
  return { ...order, parcels, ...arrival(order, records, from) }
}

/**
 * Couriers give a number out again after some months: what is older than the order is not of it. A
 * source whose clock or zone is a little off loses nothing.
 */
const slackMs = 86_400_000

function joined(parcel: Parcel, record: ParcelRecord | undefined, from: number): Parcel {
  if (!record) return parcel
  const events = new Map<string, TrackingEvent>()
  for (const event of [...parcel.events, ...record.events.filter(({ at }) => at >= from)])
    events.set(`${event.at} ${event.text}`, event)
  return { ...parcel, events: [...events.values()].sort((a, b) => a.at - b.at) }
}

/** An order is delivered when all of its parcels are, whether or not its source knows it yet. */
function arrival(
  order: Order,
  records: readonly (ParcelRecord | undefined)[],
  from: number,
): Partial<Order> {
  if (order.state !== 'shipped') return {}
  const moments = records.map((record) =>
    record?.state === 'delivered' ? record.stateSince : undefined,
  )
  const known = moments.flatMap((moment) => (moment === undefined || moment < from ? [] : [moment]))
  if (known.length === 0 || known.length < moments.length) return {}
  return { state: 'delivered', deliveredAt: Math.max(...known) }
}
