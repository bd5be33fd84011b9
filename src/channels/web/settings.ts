import { createSecretKey } from 'node:crypto'
import { z } from 'zod'

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text

export const webSettings = z.strictObject({
  /** Signs visitors' tokens. The environment may leave it out; the app then passes its own. */
  secret: z
    .string()
    .min(24, '至少 24 个字符')
    .transform((text) => createSecretKey(text, 'utf8'))
    .optional(),
  /** The shop's own sites, whose pages the chat stands in; none needed for the counter's own page. */
  origins: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim().replace(/\/$/, '')))
    .transform((origins) => origins.filter((origin) => origin !== ''))
    .pipe(z.array(z.string().refine(isOrigin, '只写协议和域名，如 https://shop.example.com')))
    .prefault(''),
  mode: z.enum(['auto', 'draft'], '只能是 auto 或 draft').default('auto'),
})
export type WebSettings = z.infer<typeof webSettings>
