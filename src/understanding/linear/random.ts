/** A small seeded generator (mulberry32, Tommy Ettinger, public domain): 0 <= x < 1. */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Shuffles the first `length` entries in place (Fisher-Yates). */
export const shuffle = (items: Int32Array, length: number, random: () => number): void => {
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const held = items[at] ?? 0
    items[at] = items[other] ?? 0
    items[other] = held
  }
}
