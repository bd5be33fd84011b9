import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { type CaseView, changeTicket, type Rules, refusalOf } from '../../src/cases/index.ts'
import { agentId, intentId, orderNo } from '../../src/model/ids.ts'
import type { Order } from '../../src/model/order.ts'
import type { Actor, Role } from '../../src/model/people.ts'
import type { Ticket, TicketChange } from '../../src/model/ticket.ts'
import { formatFaults, readYaml, where } from '../../src/playbook/index.ts'
import { calendarFile, casesFile, severityFile } from '../../src/playbook/schema/index.ts'
import { anyOrder, anyTicket } from '../support/builders.ts'

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

const price = { minor: 19_900, currency: 'CNY' } as const

export const anOrder = (more: Partial<Order> = {}): Order =>
  anyOrder({
    orderNo: orderNo('6920000000000000001'),
    state: 'delivered',
    placedAt: now - 6 * day,
    deliveredAt: now - 2 * day,
    amount: price,
    item: { productId: 'jianzhan-cup', title: '建盏主人杯', sku: '油滴', price },
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

export const aCase = (more: Partial<Ticket> = {}): Ticket =>
  anyTicket({
    problemClass: '物流异常',
    status: 'complete',
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

export const lin = someone('小林', 'agent')
export const zhou = someone('周主管', 'supervisor')
export const zheng = someone('郑法务', 'legal')

export const agree: TicketChange = { kind: 'vote', verdict: 'agree' }

/** A minute after the case was opened. */
export const later = now + minute

/** What comes of a change by `usual`, or by somebody else. */
export const working = (rules: Rules, usual: Actor) => ({
  refused: (ticket: Ticket, change: TicketChange, by: Actor = usual): string | undefined =>
    refusalOf(ticket, change, by, rules)?.zh,
  done: (ticket: Ticket, change: TicketChange, by: Actor = usual): Ticket => {
    const result = changeTicket(ticket, change, { by, at: later, rules })
    if (result.kind === 'refused') throw new Error(result.refusal.zh)
    return result.ticket
  },
})
