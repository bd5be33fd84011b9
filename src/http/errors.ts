import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ErrorCode, GatewayError } from '../model/errors.ts'
import type { ApiError } from '../model/wire/error.ts'
import { type Language, languageOf, type Sentence } from './language.ts'

/** A refusal of the edge itself: it knows its sentence in both languages, and may tell more. */
export class Refusal extends GatewayError {
  readonly said: Sentence
  readonly retryAfterMs: number | undefined
  readonly detail: object | undefined

  constructor(
    code: ErrorCode,
    said: Sentence = general[code],
    more: { path?: string; cause?: unknown; retryAfterMs?: number; detail?: object } = {},
  ) {
    super(code, said.zh, more)
    this.said = said
    this.retryAfterMs = more.retryAfterMs
    this.detail = more.detail
  }
}

export interface Answer {
  readonly status: number
  readonly body: ApiError
  readonly retryAfterMs?: number
}

/** What the outside may know of an error: a code, a sentence and a place; never a stack. */
export function answerOf(error: unknown, language: Language): Answer {
  if (error instanceof Refusal) {
    const told = answer(error.code, error.said[language], error, error.retryAfterMs)
    return { ...told, body: { ...told.body, ...error.detail } }
  }
  if (error instanceof GatewayError)
    return answer(error.code, sentenceOf(error, language), error, retryMs[error.code])
  return frameworkAnswer(error, language)
}

/** Sends the answer and logs what only we can mend. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { status, body, retryAfterMs } = answerOf(error, languageOf(request.headers))
  if (status >= 500 && !(error instanceof GatewayError)) request.log.error({ err: error }, 'bug')
  else if (status >= 500) request.log.warn({ code: body.code }, 'refused')
  if (retryAfterMs !== undefined)
    reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1_000))))
  return reply.code(status).send(body)
}

/** The first fault of what zod refused. */
export function refusalOfIssue(issue: z.core.$ZodIssue | undefined): Refusal {
  if (!issue) return new Refusal('bad_request')
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
  const chinese = chineseOf(issue as z.core.$ZodRawIssue)
  const zh = typeof chinese === 'string' ? chinese : (chinese?.message ?? issue.message)
  return new Refusal(
    'bad_request',
    { zh, en: issue.message },
    { path: path.join('').replace(/^\./, '') },
  )
}

const chineseOf = z.locales.zhCN().localeError

const statuses = {
  bad_request: 400,
  bad_signature: 401,
  stale_timestamp: 401,
  not_configured: 503,
  not_found: 404,
  not_allowed: 403,
  not_logged_in: 401,
  too_large: 413,
  too_many: 429,
  conflict: 409,
  tone: 422,
  unresolved: 422,
  stale_version: 409,
  store_busy: 503,
  store_full: 503,
  playbook_invalid: 503,
  config_invalid: 503,
} as const satisfies Record<ErrorCode, number>

const retryMs: Partial<Record<ErrorCode, number>> = {
  too_many: 60_000,
  store_busy: 1_000,
  store_full: 5_000,
}

const general: Record<ErrorCode, Sentence> = {
  bad_request: { zh: '请求的内容不对', en: 'The request is malformed' },
  bad_signature: { zh: '签名不对', en: 'The signature is wrong' },
  stale_timestamp: { zh: '签名时间已过期，请检查时钟', en: 'The timestamp is out of range' },
  not_configured: { zh: '这个账号还没有配置好', en: 'This account is not configured yet' },
  not_found: { zh: '没有找到', en: 'Not found' },
  not_allowed: { zh: '不允许这样做', en: 'Not allowed' },
  not_logged_in: { zh: '请先登录', en: 'Please log in' },
  too_large: { zh: '内容太大', en: 'Too large' },
  too_many: { zh: '太频繁了，请稍后再试', en: 'Too many requests, please try again later' },
  conflict: { zh: '已经有人在处理', en: 'Somebody else has it already' },
  tone: {
    zh: '先别急着发：这样说顾客可能会不舒服，或者平台不允许',
    en: 'Not sent yet: a customer may take offence, or the platform forbids it',
  },
  unresolved: { zh: '还有没填好的地方', en: 'Something is still to be filled in' },
  stale_version: { zh: '会话刚刚变了，请刷新后再试', en: 'It has changed, please reload' },
  store_busy: { zh: '系统繁忙，请稍后重试', en: 'Busy, please retry' },
  store_full: { zh: '存储空间已满，暂时无法接收', en: 'The disk is full, nothing can be kept' },
  playbook_invalid: { zh: '知识库有错误', en: 'The playbook is invalid' },
  config_invalid: { zh: '配置有错误', en: 'The configuration is invalid' },
}

function answer(
  code: ErrorCode,
  message: string,
  { path }: { readonly path: string | undefined },
  retryAfterMs: number | undefined,
): Answer {
  return {
    status: statuses[code],
    body: { code, message, ...(path !== undefined && { path }) },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}

/** Other parts speak one language; the general sentence steps in where it is not the reader's. */
function sentenceOf({ code, message, english }: GatewayError, language: Language): string {
  if (language === 'en' && english !== undefined) return english
  const chinese = /\p{Script=Han}/u.test(message)
  if (language === 'zh') return chinese ? message : `${general[code].zh}：${message}`
  return chinese ? general[code].en : message
}

const internal: Sentence = { zh: '服务器出错了，请稍后再试', en: 'Something went wrong here' }
const unsupported: Sentence = { zh: '不支持这种内容格式', en: 'Unsupported content type' }

/** Errors of Fastify and its plugins; their own words may name our insides, so they stay here. */
function frameworkAnswer(error: unknown, language: Language): Answer {
  const status = (error as Partial<FastifyError> | null)?.statusCode ?? 500
  if (status === 413) return answer('too_large', general.too_large[language], noPath, undefined)
  // A file that may not be sent is not there.
  if (status === 404 || status === 403)
    return answer('not_found', general.not_found[language], noPath, undefined)
  if (status === 429)
    return answer('too_many', general.too_many[language], noPath, retryMs.too_many)
  if (status < 400 || status >= 500)
    return {
      status: status === 503 ? 503 : 500,
      body: { code: 'internal', message: internal[language] },
    }
  const said = status === 415 ? unsupported : general.bad_request
  return { status, body: { code: 'bad_request', message: said[language] } }
}

const noPath = { path: undefined }
