import { languageOf } from '../shared/index.ts'
import { en } from './texts-en.ts'
import { type Texts, zh } from './texts-zh.ts'

export const language = languageOf(navigator.language)

/** What stands on the page, in the reader's language. */
export const texts: Texts = language === 'en' ? en : zh
