import { z } from 'zod'

/**
 * Answers as the API's page describes them. Their types are those of `model/wire`; a test holds
 * real answers against the schemas. Requests are described beside their routes.
 */
export const describes = <T>(schema: z.ZodType) => schema as z.ZodType<T>

export const text = z.string().nullable()

export const words = z.array(z.string())
