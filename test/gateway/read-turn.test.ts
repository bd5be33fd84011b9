import { expect, test } from 'vitest'
import { readUnread, triggersOf } from '../../src/gateway/read-turn.ts'
import type { TimerName } from '../../src/model/decision.ts'
import type { TimerId } from '../../src/model/ids.ts'
import type { Sender } from '../../src/model/message.ts'
import type { Unread, Work } from '../../src/store/index.ts'
import { aConversation } from '../support/dialogue.ts'

const unread = (sender: Sender, index: number): Unread => ({
  position: index,
  channel: 'web',
  account: 'demo',
  externalId: `m-${index}`,
  sender,
  sentAt: 1_000,
  receivedAt: 1_000,
  orderKey: `${index}`,
  parts: [{ kind: 'text', text: '在吗' }],
})

const aWork = (
  senders: readonly Sender[],
  timers: readonly TimerName[],
  failed: boolean,
): Work => ({
  conversation: aConversation(),
  unread: senders.map(unread),
  timers: timers.map((name) => ({ id: `t-${name}` as TimerId, name, dueAt: 1_000 })),
  tickets: [],
  failed: failed ? [{ id: 'line' as never, reason: '断了' }] : [],
  failures: 0,
})

const all = ['evidence_reminder', 'agent_silent', 'stage_clock'] as const
const cases: readonly [
  behaviour: string,
  senders: readonly Sender[],
  failed: boolean,
  kinds: readonly string[],
][] = [
  ['by themselves they all fire', [], false, [...all]],
  ['beside a failed line, too', [], true, ['failed', ...all]],
  [
    'the customer who speaks makes moot what waits for evidence, and no clock on people',
    ['customer'],
    false,
    ['customerSaid', 'agent_silent', 'stage_clock'],
  ],
  [
    'a person of the shop is heard first',
    ['customer', 'shop_human'],
    false,
    ['shopHumanSaid', 'customerSaid', 'agent_silent', 'stage_clock'],
  ],
  [
    'where only the shop speaks they wait for a turn of their own',
    ['shop_system'],
    false,
    ['shopSystemSaid'],
  ],
]

test.each(cases)('of due timers: %s', (_behaviour, senders, failed, kinds) => {
  const work = aWork(senders, all, failed)
  const triggers = triggersOf(work, readUnread(work), undefined)
  expect(triggers.map((each) => (each.kind === 'timerFired' ? each.name : each.kind))).toEqual(
    kinds,
  )
})
