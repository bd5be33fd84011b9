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
} from '../model/wire/authoring.ts'
import type { PlaybookStatus } from '../model/wire/desk.ts'
import type { EditHow, EditRecords, NewEdit } from '../store/index.ts'
import { changeOf } from './concerns.ts'
import { type Conflict, conflictOf, fileAbout, type PlaybookDisk } from './files.ts'
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
  /** From here on others may save: what is left is waiting. */
  readonly onWritten: () => void
}

/**
 * The one way into the playbook: checked, held against the stories, written, in force. Ends without
 * an end where whoever saves has gone.
 */
export async function* saveThrough(parts: GateParts, saving: Saving): AsyncGenerator<SaveEvent> {
  const { disk, judge, live, inTurn, now } = parts
  const { drafts, language, signal } = saving
  yield { kind: 'checking' }
  const early = await conflictIn(disk, drafts)
  if (early) return yield early
  const loaded = await judge(drafts)
  if (!loaded.ok) return yield { kind: 'refused', faults: faultsIn(loaded, language) }
  const { failed, notes } = yield* held(parts, saving)
  if (signal.aborted) return
  if (failed.length > 0) return yield { kind: 'failed', stories: failed }
  yield { kind: 'writing' }
  const since = now()
  // The stories took their time: somebody may have written to the files meanwhile.
  const late = await inTurn(() => write(parts, saving))
  if (late) return yield late
  saving.onWritten()
  const saved = drafts.flatMap(({ file, text }): PlaybookFile[] =>
    text === null ? [] : [fileAbout(file, text)],
  )
  const onDisk = async () => {
    const there = await judge([])
    return there.ok ? there.playbook.revision : undefined
  }
  const kind = await untilLive({ live, revision: loaded.playbook.revision, onDisk, since, signal })
  return yield { kind, saved, notes }
}

const conflictIn = async (
  disk: PlaybookDisk,
  drafts: readonly DraftToSave[],
): Promise<Conflict | undefined> => {
  for (const draft of drafts) {
    const conflict = conflictOf(draft, (await disk.read(draft.file)) ?? null)
    if (conflict !== undefined) return conflict
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
  // All that the thread leaves is in here: it is ended in the middle of its work.
  const root = await mkdtemp(join(tmpdir(), 'shouhou-draft-'))
  const dir = join(root, 'playbook')
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
      stagesDir: root,
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
    await rm(root, { recursive: true, force: true })
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

const write = async (
  { disk, edits, now }: GateParts,
  { drafts, how, who }: Saving,
): Promise<Conflict | undefined> => {
  const done = await disk.replace(drafts)
  if (done.kind === 'conflict') return done
  const at = now()
  if (done.changes.length > 0) await edits.enter({ changes: done.changes, at, how, who })
  return undefined
}

/** The watcher takes a second, and learning a few. */
const liveWithinMs = 60_000

interface Awaited {
  readonly live: GateParts['live']
  readonly revision: string
  /** Of the files as they are: others may have written after us, and ours is in theirs. */
  readonly onDisk: () => Promise<string | undefined>
  readonly since: number
  readonly signal: AbortSignal
}

const untilLive = ({ live, revision, onDisk, since, signal }: Awaited) =>
  new Promise<'live' | 'saved'>((resolve) => {
    const done = (kind: 'live' | 'saved') => {
      clearTimeout(timer)
      stop()
      signal.removeEventListener('abort', giveUp)
      resolve(kind)
    }
    const giveUp = () => done('saved')
    const look = () => {
      const { revision: now, loaded_at, refused } = live.status()
      if (now === revision) return done('live')
      if (refused !== null && refused.at >= since) return done('saved')
      if (loaded_at < since) return
      onDisk().then(
        (there) => {
          if (there === live.status().revision) done('live')
        },
        // It is only asked to end sooner.
        () => undefined,
      )
    }
    const timer = setTimeout(giveUp, liveWithinMs)
    const stop = live.onChange(look)
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
    else look()
  })
