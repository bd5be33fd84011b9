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
  /** A message that could not be delivered; a person must be told. */
  readonly onDead: (send: Send, reason: string) => Promise<void>
  readonly onOutcome: (outcome: SendOutcome['kind']) => void
}

const attemptTimeoutMs = 10_000
const sendsAtOnce = 64

/**
 * Brings what turns decided to the customers: one message of a conversation at a time, in order,
 * with the outbox id as idempotency key. The store re-checks who owns the conversation as it hands
 * a message out.
 */
export const createDelivery = (parts: DeliveryParts) => {
  const { store, log, now } = parts
  const flying = new Set<Promise<void>>()

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
    await store.settleSend(send.id, outcome, now())
    parts.onOutcome(outcome.kind)
    const reason = 'reason' in outcome ? outcome.reason : undefined
    const facts = { outboxId: send.id, attempt: send.attempt, outcome: outcome.kind, reason }
    log.info({ ...facts, ms: now() - startedAt }, 'delivery')
    if (outcome.kind === 'failed') await parts.onDead(send, outcome.reason)
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
    async idle(): Promise<void> {
      while (flying.size > 0) await Promise.all(flying)
    },
  }
}
