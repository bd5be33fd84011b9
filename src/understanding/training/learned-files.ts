import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LinearTask } from '../linear/learn.ts'

/** What was learned before, a file a task. */
export interface LearnedFiles {
  /** Undefined where nothing was learned from this yet, or the file is gone or cannot be read. */
  recall(task: LinearTask): Promise<Uint8Array | undefined>
  keep(task: LinearTask, bytes: Uint8Array): Promise<void>
}

/** The playbook in force and a few before it: an operator tries, and goes back. */
const filesKept = 4

export const createLearnedFiles = (dir: string): LearnedFiles => {
  const fileOf = async (task: LinearTask) => join(dir, `linear-${await nameOf(task)}.bin`)
  return {
    recall: async (task) => readFile(await fileOf(task)).catch(() => undefined),
    keep: async (task, bytes) => {
      const file = await fileOf(task)
      const unfinished = `${file}.${process.pid}`
      await mkdir(dir, { recursive: true })
      await writeFile(unfinished, bytes)
      await rename(unfinished, file)
      await forgetOldest(dir)
    },
  }
}

/** The same sentences, lexicon, program and V8 (whose format the file has) have the same name. */
const nameOf = async ({ examples, lexicon, offTopic }: LinearTask): Promise<string> => {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([process.versions.v8, [...offTopic], lexicon]))
  for (const { text, intent } of examples) hash.update(`${intent}\n${text}\n`)
  for (const text of await program()) hash.update(text)
  return hash.digest('hex').slice(0, 16)
}

/** The code that learns: when it changes, what it learned before is void. */
const program = async (): Promise<readonly string[]> => {
  const parent = fileURLToPath(new URL('..', import.meta.url))
  const linear = join(parent, 'linear')
  const names = (await readdir(linear)).sort().map((name) => join(linear, name))
  const others = (await readdir(parent)).filter((name) =>
    /^(?:normalise|simplified|stem)\.[jt]s$/.test(name),
  )
  const files = [...names, ...others.sort().map((name) => join(parent, name))]
  return Promise.all(files.map((file) => readFile(file, 'utf8')))
}

const forgetOldest = async (dir: string): Promise<void> => {
  const names = (await readdir(dir)).filter((name) => name.startsWith('linear-'))
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(dir, name))).mtimeMs })),
  )
  const old = aged.sort((a, b) => b.at - a.at).slice(filesKept)
  await Promise.all(old.map(({ name }) => rm(join(dir, name), { force: true })))
}
