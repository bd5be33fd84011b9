export type Language = 'zh' | 'en'

/** Chinese unless the browser asks for English. */
export const languageOf = (tag: string): Language => (/^en\b/i.test(tag) ? 'en' : 'zh')
