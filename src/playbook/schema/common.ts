import { z } from 'zod'

export const snakeId = z.string().regex(/^[a-z][a-z0-9_]*$/)
export const kebabId = z.string().regex(/^[a-z][a-z0-9-]*$/)
export const line = z.string().trim().min(1)
export const words = z.array(line).default([])

/**
 * Replies to a question that is put at the end of some words, and what each of them asks for: an
 * intent, an entry of the knowledge base, or an intent that has that entry for an answer here.
 */
export const offers = z
  .array(
    z
      .strictObject({ label: line, intent: snakeId.optional(), answer: kebabId.optional() })
      .refine(({ intent, answer }) => intent !== undefined || answer !== undefined),
  )
  .min(2)
  .max(5)

export type Offers = z.infer<typeof offers>

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `30m`, `48h`, `7d`: milliseconds once parsed. */
export const duration = z
  .string()
  .regex(/^\d{1,4}[smhd]$/)
  .transform((text) => Number(text.slice(0, -1)) * unitMs[text.slice(-1) as keyof typeof unitMs])

/** `9:00` is refused: two digits keep times sortable as text. */
const clockTime = '([01]\\d|2[0-3]):[0-5]\\d'

/** Shop time, `22:00-08:00` may cross midnight. */
export const hoursOfDay = z.string().regex(new RegExp(`^${clockTime}-${clockTime}$`))

/** A day of the calendar, `2026-11-11`. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
