import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Observe } from './gateway/index.ts'
import type { Reading } from './store/index.ts'

export interface Metrics {
  readonly observe: Observe
  text(): Promise<string>
  readonly contentType: string
}

/** What the counter did, for Prometheus. Ids and customers' words never become labels. */
export const createMetrics = (read: Pick<Reading, 'counts'>): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'shouhou_' })
  const counter = (name: string, help: string, label: string) =>
    new Counter({ name: `shouhou_${name}`, help, labelNames: [label], registers: [registry] })
  const accepted = counter('messages_accepted_total', 'Messages kept, by channel.', 'channel')
  const duplicates = counter('messages_duplicate_total', 'Messages known before.', 'channel')
  const turns = counter('turns_total', 'Turns, by what became of them.', 'outcome')
  const deliveries = counter('deliveries_total', 'Send attempts, by outcome.', 'outcome')
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name: `shouhou_${name}`, help, labelNames: [label], registers: [registry] })
  const phases = gauge('conversations', 'Conversations, by phase.', 'phase')
  const lines = gauge('outbound_lines', 'Outbound messages, by delivery status.', 'status')
  const unread = new Gauge({
    name: 'shouhou_unread_messages',
    help: 'Messages that no turn has read yet.',
    registers: [registry],
  })
  return {
    observe: {
      accepted(channel, count) {
        accepted.inc({ channel }, count.accepted)
        duplicates.inc({ channel }, count.duplicates)
      },
      turn: (outcome) => turns.inc({ outcome }),
      delivery: (outcome) => deliveries.inc({ outcome }),
    },
    async text() {
      const counts = await read.counts()
      for (const [phase, n] of Object.entries(counts.phases)) phases.set({ phase }, n)
      for (const [status, n] of Object.entries(counts.deliveries)) lines.set({ status }, n)
      unread.set(counts.unread)
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
