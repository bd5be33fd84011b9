import { z } from 'zod'

/** Who gets which conversation. */
export const routingFile = z.strictObject({})

export type RoutingRules = z.infer<typeof routingFile>
