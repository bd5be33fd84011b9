import type { Draft } from '../../shared/index.ts'
import { api } from '../api.ts'

/** For the customer, or for colleagues alone. */
export type Mode = 'reply' | 'note'

const texts = new Map<string, string>()
const modes = new Map<string, Mode>()
const listeners = new Set<() => void>()
/** Places whose words the server does not have yet. */
const unsaved = new Map<string, ReturnType<typeof setTimeout>>()
const settleMs = 800
let loads = 0

const places = /^(reply|note) (.+)$/

/** Where the words of a chat are kept, apart by whom they are for. */
export const draftOf = (conversation: string, mode: Mode): string => `${mode} ${conversation}`

/** What an agent has begun to write. That of chats is kept by the server, for every page of theirs. */
export const drafts = {
  get: (place: string) => texts.get(place) ?? '',
  set(place: string, text: string) {
    keep(place, text)
    if (places.test(place)) saveSoon(place)
  },
  /** It changes only when the agent says so. */
  mode: (conversation: string): Mode => modes.get(conversation) ?? 'reply',
  setMode: (conversation: string, mode: Mode) => void modes.set(conversation, mode),
  has: (conversation: string): boolean =>
    texts.has(draftOf(conversation, 'reply')) || texts.has(draftOf(conversation, 'note')),
  /** Changes when the server's have come. */
  loads: () => loads,
  /** What the server has; words that are newer here stay. */
  load(known: readonly Draft[]) {
    loads += 1
    for (const { conversation, reply, note } of known) {
      for (const [mode, text] of [
        ['reply', reply],
        ['note', note],
      ] as const) {
        const place = draftOf(conversation, mode)
        if (!unsaved.has(place)) keep(place, text)
      }
    }
    tell()
  },
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

function keep(place: string, text: string) {
  const had = texts.has(place)
  if (text === '') texts.delete(place)
  else texts.set(place, text)
  if (had !== texts.has(place)) tell()
}

function tell() {
  for (const listener of listeners) listener()
}

function saveSoon(place: string) {
  clearTimeout(unsaved.get(place))
  unsaved.set(
    place,
    setTimeout(() => void save(place), settleMs),
  )
}

async function save(place: string) {
  unsaved.delete(place)
  const [, mode, conversation] = places.exec(place) ?? []
  if (conversation === undefined) return
  const text = drafts.get(place)
  // Not kept this time, it is with the next letter; here it stays anyway.
  await api
    .saveDraft(conversation, mode === 'note' ? { note: text } : { reply: text })
    .catch(() => {})
}
