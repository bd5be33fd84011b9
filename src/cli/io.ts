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
