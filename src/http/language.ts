import type { IncomingHttpHeaders } from 'node:http'

export type Language = 'zh' | 'en'

/** The same sentence for both kinds of readers. */
export type Sentence = Readonly<Record<Language, string>>

/** Chinese unless the client asks for English first. */
export const languageOf = (headers: IncomingHttpHeaders): Language =>
  /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh'
