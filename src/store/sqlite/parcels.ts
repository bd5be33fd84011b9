import type { ParcelState, TrackingEvent } from '../../model/order.ts'
import type { ParcelClaim, ParcelNews, ParcelRecord, ParcelRecords } from '../parcels.ts'
import type { Connection } from './connection.ts'

interface ParcelRow {
  readonly key: string
  /** Empty where nobody told. */
  readonly courier: string
  readonly state: ParcelState | null
  readonly state_since: number | null
  readonly told_at: number | null
  readonly last_event_at: number | null
}

/** Nothing more is to be expected of a parcel that is there, or back. */
const ended: readonly (ParcelState | null)[] = ['delivered', 'returned']

export function createParcelRecords({ db, write }: Connection): ParcelRecords {
  const find = db.prepare<[string, string], ParcelRow>(
    'SELECT * FROM parcels WHERE key = ? AND courier = ?',
  )
  const findAll = db.prepare<[string], ParcelRow>(
    'SELECT * FROM parcels WHERE key = ? ORDER BY courier',
  )
  const save = db.prepare(
    `INSERT INTO parcels (key, courier, state, state_since, told_at, last_event_at, ended)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (key, courier) DO UPDATE SET state = excluded.state,
       state_since = excluded.state_since, told_at = excluded.told_at,
       last_event_at = excluded.last_event_at, ended = excluded.ended`,
  )
  const events = db.prepare<[string, string], TrackingEvent>(
    'SELECT at, text FROM parcel_events WHERE parcel = ? AND courier = ? ORDER BY at, text',
  )
  const addEvent = db.prepare(
    `INSERT INTO parcel_events (parcel, courier, at, text) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const claims = db.prepare<[string], ParcelClaim>(
    'SELECT key, order_key AS "order", courier FROM order_parcels WHERE key = ?',
  )
  // What was told without a courier goes on under its name as soon as somebody tells it.
  const quiet = db.prepare<[number, number], ParcelRow>(
    `SELECT * FROM parcels WHERE ended = 0 AND last_event_at < ? AND (courier <> '' OR NOT EXISTS
       (SELECT 1 FROM parcels AS named WHERE named.key = parcels.key AND named.courier <> ''))
     ORDER BY last_event_at LIMIT ?`,
  )

  function keep(news: ParcelNews, at: number): number {
    const row = rowAfter(news, find.get(news.key, news.courier ?? ''), at)
    const { key, courier, state, state_since, told_at, last_event_at } = row
    const isEnded = ended.includes(state) ? 1 : 0
    save.run(key, courier, state, state_since, told_at, last_event_at, isEnded)
    return news.events.reduce(
      (sum, event) => sum + addEvent.run(key, courier, event.at, event.text).changes,
      0,
    )
  }

  const recordOf = (row: ParcelRow): ParcelRecord => ({
    key: row.key,
    ...(row.courier !== '' && { courier: row.courier }),
    ...(row.state !== null && { state: row.state }),
    ...(row.state_since !== null && { stateSince: row.state_since }),
    ...(row.told_at !== null && { toldAt: row.told_at }),
    ...(row.last_event_at !== null && { lastEventAt: row.last_event_at }),
    events: events.all(row.key, row.courier),
  })

  return {
    record: async (news, at) => write(() => news.reduce((sum, each) => sum + keep(each, at), 0)),
    find: async (keys) => keys.flatMap((key) => findAll.all(key).map(recordOf)),
    claims: async (keys) => keys.flatMap((key) => claims.all(key)),
    quiet: async (before, limit) => quiet.all(before, limit).map(recordOf),
  }
}

/** News come in any order and more than once: what is older does not win. */
function rowAfter(news: ParcelNews, known: ParcelRow | undefined, at: number): ParcelRow {
  const newest = latest(news.events.map((event) => event.at))
  const toldAt = newest ?? at
  const isNews = news.state !== undefined && toldAt >= (known?.told_at ?? toldAt)
  const isSame = news.state === known?.state
  return {
    key: news.key,
    courier: news.courier ?? '',
    state: isNews ? (news.state ?? null) : (known?.state ?? null),
    state_since: isNews && !isSame ? toldAt : (known?.state_since ?? null),
    told_at: isNews ? toldAt : (known?.told_at ?? null),
    last_event_at: latest([newest, known?.last_event_at]) ?? null,
  }
}

function latest(moments: readonly (number | null | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== null && moment !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}
