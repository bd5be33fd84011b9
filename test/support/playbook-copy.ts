import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/config.ts'

/** Copies the shipped playbook into a folder, where a test may change it. */
export const copyPlaybook = (dir: string): void => {
  for (const folder of ['intents', 'replies']) {
    cpSync(join(projectRoot, folder), join(dir, folder), { recursive: true })
  }
}
