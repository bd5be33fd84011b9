import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ChannelAccount, OutboundMessage, SendResult } from '../channels/index.ts'
import type { Send, SendOutcome, Store } from '../store/index.ts'
import { retryAt } from './backoff.ts'

export interface DeliveryParts {
  readonly store: Store
  readonly accounts: readonly ChannelAccount[]
  readonly log: Logger
  readonly now: () => number
  readonly fetch: typeof fetch
  readonly onOutcome: (outcome: SendOutcome['kind']) => void
}

const attemptTimeoutMs = 10_000
const sendsAtOnce = 64
const settlePauseMs = 1_000

/**
 * Brings what turns decided to the customers: one message of a conversation at a time, in order,
 * with the outbox id as idempotency key. The store re-checks who owns the conversation as it hands
 * a message out, and keeps those that failed for good for a turn that tells a person.
 */
export const createDelivery = (parts: DeliveryParts) => {
  const { store, log, now } = parts
  const flying = new Set<Promise<void>>()
  const stopping = new AbortController()

  const attempt = async (send: Send): Promise<SendResult> => {
    const { channel, account, externalId, customer } = send.conversation
    const door = parts.accounts.find(
      (each) => each.channel.name === channel && each.account === account,
    )
    if (door === undefined) return { kind: 'failed', reason: `没有配置账号 ${channel}/${account}` }
    const message: OutboundMessage = {
      id: send.id,
      conversation: externalId,
      customer,
      author: send.author,
      parts: send.parts,
      ...(send.why === undefined ? {} : { why: send.why }),
    }
    const { settings } = door
    const signal = AbortSignal.timeout(attemptTimeoutMs)
    return door.channel.send(message, { account, settings, at: now(), fetch: parts.fetch, signal })
  }

  const outcomeOf = (send: Send, result: SendResult): SendOutcome => {
    if (result.kind !== 'retry') return result
    const at = retryAt(send.attempt, now(), result.afterMs)
    const { reason } = result
    return at === undefined
      ? { kind: 'failed', reason: `试了 ${send.attempt} 次：${reason}` }
      : { kind: 'retry', retryAt: at, reason }
  }

  const deliver = async (send: Send): Promise<void> => {
    const startedAt = now()
    const result = await attempt(send).catch(
      (error: unknown): SendResult => ({ kind: 'retry', reason: String(error) }),
    )
    const outcome = outcomeOf(send, result)
    await settle(send, withDetail(outcome, result))
    parts.onOutcome(outcome.kind)
    // The other side's own words may echo the customer's: people see them, the log does not.
    const reason = 'reason' in outcome ? outcome.reason : undefined
    const facts = { outboxId: send.id, attempt: send.attempt, outcome: outcome.kind, reason }
    log.info({ ...facts, ms: now() - startedAt }, 'delivery')
  }

  /**
   * Until it is written: a line that stays `sending` holds up its conversation. A process that
   * stops first sends it again under the same id when it is back.
   */
  const settle = async (send: Send, outcome: SendOutcome): Promise<void> => {
    for (;;) {
      try {
        return await store.settleSend(send.id, outcome, now())
      } catch (error) {
        if (stopping.signal.aborted) throw error
        log.error({ outboxId: send.id, err: error }, 'delivery not settled')
        await sleep(settlePauseMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  return {
    /** Starts what is due; resolves with how many, without waiting for them. */
    async deliverDue(onSettled: () => void): Promise<number> {
      const room = sendsAtOnce - flying.size
      if (room <= 0) return 0
      const sends = await store.claimSends(now(), room)
      for (const send of sends) {
        const flight: Promise<void> = deliver(send)
          .catch((error: unknown) =>
            log.error({ outboxId: send.id, err: error }, 'delivery failed'),
          )
          .finally(() => {
            flying.delete(flight)
            onSettled()
          })
        flying.add(flight)
      }
      return sends.length
    },
    /** Lets what is on its way arrive; tells whether there was anything. */
    async settle(): Promise<boolean> {
      const busy = flying.size > 0
      while (flying.size > 0) await Promise.all(flying)
      return busy
    },
    async stop(): Promise<void> {
      stopping.abort()
      while (flying.size > 0) await Promise.all(flying)
    },
  }
}

const withDetail = (outcome: SendOutcome, result: SendResult): SendOutcome => {
  const detail = 'detail' in result ? result.detail : undefined
  return detail !== undefined && 'reason' in outcome
    ? { ...outcome, reason: `${outcome.reason}（${detail}）` }
    : outcome
}
