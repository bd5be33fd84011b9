import { isUtf8 } from 'node:buffer'
import type { Socket } from 'node:net'
import type { FastifyRequest, FastifySchemaCompiler } from 'fastify'
import secureJson from 'secure-json-parse'
import type { z } from 'zod'
import type { App } from './edge.ts'
import { Refusal, refusalOfIssue } from './errors.ts'

/** JSON is the only body the API reads; an empty one is none. */
export function readJsonBodies(app: App) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => readJson(body),
  )
}

/** Parses at the edge, once; the first fault is told with its place. */
export const validateWithZod: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const value = shaped(schema, data)
    return value instanceof Refusal ? { error: value } : { value }
  }

/** What a text says as JSON of this shape, or what is wrong with it. */
export function readShape<Shape>(schema: z.ZodType<Shape>, text: string | Buffer): Shape | Refusal {
  let json: unknown
  try {
    json = secureJson.parse(text)
  } catch (cause) {
    return new Refusal('bad_request', { zh: '不是有效的 JSON', en: 'Not valid JSON' }, { cause })
  }
  return shaped(schema, json)
}

/** Bytes that are no HTTP at all. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  const body = JSON.stringify({ code: 'bad_request', message: '不是有效的 HTTP 请求' })
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function shaped<Shape>(schema: z.ZodType<Shape>, data: unknown): Shape | Refusal {
  const result = schema.safeParse(data, { reportInput: true })
  return result.success ? result.data : refusalOfIssue(result.error.issues[0])
}

function readJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  if (!isUtf8(body))
    throw new Refusal('bad_request', { zh: '请求体不是有效的 UTF-8', en: 'The body is not UTF-8' })
  try {
    return secureJson.parse(body, { protoAction: 'error', constructorAction: 'error' })
  } catch (cause) {
    throw new Refusal(
      'bad_request',
      { zh: '请求体不是有效的 JSON', en: 'Not valid JSON' },
      { cause },
    )
  }
}
