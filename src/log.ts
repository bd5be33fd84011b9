import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

export interface LogOptions {
  /** What the operator asked for; nothing leaves it to the terminal. */
  readonly level: LogLevel | undefined
  /** A person is watching: warnings and errors only, unless a level was asked for. */
  readonly terminal: boolean
  readonly destination?: DestinationStream
}

/**
 * The root logger: JSON lines to standard error. What customers wrote, who they are, and secrets
 * are blanked at any depth, whatever was handed to it.
 */
export function createLog({ level, terminal, destination }: LogOptions): Logger {
  const options = {
    level: level ?? (terminal ? 'warn' : 'info'),
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: blankSecrets,
    },
    // Reaches what a child logger is bound to, which the formatter does not.
    redact: { paths: [...hidden], censor: blank },
    serializers: { err: (error: Error) => blankSecrets({ ...pino.stdSerializers.err(error) }) },
  }
  return pino(options, destination ?? pino.destination({ fd: 2, sync: true }))
}

const blank = '[hidden]'

/** Fields whose value never reaches the log, however the key is written. */
const hidden = new Set([
  ...['token', 'secret', 'password', 'authorization', 'cookie', 'setcookie', 'signature'],
  ...['text', 'texts', 'parts', 'raw', 'body', 'payload', 'transcript'],
  ...['phone', 'name', 'address', 'customername', 'nickname'],
])
const hiddenEnd = /(?:token|secret|password|phone|address)s?$/

function blankSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, shown(key, value)]))
}

function shown(key: string, value: unknown): unknown {
  const plain = key.toLowerCase().replaceAll(/[_-]/g, '')
  if (hidden.has(plain) || hiddenEnd.test(plain)) return value === undefined ? value : blank
  return blanked(value)
}

/** Errors and other objects with a class of their own are left to their serializers. */
function blanked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blanked)
  return isPlain(value) ? blankSecrets(value) : value
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}
