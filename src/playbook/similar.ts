import { setImmediate as breathe } from 'node:timers/promises'

interface Search<Item> {
  readonly items: readonly Item[]
  readonly textOf: (item: Item) => string
  /** Dice coefficient on the sets of neighbouring characters, from which two texts are alike. */
  readonly share: number
  /** Whether it matters that these two are alike. */
  readonly matters: (later: Item, earlier: Item) => boolean
  /** So many pairs are enough. */
  readonly atMost: number
}

/** So many texts at most are compared for one bigram: a file of one sentence must not cost minutes. */
const crowd = 200

/** So many texts are looked at before other work gets its turn. */
const textsAtOnce = 250

/**
 * For each item the first one before it that is nearly the same. Comparing each with each would
 * take minutes: but two such texts have one of their few rarest bigrams in common, so only texts
 * that meet there are compared at all.
 */
export const similarPairs = async <Item>({
  items,
  textOf,
  share,
  matters,
  atMost,
}: Search<Item>): Promise<readonly (readonly [later: Item, earlier: Item])[]> => {
  const sets = items.map((item) => bigrams(textOf(item)))
  const rarestFirst = byRarity(sets)
  const meeting = new Map<number, number[]>()
  const pairs: (readonly [Item, Item])[] = []
  for (const [index, later] of items.entries()) {
    if (pairs.length === atMost) break
    if (index % textsAtOnce === 0) await breathe()
    const set = sets[index] ?? none
    const met = new Set<number>()
    for (const gram of rarestFirst(set).slice(0, mustShareOneOf(set.size, share))) {
      const there = meeting.get(gram)
      for (const earlier of there ?? []) met.add(earlier)
      if (!there) meeting.set(gram, [index])
      else if (there.length < crowd) there.push(index)
    }
    for (const place of [...met].sort((a, b) => a - b)) {
      const earlier = items[place]
      if (earlier === undefined || !matters(later, earlier)) continue
      if (dice(set, sets[place] ?? none) < share) continue
      pairs.push([later, earlier])
      break
    }
  }
  return pairs
}

const none: ReadonlySet<number> = new Set()

/** Each pair of neighbouring characters as one number. */
const bigrams = (text: string): ReadonlySet<number> => {
  const grams = new Set<number>()
  for (let i = 1; i < text.length; i += 1) {
    grams.add((text.charCodeAt(i - 1) << 16) | text.charCodeAt(i))
  }
  return grams
}

const byRarity = (sets: readonly ReadonlySet<number>[]) => {
  const counts = new Map<number, number>()
  for (const set of sets) for (const gram of set) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  const count = (gram: number) => counts.get(gram) ?? 0
  return (set: ReadonlySet<number>) => [...set].sort((a, b) => count(a) - count(b) || a - b)
}

/** Sets that are alike share `share / (2 - share)` of each, so no more than the rest can differ. */
const mustShareOneOf = (size: number, share: number) =>
  size - Math.ceil((share / (2 - share)) * size) + 1

const dice = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  let common = 0
  for (const gram of a) if (b.has(gram)) common += 1
  return (2 * common) / (a.size + b.size)
}
