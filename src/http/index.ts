/** The edge: Fastify lives only here. */
export type { Demo, DemoLogin, HttpConfig, HttpDeps } from './deps.ts'
export { hashPassword, isPassword } from './passwords.ts'
export { createHttp, type Http } from './server.ts'
