import { readFileSync } from 'node:fs'
import type { Config, Locale } from '../config.ts'
import { GatewayError } from '../model/errors.ts'

/** Arguments of a command, as `node:util` parsed them. */
export interface Given {
  readonly config: Config
  readonly positionals: readonly string[]
  readonly values: {
    readonly json?: boolean
    readonly test?: string
    readonly train?: string
    readonly 'per-class'?: string
    readonly engine?: string
    readonly compare?: string
    readonly baseline?: string
    readonly out?: string
    readonly as?: string
    readonly 'dry-run'?: boolean
    readonly name?: string
    readonly role?: string
    readonly shops?: string
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
export const readGivenFile = (file: string, locale: Locale = 'zh-CN'): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    const say = texts[locale]
    const why = code === 'ENOENT' ? say.missing : code === 'EISDIR' ? say.folder : say.locked(code)
    throw new GatewayError('bad_request', say.fault(file, why), { cause })
  }
}

const texts = {
  'zh-CN': {
    missing: '没有这个文件',
    folder: '这是一个文件夹',
    locked: (code: string) => `读不了（${code}）`,
    fault: (file: string, why: string) => `${file}：${why}，请检查路径`,
  },
  en: {
    missing: 'there is no such file',
    folder: 'this is a folder',
    locked: (code: string) => `it cannot be read (${code})`,
    fault: (file: string, why: string) => `${file}: ${why}; check the path`,
  },
} as const
