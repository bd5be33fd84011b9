import { createSecretKey } from 'node:crypto'
import { z } from 'zod'

export const webSettings = z.strictObject({
  /** Signs visitors' tokens. The environment may leave it out; the app then passes its own. */
  secret: z
    .string()
    .min(24, '至少 24 个字符')
    .transform((text) => createSecretKey(text, 'utf8'))
    .optional(),
  mode: z.enum(['auto', 'draft'], '只能是 auto 或 draft').default('auto'),
})
export type WebSettings = z.infer<typeof webSettings>
