/** What is to happen when; the soonest first, of the same moment the first that was written down. */
export interface Agenda {
  add(at: number, happen: () => Promise<void>): void
  next(): Entry | undefined
}

interface Entry {
  readonly at: number
  readonly happen: () => Promise<void>
}

export const createAgenda = (): Agenda => {
  const entries: Entry[] = []
  return {
    add(at, happen) {
      let [low, high] = [0, entries.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((entries[middle]?.at ?? 0) <= at) low = middle + 1
        else high = middle
      }
      entries.splice(low, 0, { at, happen })
    },
    next: () => entries.shift(),
  }
}
