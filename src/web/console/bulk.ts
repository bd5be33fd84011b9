import type { ConversationRow } from '../shared/index.ts'
import type { createUndo, Ended } from './undo.ts'

/** Chats that are chosen to have one and the same done to them. */
export type Bulk =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'choosing'
      readonly chosen: ReadonlySet<string>
      /** Where a range begins. */
      readonly anchor: string | null
      /** Why something was not done, by chat. */
      readonly faults: ReadonlyMap<string, string>
      /** What became of the last that was done to them. */
      readonly outcome: Outcome | null
    }

export const bulkVerbs = ['resolve', 'give', 'return'] as const
export type BulkVerb = (typeof bulkVerbs)[number]

export interface Outcome {
  readonly verb: BulkVerb
  readonly done: number
  readonly undone: number
  readonly failed: number
}

interface World {
  readonly undo: Pick<ReturnType<typeof createUndo>, 'start' | 'has'>
  readonly give: (row: ConversationRow, to: string) => Promise<unknown>
  /** Why I may not; null where I may. */
  readonly refused: (verb: BulkVerb, row: ConversationRow) => string | null
  readonly nameOf: (row: ConversationRow) => string
  readonly sentenceOf: (error: unknown) => string
  readonly newId: () => string
}

/** More at once is no choice but a mistake. */
export const mostChosen = 100
/** The others' answers must not wait behind ours. */
const givenAtOnce = 4

const none = { kind: 'choosing', chosen: new Set<string>(), anchor: null } as const

export function createBulk({ undo, give, refused, nameOf, sentenceOf, newId }: World) {
  let state: Bulk = { kind: 'off' }
  const listeners = new Set<() => void>()
  const set = (next: Bulk) => {
    state = next
    for (const listener of listeners) listener()
  }

  /** Done, it is chosen no more; what was not done stays, with its reason. */
  function settle(id: string, end: Ended) {
    if (state.kind === 'off') return
    const chosen = new Set(state.chosen)
    const faults = new Map(state.faults)
    faults.delete(id)
    if (end.kind === 'done') chosen.delete(id)
    else if (end.reason !== undefined) faults.set(id, end.reason)
    set({ ...state, chosen, faults })
  }

  async function run(
    verb: BulkVerb,
    rows: readonly ConversationRow[],
    perform: (row: ConversationRow) => Promise<Ended>,
  ) {
    if (state.kind === 'choosing') set({ ...state, faults: new Map(), outcome: null })
    const ends = await Promise.all(
      rows.map(async (row) => {
        const reason = refused(verb, row)
        const end: Ended = reason === null ? await perform(row) : { kind: 'failed', reason }
        settle(row.id, end)
        return end
      }),
    )
    const count = (kind: Ended['kind']) => ends.filter((end) => end.kind === kind).length
    const outcome = {
      verb,
      done: count('done'),
      undone: count('undone'),
      failed: count('failed'),
    }
    if (state.kind === 'choosing') set({ ...state, outcome })
  }

  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open: () => set({ ...none, faults: new Map(), outcome: null }),
    close: () => set({ kind: 'off' }),
    /** One, or with `upTo` all between the last one and it, in the order of the list. */
    choose(id: string, isChosen: boolean, range: readonly string[] | null = null) {
      if (state.kind === 'off') return
      const from = range === null || state.anchor === null ? -1 : range.indexOf(state.anchor)
      const to = range?.indexOf(id) ?? -1
      const ids =
        range === null || from < 0 || to < 0
          ? [id]
          : range.slice(Math.min(from, to), Math.max(from, to) + 1)
      this.chooseAll(ids, isChosen, id)
    },
    chooseAll(ids: readonly string[], isChosen: boolean, anchor: string | null = null) {
      if (state.kind === 'off') return
      const chosen = new Set(state.chosen)
      for (const each of ids) {
        if (!isChosen) chosen.delete(each)
        else if (chosen.size < mostChosen) chosen.add(each)
      }
      set({ ...state, chosen, anchor })
    },
    /** After the seconds in which all of it can be taken back. */
    async start(verb: 'resolve' | 'return', rows: readonly ConversationRow[]) {
      const batch = newId()
      const fresh = rows.filter(({ id }) => !undo.has(id))
      await run(
        verb,
        fresh,
        (row) =>
          new Promise((onEnd) => {
            undo.start({ conversation: row.id, verb, name: nameOf(row), batch, onEnd })
          }),
      )
    },
    async give(to: string, rows: readonly ConversationRow[]) {
      const line = atMost(givenAtOnce)
      await run('give', rows, (row) =>
        line(() => give(row, to)).then(
          (): Ended => ({ kind: 'done' }),
          (error: unknown): Ended => ({ kind: 'failed', reason: sentenceOf(error) }),
        ),
      )
    },
  }
}

export type BulkStore = ReturnType<typeof createBulk>

/** Runs what it is given, so many at once; the others wait in line. */
function atMost(places: number) {
  let free = places
  const waiting: (() => void)[] = []
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await run()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}
