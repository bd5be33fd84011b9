import { z } from 'zod'

/** Fields that others fill in for us, with what to do when they are wrong. */
export const text = z.string('必须是字符串').min(1, '不能为空').max(2_000, '最长 2000 个字符')

/** A JSON number above 2^53 has lost its last digits before anybody could look at it. */
export const id = z
  .union([z.string(), z.number()], '缺少，或不是字符串')
  .refine(
    (given) => typeof given === 'string' || Number.isSafeInteger(given),
    '是超过 2^53 的 JSON 数字，末尾几位已经丢了；请改成带引号的字符串',
  )
  .transform(String)
  .pipe(z.string().min(1, '不能为空').max(200, '最长 200 个字符'))

export const moment = z.iso
  .datetime({ offset: true, error: '必须是带时区的 ISO 8601 时间，如 2026-05-23T22:02:33+08:00' })
  .transform((written) => Date.parse(written))

/** The first fault as a sentence that names its place: `orders[0].amount 必须是…`. */
export function firstFault({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
  return [path?.join('').replace(/^\./, ''), issue?.message].filter(Boolean).join(' ')
}

/** Says it in Chinese where nothing else is said. */
export const inChinese = { error: z.locales.zhCN().localeError }
