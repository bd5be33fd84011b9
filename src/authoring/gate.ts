import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type {
  DraftToSave,
  FailedStory,
  Notes,
  PlaybookFile,
  SaveEvent,
} from '../model/authoring-wire.ts'
import type { PlaybookStatus } from '../model/wire.ts'
import type { EditHow, EditRecords, NewEdit } from '../store/index.ts'
import { changeOf } from './concerns.ts'
import { fileAbout, hashOf, type PlaybookDisk } from './files.ts'
import { faultsIn, type Judge, type Language } from './judge.ts'
import { playStories, storiesIn } from './stories.ts'

export interface GateParts {
  readonly config: Config
  readonly disk: PlaybookDisk
  readonly edits: EditRecords
  readonly judge: Judge
  readonly live: {
    readonly status: () => PlaybookStatus
    readonly onChange: (listener: () => void) => () => void
  }
  readonly now: () => number
  /** Nobody else looks at the files or writes them meanwhile. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

export interface Saving {
  readonly drafts: readonly DraftToSave[]
  readonly how: EditHow
  readonly who: NewEdit['who']
  readonly language: Language
  /** Whoever saves has gone, or has thought better of it. */
  readonly signal: AbortSignal
}

type Conflict = Extract<SaveEvent, { kind: 'conflict' }>

/** The one way into the playbook: checked, held against the stories, written, in force. */
export async function* saveThrough(parts: GateParts, saving: Saving): AsyncGenerator<SaveEvent> {
  const { disk, judge, live, inTurn } = parts
  const { drafts, language, signal } = saving
  yield { kind: 'checking' }
  const early = await conflictIn(disk, drafts)
  if (early) return yield early
  const loaded = await judge(drafts)
  if (!loaded.ok) return yield { kind: 'refused', faults: faultsIn(loaded, language) }
  const { failed, notes } = yield* held(parts, saving)
  if (failed.length > 0) return yield { kind: 'failed', stories: failed }
  signal.throwIfAborted()
  yield { kind: 'writing' }
  const since = parts.now()
  // The stories took their time: somebody may have written to the files meanwhile.
  const late = await inTurn(async () => {
    const found = await conflictIn(disk, drafts)
    if (found === undefined) await write(parts, saving)
    return found
  })
  if (late) return yield late
  const saved = drafts.flatMap(({ file, text }): PlaybookFile[] =>
    text === null ? [] : [fileAbout(file, text)],
  )
  const kind = await untilLive(live, loaded.playbook.revision, { since, signal })
  return yield { kind, saved, notes }
}

const conflictIn = async (
  disk: PlaybookDisk,
  drafts: readonly DraftToSave[],
): Promise<Conflict | undefined> => {
  for (const { file, text, base } of drafts) {
    const theirs = (await disk.read(file)) ?? null
    const hash = theirs === null ? null : hashOf(theirs)
    if (hash !== base) return { kind: 'conflict', file, theirs, hash, mine: text }
  }
  return undefined
}

/** Plays the shop's stories against a copy of the playbook with the drafts in it. */
async function* held(
  { config, disk }: GateParts,
  { drafts, signal, language }: Saving,
): AsyncGenerator<SaveEvent, { failed: readonly FailedStory[]; notes: Notes }> {
  const files = storiesIn(config.casesDir)
  const failed: FailedStory[] = []
  const failedBefore: string[] = []
  const unreadable: string[] = []
  let played = 0
  if (files.length === 0) return { failed, notes: { played, failedBefore, unreadable } }
  if (drafts.some(({ file }) => isLearned(file))) yield { kind: 'learning' }
  const texts = await Promise.all(
    drafts.map(async ({ file, text }) => [await disk.read(file), text]),
  )
  const dir = await mkdtemp(join(tmpdir(), 'shouhou-draft-'))
  try {
    await copyWith(config.playbookDir, dir, drafts)
    const { dataDir, timeZone, burstWindowMs, understandingEngine, shopName } = config
    const task = {
      files,
      change: changeOf(texts.flat().filter((text) => typeof text === 'string')),
      settings: {
        playbookDir: dir,
        dataDir,
        timeZone,
        burstWindowMs,
        understandingEngine,
        shopName,
      },
      before: config.playbookDir,
      language,
    }
    for await (const news of playStories(task, signal)) {
      if (news.kind === 'failed') failed.push(news.story)
      if (news.kind === 'failedBefore') failedBefore.push(news.title)
      if (news.kind === 'unreadable') unreadable.push(news.place)
      if (news.kind !== 'played') continue
      const { done, total, concerned } = news
      played = done
      yield { kind: 'playing', done, total, concerned }
    }
    return { failed, notes: { played, failedBefore, unreadable } }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** Files from which the classifier learns. */
const isLearned = (file: string) => file.startsWith('intents/') && !file.endsWith('/mood.yaml')

const copyWith = async (from: string, to: string, drafts: readonly DraftToSave[]) => {
  for (const folder of ['intents', 'replies']) {
    await cp(join(from, folder), join(to, folder), { recursive: true })
  }
  for (const { file, text } of drafts) {
    if (text === null) await rm(join(to, file), { force: true })
    else await writeFile(join(to, file), text)
  }
}

/** Each file is entered right after it is written: what is on disk and in no list is from outside. */
const write = async ({ disk, edits, now }: GateParts, { drafts, how, who }: Saving) => {
  for (const { file, text } of drafts) {
    const before = (await disk.read(file)) ?? null
    if (before === text) continue
    await disk.write(file, text)
    await edits.enter([{ file, before, after: text, at: now(), how, who }])
  }
}

/** The watcher takes a second, and learning a few. */
const liveWithinMs = 60_000

const untilLive = (
  live: GateParts['live'],
  revision: string,
  { since, signal }: { readonly since: number; readonly signal: AbortSignal },
) =>
  new Promise<'live' | 'saved'>((resolve) => {
    const done = (kind: 'live' | 'saved') => {
      clearTimeout(timer)
      stop()
      resolve(kind)
    }
    const look = () => {
      const { revision: now, refused } = live.status()
      if (now === revision) done('live')
      else if (refused !== null && refused.at >= since) done('saved')
    }
    const timer = setTimeout(() => done('saved'), liveWithinMs)
    signal.addEventListener('abort', () => done('saved'), { once: true })
    const stop = live.onChange(look)
    look()
  })
