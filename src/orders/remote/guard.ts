import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel'
import type { Limit } from './request.ts'

const failuresInARow = 5
const restMs = 10_000
const atOnce = 10
const waiting = 500
/** The part of its time with which a question is not worth asking any more. */
const tooLate = 0.1

/** A failure that does not show that the other side is down. */
export class NoFaultOfTheirs extends Error {}

/**
 * Ten questions at once, the others wait; each has one limit for its wait and its answer. A system
 * that fails five times in a row is left alone for ten seconds. Rejects with a sentence.
 */
export function createGuard(timeoutMs: number) {
  const slots = bulkhead(atOnce, waiting)
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof NoFaultOfTheirs)),
    { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failuresInARow) },
  )

  return async <T>(put: (limit: Limit) => Promise<T>): Promise<T> => {
    const limit = { signal: AbortSignal.timeout(timeoutMs), timeoutMs }
    const endsAt = performance.now() + timeoutMs
    /** How much of its time a question still has: from 1 down to 0. */
    const left = () => Math.max(0, endsAt - performance.now()) / timeoutMs

    function refuseLate() {
      if (left() < tooLate)
        throw new NoFaultOfTheirs(`等待订单系统回答的查询太多，${timeoutMs} 毫秒内没有轮到`)
    }

    /** Whoever was given less than half of the time cannot be blamed for not keeping it. */
    async function putFairly(): Promise<T> {
      refuseLate()
      const isShort = left() < 0.5
      try {
        return await put(limit)
      } catch (error) {
        if (!isShort || !limit.signal.aborted || !(error instanceof Error)) throw error
        throw new NoFaultOfTheirs(error.message, { cause: error })
      }
    }

    try {
      return await slots.execute(async () => {
        // What the breaker never sees cannot be its one question after a rest.
        refuseLate()
        return breaker.execute(putFairly)
      })
    } catch (error) {
      throw inWords(error)
    }
  }
}

function inWords(error: unknown): unknown {
  if (error instanceof BulkheadRejectedError) return new Error('等待订单系统回答的查询太多')
  if (error instanceof BrokenCircuitError)
    return new Error(
      `订单系统连续 ${failuresInARow} 次没有正常回应，${restMs / 1_000} 秒内不再查询`,
    )
  return error
}
