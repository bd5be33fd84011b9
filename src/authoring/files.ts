import { isUtf8 } from 'node:buffer'
import { createHash, randomUUID } from 'node:crypto'
import {
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { GatewayError } from '../model/errors.ts'
import {
  type DraftToSave,
  type FoundLine,
  largestFile,
  type PlaybookFile,
  type SaveEvent,
} from '../model/wire/authoring.ts'
import { kindOf } from '../playbook/index.ts'
import type { FileChange } from '../store/index.ts'

const folders = ['intents', 'replies'] as const
/** Plain names right below the two folders: no path, no hidden file, nothing that a shell minds. */
const writable = /^(?:intents|replies)\/[\p{L}\p{N}_][\p{L}\p{N}_-]{0,79}\.yaml$/u

/** More than the loader takes, so that what is too large for it can be made smaller here. */
const largestRead = 4 * largestFile

/** The playbook's files on disk, which are the truth; nothing outside of them can be reached. */
export interface PlaybookDisk {
  list(): Promise<readonly PlaybookFile[]>
  texts(): Promise<ReadonlyMap<string, string>>
  /** Undefined where there is no such file. */
  read(file: string): Promise<string | undefined>
  /** All of them or none, as long as each is still what its draft was made from. */
  replace(drafts: readonly DraftToSave[]): Promise<Replaced>
}

export type Conflict = Extract<SaveEvent, { kind: 'conflict' }>

export type Replaced =
  | Conflict
  | {
      readonly kind: 'replaced'
      /** What was another text before. */
      readonly changes: readonly FileChange[]
    }

export const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)

export const fileAbout = (file: string, text: string): PlaybookFile => ({
  file,
  kind: kindOf(file),
  title: titleIn(text),
  hash: hashOf(text),
})

export const createPlaybookDisk = (dir: string): PlaybookDisk => {
  /** Where the file is, if it is one that may be touched. A link may lead anywhere: it may not. */
  const pathOf = async (file: string): Promise<string> => {
    if (!writable.test(file)) throw outside(file)
    const [root, folder] = await Promise.all([realpath(dir), realpath(join(dir, dirname(file)))])
    const path = join(dir, file)
    const about = await lstat(path).catch(() => undefined)
    const isPlain = about === undefined || about.isFile()
    if (dirname(folder) !== root || !isPlain) throw outside(file)
    return path
  }

  const read = async (file: string): Promise<string | undefined> => {
    const path = await pathOf(file)
    const about = await stat(path).catch(() => undefined)
    if (about === undefined) return undefined
    if (about.size > largestRead) throw unreadable(file, '太大', 'is too large')
    const bytes = await readFile(path)
    if (!isUtf8(bytes)) throw unreadable(file, '不是 UTF-8 编码', 'is not UTF-8')
    return bytes.toString('utf8')
  }

  const texts = async (): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>()
    for (const folder of folders) {
      const names = await readdir(join(dir, folder)).catch(() => [])
      for (const name of names.sort()) {
        const file = `${folder}/${name}`
        if (!writable.test(file)) continue
        const text = await read(file).catch(() => undefined)
        if (text !== undefined) found.set(file, text)
      }
    }
    return found
  }

  const stage = async (file: string, text: string | null): Promise<Staged> => {
    const path = await pathOf(file)
    if (text === null) return { path, part: null }
    await mkdir(dirname(path), { recursive: true })
    // Hidden, so that neither the loader nor the watcher takes half a file for one.
    const part = join(dirname(path), `.${randomUUID()}.part`)
    try {
      await writeFile(part, text, { flush: true })
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
    return { path, part }
  }

  return {
    texts,
    read,
    list: async () => [...(await texts())].map(([file, text]) => fileAbout(file, text)),
    async replace(drafts) {
      const staged: Staged[] = []
      const changes: FileChange[] = []
      const takeBack = async () => {
        for (const { file, before, after } of changes.reverse()) {
          if (((await read(file)) ?? null) === after) await put(await stage(file, before))
        }
      }
      try {
        for (const { file, text } of drafts) staged.push(await stage(file, text))
        for (const [index, { file, text, base }] of drafts.entries()) {
          const before = (await read(file)) ?? null
          const conflict = conflictOf({ file, text, base }, before)
          if (conflict !== undefined) {
            await takeBack()
            return conflict
          }
          const ready = staged[index]
          if (before === text || ready === undefined) continue
          await put(ready)
          changes.push({ file, before, after: text })
        }
        return { kind: 'replaced', changes }
      } catch (error) {
        await takeBack()
        throw error
      } finally {
        await Promise.all(staged.map(({ part }) => part && rm(part, { force: true })))
      }
    },
  }
}

/** A text that is where it belongs after one rename; none where the file is to go. */
interface Staged {
  readonly path: string
  readonly part: string | null
}

const put = ({ path, part }: Staged) => (part === null ? rm(path) : rename(part, path))

/** A file that is as somebody wants it already is in nobody's way. */
export const conflictOf = (
  { file, text, base }: DraftToSave,
  theirs: string | null,
): Conflict | undefined => {
  const hash = theirs === null ? null : hashOf(theirs)
  return hash === base || theirs === text
    ? undefined
    : { kind: 'conflict', file, theirs, hash, mine: text }
}

const mostFound = 60
const widest = 90

/** The lines that have the words, whatever the case; a long one around them. */
export const linesWith = (
  texts: ReadonlyMap<string, string>,
  words: string,
): readonly FoundLine[] => {
  const wanted = words.toLowerCase()
  const found: FoundLine[] = []
  for (const [file, text] of texts) {
    for (const [index, line] of text.split('\n').entries()) {
      const at = line.toLowerCase().indexOf(wanted)
      if (at < 0) continue
      if (found.length === mostFound) return found
      const from = Math.max(0, Math.min(at - 20, line.length - widest))
      const shown = line.slice(from, from + widest).trim()
      found.push({ file, line: index + 1, column: at + 1, text: from > 0 ? `…${shown}` : shown })
    }
  }
  return found
}

/** Read off the text and not the YAML, so that a broken file has its title too. */
const titleIn = (text: string): string | null => {
  const [, written = ''] = /^title:[ \t]*(.*?)[ \t]*(?:#.*)?$/m.exec(text) ?? []
  return written.replace(/^(["'])(.*)\1$/, '$2').trim() || null
}

const unreadable = (file: string, why: string, whyEn: string) =>
  new GatewayError('bad_request', `${file} ${why}，在这里打不开`, {
    path: 'file',
    english: `${file} ${whyEn}, it cannot be opened here`,
  })

const outside = (file: string) =>
  new GatewayError('bad_request', `只能改 intents/ 和 replies/ 里的 .yaml 文件：${file}`, {
    path: 'file',
    english: `Only .yaml files right in intents/ and replies/ can be changed: ${file}`,
  })
