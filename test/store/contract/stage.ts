import { afterEach, beforeEach } from 'vitest'
import type { ConversationId } from '../../../src/model/ids.ts'
import { type InboundMessage, textOf } from '../../../src/model/message.ts'
import type {
  Receipt,
  RunTurn,
  Send,
  Store,
  TakeTurns,
  TurnReport,
  Verdict,
  Work,
} from '../../../src/store/index.ts'
import { aMessage, aTurn, type TurnParts } from '../../support/builders.ts'

export type OpenStore = () => Promise<OpenedStore>

export interface OpenedStore {
  readonly store: Store
  /** Closes it and opens it again on the same data. */
  reopen(): Promise<Store>
  /** Opens it again as after kill -9. */
  crash(): Promise<Store>
  dispose(): Promise<void>
}

export interface Stage {
  readonly store: Store
  reopen(): Promise<void>
  crash(): Promise<void>
}

/** A fresh store for each test. */
export function stageOn(open: OpenStore): Stage {
  let opened: OpenedStore | undefined
  let store: Store | undefined
  beforeEach(async () => {
    opened = await open()
    store = opened.store
  })
  afterEach(() => opened?.dispose())
  return {
    get store() {
      if (!store) throw new Error('the store is not open yet')
      return store
    },
    async reopen() {
      store = await opened?.reopen()
    },
    async crash() {
      store = await opened?.crash()
    },
  }
}

type MessageParts = Partial<InboundMessage> & { readonly text?: string; readonly at?: number }

/** One message reaches the store. */
export async function hear(store: Store, more: MessageParts = {}): Promise<Receipt> {
  const { at = 1_000, ...rest } = more
  const [receipt] = await store.accept([aMessage({ sentAt: at, ...rest })], at)
  if (!receipt) throw new Error('no receipt')
  return receipt
}

export const commit =
  (parts: TurnParts | ((work: Work) => TurnParts) = {}) =>
  async (work: Work): Promise<Verdict> => ({
    kind: 'commit',
    turn: aTurn(work, typeof parts === 'function' ? parts(work) : parts),
  })

export const waitUntil = (until: number) => async (): Promise<Verdict> => ({ kind: 'wait', until })

export interface Taken {
  readonly reports: readonly TurnReport[]
  readonly works: readonly Work[]
}

/** Takes the turns that are due; each says what `handle` makes of it. */
export async function take(
  store: Store,
  at: number,
  handle: TakeTurns['handle'] = commit({ at }),
  more: Partial<TakeTurns> = {},
): Promise<Taken> {
  const works: Work[] = []
  const reports = await store.takeTurns({
    at,
    limit: 10,
    reopenWithinMs: 8_000,
    handle: (work) => {
      works.push(work)
      return handle(work)
    },
    ...more,
  })
  return { reports, works }
}

/** The bot hears something and answers it, all at `at`. */
export async function exchange(
  store: Store,
  at: number,
  parts: TurnParts,
  message: MessageParts = {},
): Promise<ConversationId> {
  const { conversationId } = await hear(store, { at, ...message })
  await take(store, at, commit({ at, ...parts }))
  return conversationId
}

/** One command of an agent. */
export async function run(
  store: Store,
  conversationId: ConversationId,
  parts: TurnParts = {},
  more: Partial<RunTurn> = {},
): Promise<TurnReport> {
  const at = more.at ?? 1_000
  return store.runTurn({
    conversationId,
    at,
    handle: async (work) => ({ kind: 'commit', turn: commandTurn(work, { at, ...parts }) }),
    ...more,
  })
}

/** A command's turn reads no messages. */
export function commandTurn(work: Work, parts: TurnParts) {
  return aTurn({ ...work, unread: [] }, { trigger: 'agentTook', ...parts })
}

export const texts = (lines: readonly { readonly parts: Send['parts'] }[]): readonly string[] =>
  lines.map(({ parts }) => textOf(parts))

/** The transcript as `text:status`. */
export async function said(store: Store, id: ConversationId): Promise<readonly string[]> {
  const entries = await store.read.transcript(id, { limit: 100 })
  return entries.map(({ parts, delivery }) =>
    delivery ? `${textOf(parts)}:${delivery.status}` : textOf(parts),
  )
}

/** A gate that a test opens when it likes. */
export function aGate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

/** Numbers from 0 up to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

export const some = <T>(random: () => number, values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('nothing to choose from')
  return value
}
