import { readFileSync } from 'node:fs'
import type { Config } from '../config.ts'
import { GatewayError } from '../model/errors.ts'

/** Arguments of a command, as `node:util` parsed them. */
export interface Given {
  readonly config: Config
  readonly positionals: readonly string[]
  readonly values: {
    readonly json?: boolean
    readonly train?: string
    readonly engine?: string
    readonly as?: string
  }
}

/** Resolves with the exit code. */
export type Command = (given: Given) => Promise<number>

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** `shouhou replay … | head` closes the pipe early: that is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

export const printJson = (value: unknown): void => print(JSON.stringify(value))

/** To standard error; a bug comes with its stack, a mistake without. */
export const complain = (error: unknown): void => {
  const text =
    error instanceof GatewayError || typeof error === 'string'
      ? String(error instanceof GatewayError ? error.message : error)
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error)
  process.stderr.write(`${text}\n`)
}

/** The text of a file that somebody named. Says which file, and what is wrong with it. */
export const readGivenFile = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why =
      code === 'ENOENT'
        ? '没有这个文件'
        : code === 'EISDIR'
          ? '这是一个文件夹'
          : `读不了（${code}）`
    throw new GatewayError('bad_request', `${file}：${why}，请检查路径`, { cause })
  }
}
