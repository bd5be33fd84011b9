import { expect } from 'vitest'
import type { Effect } from '../../src/model/decision.ts'
import { orderNo } from '../../src/model/ids.ts'
import type { Ticket } from '../../src/model/ticket.ts'
import { clocksFile, severityFile } from '../../src/playbook/schema/index.ts'
import {
  anOrder,
  aPlaybook,
  delivered,
  type Heard,
  handoffRules,
  type Talk,
  talk,
} from '../support/dialogue.ts'

export const secondMs = 1_000

const severity = severityFile.parse({
  levels: {
    1: {
      name: '紧急',
      clocks: [
        {
          id: 'call',
          title: '15 分钟内联系',
          within: '15m',
          counts: 'always',
          until: ['contacted'],
          warn_before: '5m',
          at_breach: ['reassign', 'notify_supervisor', 'raise_priority'],
        },
      ],
    },
    2: {
      name: '常规',
      clocks: [{ id: 'reply', title: '1 小时内回复', within: '1h', until: ['contacted'] }],
    },
    3: {
      name: '需人工复核',
      decided_by: ['supervisor', 'legal'],
      complete: '资料收到了，单号 {{ticket.number}}，会请同事一起看。',
    },
  },
  rules: [
    { id: 'safety', level: 1, because: '人身安全', when: { intents: ['safety_incident'] } },
    {
      id: 'gift',
      level: 1,
      because: '赶日子的礼物',
      when: { words: ['生日', '礼物'], occasion: 'near_or_passed' },
    },
    { id: 'large', level: 1, because: '订单超过 2000 元', when: { order_amount_over: 2000 } },
    { id: 'opened', level: 3, because: '拆封后退货', when: { words: ['拆封', '用过了'] } },
  ],
})

const playbook = aPlaybook({
  severity: {
    ...severity,
    rules: severity.rules.map((rule) => ({ ...rule, source: `replies/severity.yaml:${rule.id}` })),
  },
  clocks: clocksFile.parse({}),
  handoff: {
    ...handoffRules,
    told: { ...handoffRules.told, urgent: '列为紧急，请同事优先。', disputed: '请同事一起看。' },
    closed: '下班了，{{hours.next_open}} 有人。',
    queue_ahead: '前面还有 {{queue.ahead}} 位。',
    queue_estimate: '大约 {{queue.minutes}} 分钟。',
    meanwhile: '先发这些：{{missing}}',
    still_waiting: '还在找同事。',
  },
})

/** So dear that a case about it is urgent. */
export const dear = anOrder({
  ...delivered,
  orderNo: orderNo('260077778888'),
  amount: { minor: 268_000, currency: 'CNY' },
})

/** A customer of a shop with severity, clocks, and a queue that tells how long it takes. */
export const customer = (world: Parameters<typeof talk>[1] = {}) =>
  talk(playbook, { orders: [delivered], ...world })

export const timers = ({ effects }: Heard, kind: 'startTimer' | 'cancelTimer', name: string) =>
  effects.flatMap((effect: Effect) =>
    effect.kind === kind && effect.name === name ? [effect] : [],
  )

export const caseOf = (chat: Talk): Ticket => chat.tickets.at(-1) ?? expect.fail('no ticket')
