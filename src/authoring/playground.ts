import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Mind } from '../gateway/index.ts'
import { makeUp, type Shop } from '../mind.ts'
import type { FileDraft, StoryText, Tried, TryRequest } from '../model/wire/authoring.ts'
import { type Buyer, playChat, stranger, writeStory } from '../rehearsal/index.ts'
import type { Trainer } from '../understanding/index.ts'
import { faultsIn, type Judge, type Language } from './judge.ts'
import { tracedLine } from './trace.ts'

export interface PlaygroundParts {
  readonly config: Config
  readonly shop: Shop
  /** Of the demo shop: whom a conversation may be with. */
  readonly buyers: () => readonly Buyer[]
  readonly judge: Judge
  readonly live: { readonly mind: () => Mind }
  readonly trainer: Pick<Trainer, 'train'>
  readonly now: () => number
}

/** Conversations against drafts that nobody has saved. */
export interface Playground {
  try(request: TryRequest, language: Language): Promise<Tried>
  /** The conversation as a story; in a file of its own where it is to be kept and there is a folder. */
  story(
    request: TryRequest & { readonly title: string; readonly keep: boolean },
    language: Language,
  ): Promise<StoryText | Extract<Tried, { kind: 'refused' }>>
}

const minuteMs = 60_000

export const createPlayground = (parts: PlaygroundParts): Playground => {
  const { config, judge, live, now } = parts
  let last: { readonly revision: string; readonly mind: Promise<Mind> } | undefined

  /** Learned once for all lines that are tried against the same drafts. */
  const mindOf = async (drafts: readonly FileDraft[]) => {
    const loaded = await judge(drafts)
    if (!loaded.ok) return loaded
    const { playbook } = loaded
    const current = live.mind()
    if (current.playbook.revision === playbook.revision) return current
    if (last?.revision !== playbook.revision) {
      const learned = { revision: playbook.revision, mind: makeUp({ ...parts, playbook }) }
      last = learned
      // What went wrong once is tried again the next time.
      learned.mind.catch(() => {
        if (last === learned) last = undefined
      })
    }
    return last.mind
  }

  const played = async ({ drafts, buyer, at, lines }: TryRequest) => {
    const mind = await mindOf(drafts)
    if ('ok' in mind) return mind
    // A story's time is told to the minute: as a story it has to go the same way.
    const startAt = Math.floor((at ?? now()) / minuteMs) * minuteMs
    const who = parts.buyers().find(({ id }) => id === buyer) ?? stranger
    const chat = await playChat({ config, mind, buyer: who, startAt, lines })
    return { mind, startAt, chat, who }
  }

  return {
    async try(request, language) {
      const result = await played(request)
      if ('ok' in result) return { kind: 'refused', faults: faultsIn(result, language) }
      const { chat, startAt, mind } = result
      const lines = chat.map((line) => tracedLine(line, mind.playbook))
      return { kind: 'played', at: startAt, lines }
    },
    async story({ title, keep, ...request }, language) {
      const result = await played(request)
      if ('ok' in result) return { kind: 'refused', faults: faultsIn(result, language) }
      const { chat: lines, startAt, who: buyer } = result
      const text = writeStory({ title, buyer, startAt, timeZone: config.timeZone, lines })
      const { casesDir } = config
      if (!keep || !existsSync(casesDir)) return { text, file: null }
      const file = `own-${new Date(now()).toISOString().slice(0, 10)}-${randomUUID().slice(0, 6)}.yaml`
      const unfinished = join(casesDir, `.${file}.part`)
      await writeFile(unfinished, text, { flush: true })
      await rename(unfinished, join(casesDir, file))
      return { text, file }
    },
  }
}
