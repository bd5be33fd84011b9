/** Moments as people of the shop write and read them: `2026-11-25 14:00`. */
export interface ShopTime {
  /** Undefined for a day or an hour that the calendar does not have. */
  parse(text: string): number | undefined
  /** To the minute. */
  format(at: number): string
}

export const createShopTime = (timeZone: string): ShopTime => {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const format = (at: number) => shown.format(at)
  return {
    format,
    parse(text) {
      const asIfUtc = Date.parse(`${text.replace(' ', 'T')}:00Z`)
      if (Number.isNaN(asIfUtc)) return undefined
      const offset = Date.parse(`${format(asIfUtc).replace(' ', 'T')}:00Z`) - asIfUtc
      const at = asIfUtc - offset
      return format(at) === text ? at : undefined
    },
  }
}
