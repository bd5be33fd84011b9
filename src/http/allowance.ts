export interface Rate {
  readonly perSecond: number
  readonly burst: number
  /** How long somebody may be asked to wait for their turn; 0 when nobody waits. */
  readonly mostWaitMs?: number
}

/** Takes one. How long to wait until it is due, or nothing when that is too long; none is taken then. */
export type Allowance = () => number | undefined

/** A bucket of `burst` that fills by `perSecond`. */
export function createAllowance(now: () => number, rate: Rate): Allowance {
  const bucket = fullBucket(now(), rate)
  return () => take(bucket, now(), rate)
}

/** A bucket for each key. */
export function createAllowances(
  now: () => number,
  rate: Rate,
): (key: string) => number | undefined {
  const buckets = new Map<string, Bucket>()

  /** A full bucket is as good as none. */
  function forgetFull() {
    for (const [key, bucket] of buckets)
      if (fill(bucket, now(), rate) === rate.burst) buckets.delete(key)
  }

  return (key) => {
    if (!buckets.has(key) && buckets.size >= forgetAt) forgetFull()
    const bucket = buckets.get(key) ?? fullBucket(now(), rate)
    buckets.set(key, bucket)
    return take(bucket, now(), rate)
  }
}

const forgetAt = 10_000

interface Bucket {
  /** Below zero: taken already by those who wait. */
  left: number
  at: number
}

const fullBucket = (at: number, { burst }: Rate): Bucket => ({ left: burst, at })

function fill(bucket: Bucket, at: number, { perSecond, burst }: Rate): number {
  const passedMs = Math.max(0, at - bucket.at)
  bucket.left = Math.min(burst, bucket.left + (passedMs * perSecond) / 1_000)
  bucket.at = at
  return bucket.left
}

function take(bucket: Bucket, at: number, rate: Rate): number | undefined {
  const left = fill(bucket, at, rate) - 1
  const waitMs = left >= 0 ? 0 : (-left * 1_000) / rate.perSecond
  if (waitMs > (rate.mostWaitMs ?? 0)) return undefined
  bucket.left = left
  return waitMs
}
