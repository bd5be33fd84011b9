/** A Wednesday, 12:00 in Shanghai. */
export const noon = Date.parse('2026-11-18T12:00:00+08:00')
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
