/**
 * Times told from now, so that the demo never grows old:
 * `-2d 14:30` is a wall time in Shanghai so many days away, `-25m` and `+47h` are plain spans.
 */
export interface RelativeTime {
  readonly from: 'now' | 'midnight'
  readonly offsetMs: number
}

export const pastTime = /^(?:(?:-\d{1,4}|0)d (?:[01]\d|2[0-3]):[0-5]\d|-\d{1,4}[hm])$/
export const promisedTime = /^(?:(?:[+-]\d{1,4}|0)d (?:[01]\d|2[0-3]):[0-5]\d|[+-]\d{1,4}[hm])$/

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** Shanghai has kept UTC+8 without daylight saving since 1991. */
const shanghaiMs = 8 * hourMs

/** Reads a text that matched one of the patterns above. */
export function parseRelativeTime(text: string): RelativeTime {
  const [span = '', wall] = text.split(' ')
  const count = Number(span.slice(0, -1))
  if (wall === undefined) {
    return { from: 'now', offsetMs: count * (span.endsWith('h') ? hourMs : minuteMs) }
  }
  const [hours, minutes] = wall.split(':').map(Number)
  const ofDay = (hours ?? 0) * hourMs + (minutes ?? 0) * minuteMs
  return { from: 'midnight', offsetMs: count * dayMs + ofDay }
}

export function promiseAt(time: RelativeTime, now: number): number {
  const start = time.from === 'now' ? now : now - ((now + shanghaiMs) % dayMs)
  return start + time.offsetMs
}

/** A fact is never in the future: this morning's event, told at night, happens now. */
export function factAt(time: RelativeTime, now: number): number {
  return Math.min(promiseAt(time, now), now)
}
