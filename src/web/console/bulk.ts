import type { ConversationRow } from '../shared/index.ts'
import { atMost } from './at-most.ts'
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
  readonly isMine: (row: ConversationRow) => boolean
  readonly take: (id: string) => Promise<unknown>
  readonly give: (id: string, to: string) => Promise<unknown>
  /** What is said of a chat that was taken to be given away, and was not given. */
  readonly kept: (reason: string) => string
  /** As it stands now. */
  readonly rowOf: (id: string) => ConversationRow | undefined
  /** Why I may not; null where I may. */
  readonly refused: (verb: BulkVerb, row: ConversationRow) => string | null
  /** Why nothing more is done to a chat to which something is about to be done. */
  readonly pending: string
  readonly nameOf: (row: ConversationRow) => string
  readonly sentenceOf: (error: unknown) => string
  /** What was not done, where its rows do not say it any more. */
  readonly tell: (reasons: readonly string[]) => void
  readonly newId: () => string
}

/** More at once is no choice but a mistake. */
export const mostChosen = 100
/** The others' answers must not wait behind ours. */
const givenAtOnce = 4

const none = { kind: 'choosing', chosen: new Set<string>(), anchor: null } as const

export function createBulk(world: World) {
  const { undo, rowOf, nameOf, sentenceOf, newId } = world
  let state: Bulk = { kind: 'off' }
  /** How often choosing has begun or ended. */
  let times = 0
  const listeners = new Set<() => void>()
  const set = (next: Bulk) => {
    state = next
    for (const listener of listeners) listener()
  }
  const begin = (next: Bulk) => {
    times += 1
    set(next)
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
    ids: readonly string[],
    perform: (row: ConversationRow) => Promise<Ended>,
  ) {
    const begun = times
    if (state.kind === 'choosing') set({ ...state, faults: new Map(), outcome: null })
    const ends = await Promise.all(
      ids.map(async (id) => {
        const end = await attempt(id, perform)
        if (begun === times) settle(id, end)
        return end
      }),
    )
    if (begun !== times) {
      const reasons = ends.flatMap((end) => (end.kind === 'failed' ? [end.reason] : []))
      if (reasons.length > 0) world.tell(reasons)
      return
    }
    const count = (kind: Ended['kind']) => ends.filter((end) => end.kind === kind).length
    const outcome = {
      verb,
      done: count('done'),
      undone: count('undone'),
      failed: count('failed'),
    }
    if (state.kind === 'choosing') set({ ...state, outcome })
  }

  /** By what the chat is now: since it was chosen a colleague may have taken it. */
  async function attempt(
    id: string,
    perform: (row: ConversationRow) => Promise<Ended>,
  ): Promise<Ended> {
    const row = rowOf(id)
    if (row === undefined) return { kind: 'undone' }
    if (undo.has(id)) return { kind: 'undone', reason: world.pending }
    return perform(row)
  }

  /** Nobody gives away what is not theirs: they take it first, as by hand. */
  async function giveOne(row: ConversationRow, to: string): Promise<Ended> {
    let isTaken = false
    try {
      if (!world.isMine(row)) {
        await world.take(row.id)
        isTaken = true
      }
      await world.give(row.id, to)
      return { kind: 'done' }
    } catch (error) {
      const reason = sentenceOf(error)
      return { kind: 'failed', reason: isTaken ? world.kept(reason) : reason }
    }
  }

  const refusal = (verb: BulkVerb, row: ConversationRow): Ended | undefined => {
    const reason = world.refused(verb, row)
    return reason === null ? undefined : { kind: 'failed', reason }
  }

  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open: () => begin({ ...none, faults: new Map(), outcome: null }),
    close: () => begin({ kind: 'off' }),
    /** What the list does not show any more is not chosen any more. */
    keep(listed: readonly string[]) {
      if (state.kind === 'off') return
      const shown = new Set(listed)
      const chosen = new Set([...state.chosen].filter((id) => shown.has(id)))
      if (chosen.size < state.chosen.size) set({ ...state, chosen })
    },
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
    async start(verb: 'resolve' | 'return', ids: readonly string[]) {
      const batch = newId()
      await run(
        verb,
        ids,
        async (row) =>
          refusal(verb, row) ??
          new Promise((onEnd) => {
            undo.start({ conversation: row.id, verb, name: nameOf(row), batch, onEnd })
          }),
      )
    },
    async give(to: string, ids: readonly string[]) {
      const line = atMost(givenAtOnce)
      await run('give', ids, async (row) =>
        isOf(to, row)
          ? { kind: 'done' }
          : (refusal('give', row) ?? line.run(() => giveOne(row, to))),
      )
    },
  }
}

const isOf = (agent: string, { phase, owner_id }: ConversationRow): boolean =>
  phase === 'with_agent' && owner_id === agent

export type BulkStore = ReturnType<typeof createBulk>
