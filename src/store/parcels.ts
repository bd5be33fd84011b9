import type { ParcelState, TrackingEvent } from '../model/order.ts'

/** What couriers tell of parcels; also of those that no order knows yet. */
export interface ParcelRecords {
  /**
   * Events join those that are known, by time and text; a state that is older than the known one
   * changes nothing. Returns how many events were new.
   */
  record(news: readonly ParcelNews[], at: number): Promise<number>
  /** All of these numbers, whoever carries them: one for each courier that told, and one for nobody. */
  find(keys: readonly string[]): Promise<readonly ParcelRecord[]>
  /** Which orders that were handed over have a parcel of these numbers. */
  claims(keys: readonly string[]): Promise<readonly ParcelClaim[]>
  /** Those on their way whose last event is older than `before`, the quietest first. */
  quiet(before: number, limit: number): Promise<readonly ParcelRecord[]>
}

export interface ParcelNews {
  /** The tracking number, as all spellings of it are alike. */
  readonly key: string
  /** Two couriers may give out one number. As all names of it are alike; absent where nobody told. */
  readonly courier?: string
  readonly state?: ParcelState
  readonly events: readonly TrackingEvent[]
}

export interface ParcelRecord extends ParcelNews {
  /** Since when it is in its state. */
  readonly stateSince?: number
  /** Of when its state is. */
  readonly toldAt?: number
  readonly lastEventAt?: number
}

export interface ParcelClaim {
  /** The number of the parcel, and that of the order, as all spellings of them are alike. */
  readonly key: string
  readonly order: string
  /** As the order names it. */
  readonly courier: string
}
