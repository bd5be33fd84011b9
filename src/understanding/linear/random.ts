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

/** FNV-1a of a text's code units (Fowler, Noll, Vo): a number from 0 to 2^32 - 1. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}
