import { z } from 'zod'
import type { ApiError } from '../../../model/wire/error.ts'
import type { ToneRefusal, TypingRefusal } from '../../../model/wire/reply.ts'
import { describes } from './describes.ts'

export const apiError = describes<ApiError>(
  z.strictObject({ code: z.string(), message: z.string(), path: z.string().optional() }),
)

export const toneRefusal = describes<ToneRefusal>(
  z.strictObject({
    code: z.literal('tone'),
    message: z.string(),
    findings: z.array(
      z.strictObject({
        category: z.string(),
        title: z.string(),
        words: z.string().describe('有问题的字'),
        start: z.number(),
        end: z.number(),
        why: z.string(),
        better: z.string(),
        strength: z.enum(['warn', 'forbid']).describe('forbid 只有主管或管理员能放行'),
        source: z.string().describe('话术里的位置，如 replies/tone.yaml:12:5'),
      }),
    ),
    rewrite: z.string().optional().describe('换成更好的说法以后的整句话；没有合适的说法就没有'),
  }),
)

export const typingRefusal = describes<TypingRefusal>(
  z.strictObject({
    code: z.literal('conflict'),
    message: z.string(),
    typing: z
      .strictObject({ id: z.string(), name: z.string() })
      .optional()
      .describe('正在写回复的同事；带 anyway 重发就照发'),
  }),
)

export const unresolvedRefusal = z.strictObject({
  code: z.literal('unresolved'),
  message: z.string(),
  path: z.string(),
  places: z.array(z.strictObject({ text: z.string(), start: z.number(), end: z.number() })),
})

/** The error answers that a route may give, for its description. */
export const errorAnswers = { '4xx': apiError, '5xx': apiError }
