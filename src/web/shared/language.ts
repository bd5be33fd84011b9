export type Language = 'zh' | 'en'

/** Chinese as it is written in Taiwan and Hong Kong. */
export const isTraditional = (tag: string): boolean => /^zh.*(hant|tw|hk|mo)/i.test(tag)

/** Chinese unless the browser asks for English. */
export const languageOf = (tag: string): Language => (/^en\b/i.test(tag) ? 'en' : 'zh')
