/** A moment as the shop's clock on the wall shows it; `minute` of the day, 0 to 1,439. */
export const shopTime = (at: number, timeZone: string): { day: string; minute: number } => {
  // sv-SE writes `2026-11-22 09:30:00`.
  const text = new Date(at).toLocaleString('sv-SE', { timeZone })
  return { day: text.slice(0, 10), minute: minutes(text.slice(11, 16)) }
}

/** `22:00-08:00`, in minutes of the day. */
export const hoursOf = (hours: string): { readonly from: number; readonly to: number } => ({
  from: minutes(hours.slice(0, 5)),
  to: minutes(hours.slice(6)),
})

/** The end is not within, and hours may cross midnight. */
export const isWithin = (
  minute: number,
  { from, to }: { readonly from: number; readonly to: number },
): boolean => (from <= to ? minute >= from && minute < to : minute >= from || minute < to)

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
