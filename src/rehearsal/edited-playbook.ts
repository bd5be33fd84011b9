import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GatewayError } from '../model/errors.ts'

/** What an operator changes in a file. */
export interface Edit {
  readonly file: string
  readonly replace: string
  readonly with: string
}

export type PlaybookCopy = ReturnType<typeof copyPlaybook>

/** A copy of the playbook's folder, for a story in which an operator edits it. */
export const copyPlaybook = (from: string, tempDir: string) => {
  const dir = mkdtempSync(join(tempDir, 'shouhou-playbook-'))
  for (const folder of ['intents', 'replies']) {
    cpSync(join(from, folder), join(dir, folder), { recursive: true })
  }
  return {
    dir,
    /** Throws when a file is not there or does not hold what is to be replaced. */
    edit({ file, replace, with: replacement }: Edit): void {
      const path = join(dir, file)
      if (!existsSync(path)) throw new GatewayError('bad_request', `没有文件 ${file}，改不了`)
      const text = readFileSync(path, 'utf8')
      if (!text.includes(replace)) {
        throw new GatewayError('bad_request', `${file} 里没有「${replace}」，改不了`)
      }
      writeFileSync(
        path,
        text.replace(replace, () => replacement),
      )
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}
