import { z } from 'zod'
import { GatewayError } from '../model/errors.ts'

const maxTextBytes = 16 * 1024

/**
 * An id of the other side. Ids are strings; a whole number below 2^53 is taken as its digits
 * (longer ones became strings already when the JSON was read).
 */
export const wireId = z
  .union([z.string(), z.int()], { error: '缺少，或不是字符串' })
  .transform(String)
  .pipe(
    z
      .string()
      .min(1, '不能为空')
      .max(200, '最长 200 个字符')
      .refine((id) => !/[\p{Cc}\p{Cs}]/u.test(id), '不能含控制字符'),
  )

/** What a person wrote, kept whole; only characters that nobody can see or send are taken out. */
export const wireText = z
  .string({ error: '缺少，或不是字符串' })
  .refine((text) => Buffer.byteLength(text) <= maxTextBytes, '文字最多 16 KiB')
  .transform(cleanText)

/** A name for people; too long a name is cut. */
export const wireName = z
  .string({ error: '必须是字符串' })
  .nullish()
  .transform((name) => cleanName(name ?? '') || undefined)

export const wireUrl = z
  .string({ error: '缺少，或不是字符串' })
  .max(2_048, '最长 2048 个字符')
  .refine(isWebAddress, '必须是 http 或 https 网址')

/** Only http and https: nothing that a browser or the media fetcher could be tricked with. */
export function isWebAddress(text: string): boolean {
  if (/\p{Cc}/u.test(text) || !URL.canParse(text)) return false
  const { protocol } = new URL(text)
  return protocol === 'http:' || protocol === 'https:'
}

/** Newlines and tabs stay; other control characters and half surrogate pairs go. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}|\p{Cs}/gu, '')
}

/** Without line breaks and without the marks that turn the writing direction around. */
export function cleanName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return Array.from(plain).slice(0, 120).join('')
}

/** Validates, or throws `bad_request` with the place of the first fault: `[0].parts[1].url`. */
export function parseFields<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { error: z.locales.zhCN().localeError })
  if (result.success) return result.data
  const fault = result.error.issues[0]
  const path = pathOf(fault?.path ?? [])
  const where = path === '' ? '' : `${path}：`
  throw new GatewayError('bad_request', `${where}${fault?.message ?? '格式不对'}`, { path })
}

function pathOf(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
