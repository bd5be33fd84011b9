import type { ParcelState, TrackingEvent } from '../model/order.ts'

/** What couriers tell of parcels; also of those that no order knows yet. */
export interface ParcelRecords {
  /**
   * Events join those that are known, by time and text; a state that is older than the known one
   * changes nothing. Returns how many events were new.
   */
  record(news: readonly ParcelNews[], at: number): Promise<number>
  find(keys: readonly string[]): Promise<readonly ParcelRecord[]>
  /** Those on their way whose last event is older than `before`, the quietest first. */
  quiet(before: number, limit: number): Promise<readonly ParcelRecord[]>
}

export interface ParcelNews {
  /** The tracking number, as all spellings of it are alike. */
  readonly key: string
  readonly state?: ParcelState
  readonly events: readonly TrackingEvent[]
}

export interface ParcelRecord extends ParcelNews {
  /** Since when it is in its state. */
  readonly stateSince?: number
  readonly lastEventAt?: number
}
