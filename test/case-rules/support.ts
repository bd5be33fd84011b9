import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { CaseView, Rules } from '../../src/cases/index.ts'
import {
  agentId,
  conversationId,
  flowId,
  intentId,
  orderNo,
  ticketId,
} from '../../src/model/ids.ts'
import type { Order } from '../../src/model/order.ts'
import type { Actor, Role } from '../../src/model/people.ts'
import type { Ticket } from '../../src/model/ticket.ts'
import { formatFaults, readYaml, where } from '../../src/playbook/index.ts'
import { calendarFile, casesFile, severityFile } from '../../src/playbook/schema/index.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
export const timeZone = 'Asia/Shanghai'

/** A moment by the shop's wall clock: `2026-11-25 14:00`. */
export const shopTime = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`)

/** Wednesday afternoon, an ordinary day. */
export const now = shopTime('2026-11-25 14:00')

const root = fileURLToPath(new URL('../..', import.meta.url))

const read = async <Schema extends z.ZodType>(file: string, schema: Schema) => {
  const found = await readYaml(root, `replies/${file}.yaml`, schema)
  if (!found.ok) throw new Error(formatFaults(found.faults))
  return found
}

/** The files about cases as they ship. */
export const shippedRules = async (): Promise<Rules> => {
  const severity = await read('severity', severityFile)
  const rules = severity.content.rules.map((rule, index) => ({
    ...rule,
    source: where(severity.placeOf(['rules', index])),
  }))
  return {
    severity: { ...severity.content, rules },
    cases: (await read('cases', casesFile)).content,
    calendar: (await read('calendar', calendarFile)).content,
    timeZone,
  }
}

export const anOrder = (more: Partial<Order> = {}): Order => ({
  orderNo: orderNo('6920000000000000001'),
  buyerId: 'buyer-1',
  state: 'delivered',
  placedAt: now - 6 * day,
  deliveredAt: now - 2 * day,
  amount: { minor: 19_900, currency: 'CNY' },
  items: [
    {
      productId: 'jianzhan-cup',
      title: '建盏主人杯',
      sku: '油滴',
      quantity: 1,
      price: { minor: 19_900, currency: 'CNY' },
    },
  ],
  parcels: [],
  ...more,
})

/** A case of breakage of which nothing else is known. */
export const aView = (
  more: Omit<Partial<CaseView>, 'intents'> & { readonly intents?: readonly string[] } = {},
): CaseView => {
  const { intents = ['damaged'], ...rest } = more
  return {
    intents: intents.map(intentId),
    said: '',
    dates: [],
    emotion: 0,
    urgent: false,
    orders: [],
    products: [],
    pictureReused: false,
    at: now,
    timeZone,
    ...rest,
  }
}

export const aCase = (more: Partial<Ticket> = {}): Ticket => ({
  id: ticketId(conversationId('c_1'), 1),
  number: 'SH261125-9F3K2M',
  conversationId: conversationId('c_1'),
  channel: 'web',
  account: 'demo',
  customer: { id: 'buyer-1', name: '小王' },
  flow: flowId('damaged'),
  intent: intentId('damaged'),
  title: '商品破损',
  problemClass: '物流异常',
  severity: { level: 2, because: '常规', by: 'rules' },
  stage: 'opened',
  status: 'complete',
  slots: [],
  doubts: [],
  clocks: [],
  notes: [],
  votes: [],
  trail: [],
  openedAt: now,
  updatedAt: now,
  ...more,
})

export const someone = (name: string, role: Role): Extract<Actor, { kind: 'agent' }> => ({
  kind: 'agent',
  agent: agentId(name),
  name,
  role,
})

export const bot: Actor = { kind: 'bot' }
