import { isIPv6 } from 'node:net'

const login = { windowMs: 15 * 60_000, perName: 5, perAddress: 20 }
const mostKeys = 10_000

export interface Attempts {
  /** Counts an attempt as failed until it is known to have succeeded, so that many at once count. */
  begin(who: Who): Attempt
  /** How long until another one is allowed; undefined where it is. Counts nothing. */
  waitMs(who: Who): number | undefined
}

interface Who {
  readonly name: string
  readonly address: string
}

export type Attempt =
  | { readonly kind: 'allowed'; readonly succeeded: () => void }
  | { readonly kind: 'refused'; readonly retryAfterMs: number }

/** How many may fail within which time. */
export interface AttemptLimits {
  readonly windowMs: number
  readonly perName: number
  readonly perAddress: number
}

/** What failed lately, by name and by address: wrong passwords, where nothing else is said. */
export function createAttempts(
  { now }: { readonly now: () => number },
  { windowMs, perName, perAddress }: AttemptLimits = login,
): Attempts {
  const failures = new Map<string, readonly number[]>()
  const recent = (key: string) => (failures.get(key) ?? []).filter((at) => at > now() - windowMs)

  const limitOf = (key: string) => (key.startsWith('name ') ? perName : perAddress)
  const keysOf = ({ name, address }: Who) =>
    [`name ${name}`, `address ${networkOf(address)}`] as const

  /** What has reached its limit stays: nobody gets another try by making many other names. */
  function forgetOld() {
    for (const key of failures.keys()) if (recent(key).length === 0) failures.delete(key)
    for (const key of failures.keys()) {
      if (failures.size <= mostKeys) return
      if (recent(key).length < limitOf(key)) failures.delete(key)
    }
  }

  function waitMs(who: Who): number | undefined {
    for (const key of keysOf(who)) {
      const oldest = recent(key).at(-limitOf(key))
      if (oldest !== undefined) return Math.max(1, oldest + windowMs - now())
    }
    return undefined
  }

  return {
    waitMs,
    begin(who) {
      const retryAfterMs = waitMs(who)
      if (retryAfterMs !== undefined) return { kind: 'refused', retryAfterMs }
      const [byName, byAddress] = keysOf(who)
      for (const key of [byName, byAddress]) failures.set(key, [...recent(key), now()])
      if (failures.size > mostKeys) forgetOld()
      return {
        kind: 'allowed',
        succeeded() {
          failures.delete(byName)
          const [, ...rest] = recent(byAddress)
          if (rest.length > 0) failures.set(byAddress, rest)
          else failures.delete(byAddress)
        },
      }
    },
  }
}

/** A line has a whole /64 of IPv6 to itself: its other addresses are no other callers. */
function networkOf(address: string): string {
  const [text = ''] = address.split('%')
  if (!isIPv6(text)) return address
  const [head = '', tail] = text.split('::')
  // Node writes an IPv4 caller of an IPv6 socket so.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)
  if (mapped?.[1] !== undefined) return mapped[1]
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const before = groups(head)
  const after = groups(tail ?? '')
  const filled =
    tail === undefined ? [] : Array(Math.max(0, 8 - before.length - after.length)).fill('0')
  return [...before, ...filled, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
