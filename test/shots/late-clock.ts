/**
 * A script that sets the clock of whatever runs it first by so many milliseconds: pictures that are
 * taken at the same time of day show the same hours, and the shop is open.
 */
export const lateClock = (by: number): string => `{
  const now = Date.now
  globalThis.Date = class extends Date {
    constructor(...given) { super(...(given.length === 0 ? [now() + ${by}] : given)) }
    static now() { return now() + ${by} }
  }
}`
