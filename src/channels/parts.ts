import { z } from 'zod'
import type { MessagePart } from '../model/message.ts'
import { cleanText, wireId, wireText } from './fields.ts'

export type PartSchemas = Readonly<Record<string, z.ZodType<MessagePart>>>

/** The parts that our own two wire formats, bridge and web, write alike. */
export const plainParts: PartSchemas = {
  text: z.object({ text: wireText }).transform(({ text }) => ({ kind: 'text', text })),
  order: z
    .object({ order_id: wireId })
    .transform(({ order_id }) => ({ kind: 'order', orderNo: order_id })),
  product: z
    .object({ product_id: wireId })
    .transform(({ product_id }) => ({ kind: 'product', productId: product_id })),
}

/** A message's parts; a type that nobody here knows is kept as `unsupported`, with its text. */
export function partsOf(known: PartSchemas) {
  const part = z
    .looseObject({
      type: z.string('缺少，或不是字符串').min(1, '不能为空').max(64, '最长 64 个字符'),
    })
    .transform((raw, context): MessagePart => {
      const schema = Object.hasOwn(known, raw.type) ? known[raw.type] : undefined
      if (!schema) return unsupported(raw)
      const result = schema.safeParse(raw)
      if (result.success) return result.data
      for (const { message, path } of result.error.issues)
        context.addIssue({ code: 'custom', message, path: [...path] })
      return z.NEVER
    })
  return z
    .array(part, { error: '缺少，或不是数组' })
    .min(1, '至少要有一个部分')
    .max(50, '最多 50 个部分')
}

function unsupported(raw: { readonly type: string; readonly text?: unknown }): MessagePart {
  const text = typeof raw.text === 'string' ? cleanText(raw.text) : ''
  return { kind: 'unsupported', type: cleanText(raw.type), ...(text === '' ? {} : { text }) }
}
