import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../src/config.ts'

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The built command, as `npm run -s shouhou -- …` calls it. */
export const shouhou = (
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(projectRoot, 'dist/cli/main.js'), ...args], {
      env: { ...process.env, ...env },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(input)
  })

export const jsonLines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
