import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, sendError } from './errors.ts'
import { languageOf } from './language.ts'

/** People get a page with the ways on, programs the usual answer. */
export function sayNotFound(request: FastifyRequest, reply: FastifyReply) {
  reply.header('vary', [reply.getHeader('vary') ?? [], 'accept'].flat().join(', '))
  if (!/\btext\/html\b/i.test(request.headers.accept ?? ''))
    return sendError(new Refusal('not_found'), request, reply)
  return reply.code(404).type('text/html; charset=utf-8').send(pages[languageOf(request.headers)])
}

const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'

const pages = {
  zh: `<!doctype html><html lang="zh-CN">${head}<title>没有这个页面</title><h1>没有这个页面</h1><p>网址可能写错了，或者页面已经搬走。</p><p><a href="/">联系店铺的售后</a></p><p><a href="/console">打开售后客服台</a>（店里的同事）</p></html>`,
  en: `<!doctype html><html lang="en">${head}<title>No such page</title><h1>No such page</h1><p>The address may be mistyped, or the page has moved.</p><p><a href="/">Talk to the shop</a></p><p><a href="/console">Open the after-sales desk</a> (for the shop’s people)</p></html>`,
}
