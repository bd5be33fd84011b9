import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LinearTask } from '../linear/learn.ts'

/** What was learned before, a file a task. */
export interface LearnedFiles {
  /** Undefined where nothing was learned from this yet, or the file is gone or not as it was kept. */
  recall(task: LinearTask): Promise<Uint8Array | undefined>
  keep(task: LinearTask, bytes: Uint8Array): Promise<void>
}

/** What the playbook in force needs, and a few before it: an operator tries, and goes back. */
const filesKept = 6

/** Everything that understands, and more than what learns: nobody has to keep a list. */
const ownCode = fileURLToPath(new URL('..', import.meta.url))

/** `code` is the folder of the program that learns: when it changes, what it learned before is void. */
export const createLearnedFiles = (dir: string, code = ownCode): LearnedFiles => {
  let program: Promise<Buffer> | undefined
  const fileOf = async (task: LinearTask) => {
    program ??= programIn(code)
    return join(dir, `linear-${nameOf(task, await program)}.bin`)
  }
  return {
    recall: async (task) => {
      const file = await fileOf(task)
      const kept = await readFile(file).catch(() => undefined)
      const now = new Date()
      if (kept) await utimes(file, now, now).catch(() => undefined)
      return kept && asKept(kept)
    },
    keep: async (task, bytes) => {
      const file = await fileOf(task)
      // Several processes may share the folder, each in a container where its id is 1.
      const unfinished = `${file}.${randomUUID()}`
      await mkdir(dir, { recursive: true })
      try {
        await writeFile(unfinished, [digestOf(bytes), bytes])
        await rename(unfinished, file)
      } finally {
        await rm(unfinished, { force: true })
      }
      await forgetOldest(dir)
    },
  }
}

const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** The bytes behind their digest. A disk that was full or lost its power leaves others. */
const asKept = (kept: Buffer): Uint8Array | undefined => {
  const bytes = kept.subarray(32)
  return digestOf(bytes).equals(kept.subarray(0, 32)) ? bytes : undefined
}

/** The same sentences, lexicon, program and V8 (whose format the file has) have the same name. */
const nameOf = ({ examples, lexicon, offTopic }: LinearTask, program: Buffer): string => {
  const hash = createHash('sha256').update(program)
  hash.update(JSON.stringify([process.versions.v8, [...offTopic], lexicon]))
  for (const { text, intent } of examples) hash.update(JSON.stringify([intent, text]))
  return hash.digest('hex').slice(0, 16)
}

const programIn = async (code: string): Promise<Buffer> => {
  const names = (await readdir(code, { recursive: true })).filter((name) => /\.[jt]s$/.test(name))
  const texts = await Promise.all(names.sort().map((name) => readFile(join(code, name))))
  return digestOf(Buffer.concat(texts))
}

/** Of those that were needed longest ago. */
const forgetOldest = async (dir: string): Promise<void> => {
  const names = (await readdir(dir)).filter((name) => name.startsWith('linear-'))
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(dir, name))).mtimeMs })),
  )
  const old = aged.sort((a, b) => b.at - a.at).slice(filesKept)
  await Promise.all(old.map(({ name }) => rm(join(dir, name), { force: true })))
}
