/** Stable codes of everything that can go wrong in a way a person or a program must tell apart. */
export const errorCodes = [
  'bad_request',
  'bad_signature',
  'stale_timestamp',
  'not_configured',
  'not_found',
  'not_allowed',
  'not_logged_in',
  'too_large',
  'too_many',
  'conflict',
  'tone',
  'unresolved',
  'stale_version',
  'store_busy',
  'store_full',
  'playbook_invalid',
  'config_invalid',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** The one error class: a stable code, a sentence for people, and the cause for the log. */
export class GatewayError extends Error {
  readonly code: ErrorCode
  /** Where in the input it is, e.g. `[0].parts[1].url` or `replies/a.yaml:3:5`. */
  readonly path: string | undefined
  /** The same sentence in English, where it was made in both languages. */
  readonly english: string | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: { path?: string; cause?: unknown; english?: string } = {},
  ) {
    super(message, 'cause' in more ? { cause: more.cause } : undefined)
    this.name = 'GatewayError'
    this.code = code
    this.path = more.path
    this.english = more.english
  }
}

/** What anything that was thrown has to say. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)
