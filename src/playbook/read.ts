import { isUtf8 } from 'node:buffer'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { largestFile } from '../model/wire/authoring.ts'
import { errorAt, type Fault, type Place } from './fault.ts'

/** The text of one file, without a byte order mark. */
export interface TextFile {
  readonly file: string
  readonly text: string
}

export const folders = ['intents', 'replies'] as const

/** Files as somebody wants them to be, in place of what is on disk; `null` is gone. */
export type Drafts = ReadonlyMap<string, string | null>

/** Pictures that slots may name; a shop may have none. */
export const picturesFolder = 'replies/pictures'

/** A folder's YAML files, sorted; hidden files and other kinds of file are left alone. */
export const listFolder = async (
  dir: string,
  folder: string,
): Promise<{ readonly names: readonly string[]; readonly faults: readonly Fault[] }> => {
  const entries = await readdir(join(dir, folder)).catch(() => undefined)
  if (!entries) return { names: [], faults: [missing(folder)] }
  const visible = entries.filter((name) => !name.startsWith('.')).sort()
  const names = visible.filter((name) => name.endsWith('.yaml')).map((name) => `${folder}/${name}`)
  const faults = visible
    .filter((name) => /\.yml$|\.ya?ml\.txt$/i.test(name) || /\.YAML$/.test(name))
    .map((name) => misnamed(`${folder}/${name}`))
  return { names, faults: names.length + faults.length > 0 ? faults : [empty(folder)] }
}

/** The files of a folder as they would be with the drafts in it. */
export const withDrafts = (folder: string, names: readonly string[], drafts: Drafts): string[] => {
  const wanted = [...drafts.keys()].filter((file) => file.startsWith(`${folder}/`))
  return [...new Set([...names, ...wanted])].filter((file) => drafts.get(file) !== null).sort()
}

/** A draft as if it were on disk. */
export const draftText = (file: string, text: string): TextFile | Fault => {
  const size = Buffer.byteLength(text)
  return size > largestFile ? tooLarge(file, size) : { file, text: text.replace(/^\uFEFF/, '') }
}

/** Reads one file, or says why it cannot be used. Never waits on a pipe and never reads a huge file. */
export const readText = async (dir: string, file: string): Promise<TextFile | Fault> => {
  try {
    const path = join(dir, file)
    const about = await stat(path)
    if (!about.isFile()) {
      return errorAt(top(file), ['这不是一个普通文件', 'this is not a regular file'])
    }
    if (about.size > largestFile) return tooLarge(file, about.size)
    const bytes = await readFile(path)
    if (!isUtf8(bytes)) return notUtf8(file, bytes)
    return { file, text: bytes.toString('utf8').replace(/^\uFEFF/, '') }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    return errorAt(top(file), [`读不了这个文件（${code}）`, `cannot read this file (${code})`])
  }
}

/** The first line of a file about which nothing better is known. */
export const top = (file: string): Place => ({ file, line: 1, column: 1, sourceLine: '' })

const missing = (folder: string) =>
  errorAt(top(`${folder}/`), [`找不到文件夹 ${folder}/`, `folder ${folder}/ not found`])

const empty = (folder: string) =>
  errorAt(top(`${folder}/`), [
    `文件夹 ${folder}/ 里一个 .yaml 文件也没有`,
    `folder ${folder}/ holds no .yaml file`,
  ])

const misnamed = (file: string) =>
  errorAt(
    top(file),
    ['文件名要以 .yaml 结尾，否则不会生效', 'the file name must end in .yaml, or it has no effect'],
    ['把文件改名，以 .yaml 结尾', 'rename the file so that it ends in .yaml'],
  )

const tooLarge = (file: string, size: number) =>
  errorAt(
    top(file),
    [
      `文件太大：${Math.ceil(size / 1024)} KB，最多 ${largestFile / 1024} KB`,
      `file too large: ${Math.ceil(size / 1024)} KB, at most ${largestFile / 1024} KB`,
    ],
    ['请拆成几个文件', 'split it into several files'],
  )

/** Windows editors like to save Chinese as GBK: shown decoded, so that the line can be recognised. */
const notUtf8 = (file: string, bytes: Buffer) => {
  const before = bytes.toString('utf8').split('\uFFFD', 1)[0] ?? ''
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  const decoded = new TextDecoder('gb18030').decode(bytes).split('\n')[line - 1] ?? ''
  return errorAt(
    { file, line, column, sourceLine: decoded.trimEnd() },
    ['文件不是 UTF-8 编码（可能是 GBK）', 'the file is not UTF-8 (it may be GBK)'],
    [
      '请另存为 UTF-8：用记事本打开，「另存为」，编码选 UTF-8',
      'save it again as UTF-8 with your editor',
    ],
  )
}
