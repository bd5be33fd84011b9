import { IANAZone } from 'luxon'

export const minuteMs = 60_000
export const dayMs = 86_400_000

/** What the wall clock of a zone shows, as epoch milliseconds of a UTC that shows the same. */
export type Wall = number

export const wallAt = (at: number, timeZone: string): Wall => at + offsetAt(at, timeZone)

/** `YYYY-MM-DD` in a zone. */
export const dayAt = (at: number, timeZone: string): string => isoDay(wallAt(at, timeZone))

export const isoDay = (wall: Wall): string => new Date(wall).toISOString().slice(0, 10)

/**
 * Finds the first moment at which the wall clock shows so much or more. So an hour that comes twice
 * begins with the first, and 02:30 of a night that jumps from 02:00 to 03:00 is that jump.
 */
export const createMoments = (timeZone: string): ((wall: Wall) => number) => {
  // Asking for an offset costs far more than all else here, and it changes twice a year at most.
  let steady = { from: 0, to: 0, offset: 0 }
  return (wall) => {
    if (wall >= steady.from && wall < steady.to) return wall - steady.offset
    const [before, after] = [wall - dayMs, wall + steadyMs + dayMs]
    const offset = offsetAt(before, timeZone)
    if (offset !== offsetAt(after, timeZone)) return momentOf(wall, timeZone)
    steady = { from: wall, to: wall + steadyMs, offset }
    return wall - offset
  }
}

/** No zone changes its offset and changes it back within nine days. */
const steadyMs = 7 * dayMs

const momentOf = (wall: Wall, timeZone: string): number => {
  // No wall clock is a day away from UTC: these lie before and after the moment that is sought.
  const [before, after] = [wall - dayMs, wall + dayMs].map((at) => offsetAt(at, timeZone))
  const earliest = [before, after]
    .map((offset) => wall - (offset ?? 0))
    .filter((at) => wallAt(at, timeZone) === wall)
  return earliest.length > 0 ? Math.min(...earliest) : jumpOver(wall, timeZone)
}

/** The moment at which a clock jumps over what it never shows. */
const jumpOver = (wall: Wall, timeZone: string): number => {
  let [before, after] = [wall - dayMs, wall + dayMs]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallAt(middle, timeZone) < wall) before = middle
    else after = middle
  }
  return after
}

const offsetAt = (at: number, timeZone: string): number =>
  IANAZone.create(timeZone).offset(at) * minuteMs

/** The last moment of the last of so many whole days; the day itself is left out, as the law counts. */
export const endOfDayAfter = (at: number, days: number, timeZone: string): number => {
  const wall = wallAt(at, timeZone)
  return createMoments(timeZone)(wall - (wall % dayMs) + (days + 1) * dayMs) - 1
}
