import { setImmediate as breathe } from 'node:timers/promises'
import { errorAt, type Fault } from './fault.ts'
import { requiredFiles } from './outline.ts'
import {
  type Drafts,
  draftText,
  folders,
  listFolder,
  readText,
  type TextFile,
  top,
  withDrafts,
} from './read.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

export interface ReadFiles {
  readonly texts: readonly TextFile[]
  readonly files: readonly YamlFile[]
  /** Files that are no YAML. */
  readonly unread: readonly string[]
  readonly faults: readonly Fault[]
}

/**
 * Reads all YAML, again at each call. Parsing takes nearly all the time of a load, so a file whose
 * text is the one of last time is not parsed again.
 */
export const createFileReader = (dir: string): ((drafts?: Drafts) => Promise<ReadFiles>) => {
  let known: ReadonlyMap<string, Parsed> = new Map()
  return async (drafts = new Map()) => {
    const now = new Map<string, Parsed>()
    const texts: TextFile[] = []
    const files: YamlFile[] = []
    const unread: string[] = []
    const faults: Fault[] = []
    const names: string[] = []
    for (const folder of folders) {
      const listed = await listFolder(dir, folder)
      names.push(...withDrafts(folder, listed.names, drafts))
      faults.push(...listed.faults)
    }
    for (const name of names) {
      const draft = drafts.get(name)
      const source = draft == null ? await readText(dir, name) : draftText(name, draft)
      const parsed = 'severity' in source ? [source] : parseOnce(source, known, now)
      if (!('severity' in source)) texts.push(source)
      if ('value' in parsed) files.push(parsed)
      else {
        faults.push(...parsed)
        unread.push(name)
      }
      await breathe()
    }
    known = now
    faults.push(...requiredFiles.filter((file) => !names.includes(file)).map(missingFile))
    return { texts, files, unread, faults }
  }
}

interface Parsed {
  readonly text: string
  readonly result: YamlFile | Fault[]
}

const parseOnce = (
  source: TextFile,
  known: ReadonlyMap<string, Parsed>,
  now: Map<string, Parsed>,
): YamlFile | Fault[] => {
  const before = known.get(source.file)
  const result = before?.text === source.text ? before.result : parseYaml(source)
  now.set(source.file, { text: source.text, result })
  return result
}

const missingFile = (file: string): Fault =>
  errorAt(top(file), [`缺少文件 ${file}`, `file ${file} is missing`])
