import type { FastifyHelmetOptions } from '@fastify/helmet'

const directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'self'"],
}

type Directives = Readonly<Record<string, readonly string[]>>

const policyOf = (rules: Directives) =>
  Object.entries(rules)
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';')

/** antd and the editor write styles into the page: those that know this answer's own number. */
export const consolePolicy = (nonce: string) =>
  policyOf({
    ...directives,
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'frame-ancestors': ["'none'"],
  })

/** Swagger UI needs its own styles inline and its pictures as `data:`. */
export const docsPolicy = policyOf({ ...directives, 'style-src': ["'self'", "'unsafe-inline'"] })

export const helmetOptions: FastifyHelmetOptions = {
  contentSecurityPolicy: { useDefaults: false, directives },
  // The counter may be run on plain http inside a shop: whoever ends TLS says this.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
}
