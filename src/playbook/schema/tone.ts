import { z } from 'zod'

/** What agents are warned of before they send it. */
export const toneFile = z.strictObject({})

export type ToneRules = z.infer<typeof toneFile>
