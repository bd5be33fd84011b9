import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { messageOf } from '../model/errors.ts'
import type { Money, Product } from '../model/order.ts'
import { afterSaleKinds, afterSaleStates, orderStates } from '../model/order.ts'
import { parseRelativeTime, pastTime, promisedTime } from './relative-time.ts'

const text = z.string().min(1)
const fact = z
  .string()
  .regex(pastTime, 'expected a past time such as "-2d 14:30", "0d 08:10" or "-25m"')
  .transform(parseRelativeTime)
const promise = z
  .string()
  .regex(promisedTime, 'expected a time such as "+1d 18:00", "-1d 18:00" or "+47h"')
  .transform(parseRelativeTime)
const yuan = z
  .string()
  .regex(/^\d{1,9}\.\d\d$/, 'expected yuan with two decimals, such as "12.50"')
  .transform((amount): Money => ({ minor: Number(amount.replace('.', '')), currency: 'CNY' }))

const shopFile = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), text, {
  error: ({ code }) => (code === 'invalid_key' ? 'expected a key in snake_case' : undefined),
})

const product = z
  .strictObject({
    product_id: text,
    title: text,
    category: text,
    price: yuan,
    skus: z.array(text).min(1),
    aliases: z.array(text),
  })
  .transform(({ product_id, ...row }): Product => ({ productId: product_id, ...row }))

const buyer = z
  .strictObject({
    buyer_id: text,
    name: text,
    phone_tail: z.string().regex(/^\d{4}$/, 'expected the last four digits'),
    hint: text,
  })
  .transform((row) => ({
    buyerId: row.buyer_id,
    name: row.name,
    phoneTail: row.phone_tail,
    hint: row.hint,
  }))

const order = z.strictObject({
  order_no: text,
  buyer_id: text,
  state: z.enum(orderStates),
  placed_at: fact,
  paid_at: fact.optional(),
  promised_ship_at: promise.optional(),
  shipped_at: fact.optional(),
  delivered_at: fact.optional(),
  amount: yuan,
  items: z
    .array(
      z.strictObject({ product_id: text, sku: text, quantity: z.int().positive(), price: yuan }),
    )
    .min(1),
  parcels: z.array(
    z.strictObject({
      courier: text,
      tracking_no: text,
      events: z.array(z.strictObject({ at: fact, text })),
    }),
  ),
  after_sale: z
    .strictObject({
      kind: z.enum(afterSaleKinds),
      state: z.enum(afterSaleStates),
      applied_at: fact,
      updated_at: fact,
      amount: yuan.optional(),
    })
    .optional(),
})

/** An order as the file tells it, its times still relative. */
export type DemoOrderRow = z.infer<typeof order>
export type DemoFiles = ReturnType<typeof readDemoFiles>

/** Reads the demo shop's four files, or throws one error that lists every fault. */
export function readDemoFiles(dir: string) {
  const faults: string[] = []
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const file = join(dir, name)
    try {
      const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
      if (parsed.success) return parsed.data
      faults.push(...parsed.error.issues.map((issue) => `${file}${where(issue)}`))
    } catch (cause) {
      faults.push(`${file}: ${why(cause)}`)
    }
    return undefined
  }
  const shop = read('shop.json', shopFile)
  const products = read('products.json', z.array(product).min(1))
  const buyers = read('buyers.json', z.array(buyer).min(1))
  const orders = read('orders.json', z.array(order).min(1))
  if (!shop || !products || !buyers || !orders) throw demoFaults(faults)
  return { shop, products, buyers, orders }
}

export function demoFaults(faults: readonly string[]): Error {
  const more = faults.length > 20 ? [`and ${faults.length - 20} more`] : []
  return new Error(['the demo shop is broken:', ...faults.slice(0, 20), ...more].join('\n  '))
}

function where(issue: z.core.$ZodIssue): string {
  const path = issue.path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
  return path ? ` > ${path}: ${issue.message}` : `: ${issue.message}`
}

function why(cause: unknown): string {
  if (cause instanceof SyntaxError) return `not valid JSON: ${cause.message.replace(/\s+/g, ' ')}`
  return messageOf(cause)
}
