import type { Flow, FlowSlot } from '../../../src/model/flow.ts'
import { answerId, flowId, intentId, slotId } from '../../../src/model/ids.ts'
import type { Answer, Intent } from '../../../src/playbook/index.ts'
import { hourMs, minuteMs } from './clock.ts'

type Loose<Kind extends { readonly id: string }> = Partial<Omit<Kind, 'id' | 'intents'>> & {
  readonly id: string
  readonly intents?: readonly string[]
}

export const anIntent = ({ id, ...more }: Loose<Intent>): Intent => ({
  id: intentId(id),
  title: id,
  role: 'request',
  about_orders: [],
  keywords: [],
  not_keywords: [],
  told_by: [],
  follow_ups: [],
  examples: [id],
  source: `intents/${id}.yaml:1:1`,
  ...more,
})

export const anAnswer = ({ id, intents = [], ...more }: Loose<Answer>): Answer => ({
  offers: [],
  id: answerId(id),
  intents: intents.map(intentId),
  topic: 'small',
  keywords: [],
  not_keywords: [],
  questions: [],
  when: {},
  reply: `回复 ${id}`,
  source: `replies/small.yaml:${id}`,
  ...more,
})

export const aSlot = ({ id, ...more }: Loose<FlowSlot> & Pick<FlowSlot, 'kind'>): FlowSlot =>
  ({
    id: slotId(id),
    label: id,
    optional: false,
    from_opening: true,
    max_asks: 2,
    ...more,
  }) as FlowSlot

export const aFlow = ({ id, intents = [id], ...more }: Loose<Flow>): Flow => ({
  id: flowId(id),
  title: id,
  intents: intents.map(intentId),
  problem_class: '商品不符',
  soothe: `抱歉（${id}）。`,
  ask: '请发给我，还差：\n{{missing}}',
  slots: [aSlot({ id: 'photo', kind: 'photo', label: '照片' })],
  complete: '齐了，单号 {{ticket.number}}。',
  partial: '先转同事，单号 {{ticket.number}}，缺{{missing}}。',
  remind_after: 30 * minuteMs,
  remind: '提醒一下，还差：\n{{missing}}',
  expire_after: 48 * hourMs,
  stands_alone: false,
  source: `replies/small.yaml:${id}`,
  ...more,
})
