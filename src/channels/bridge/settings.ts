import { createSecretKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { isWebAddress } from '../fields.ts'

/** A signing secret as a key object: it cannot end up in a log or in JSON by accident. */
const secrets = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
  .pipe(z.array(z.string().transform(readSecret)).min(1, '不能为空'))

export const bridgeSettings = z.strictObject({
  /** All are good for verifying, so that a secret can be replaced without a gap; each one signs. */
  secret: secrets.optional(),
  /** Where replies are posted; without it the client fetches them. */
  callback_url: z.string().refine(isWebAddress, '必须是 http 或 https 网址').optional(),
  /** Where this counter is reached from outside: example pictures are sent by their address there. */
  public_url: z.string().refine(isWebAddress, '必须是 http 或 https 网址').optional(),
  mode: z.enum(['auto', 'draft'], '只能是 auto 或 draft').default('auto'),
})
export type BridgeSettings = z.infer<typeof bridgeSettings>

function readSecret(word: string, context: z.RefinementCtx): KeyObject {
  const encoded = /^whsec_([A-Za-z0-9+/]+)={0,2}$/.exec(word)?.[1]
  const bytes = Buffer.from(encoded ?? '', 'base64')
  if (bytes.length >= 24) return createSecretKey(bytes)
  context.addIssue('密钥的格式是 whsec_ 加 base64，解码后至少 24 字节；多个密钥用空格或逗号分开')
  return z.NEVER
}
