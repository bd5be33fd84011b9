import { languageOf } from '../shared/index.ts'
import { en } from './texts-en.ts'
import { type Texts, zh } from './texts-zh.ts'

export const language = languageOf(navigator.language)

/** Of words in both, those of the reader. */
export const spoken = <Words>({ zh, en }: { readonly zh: Words; readonly en: Words }): Words =>
  language === 'en' ? en : zh

/** What stands on the page, in the reader's language. */
export const texts: Texts = language === 'en' ? en : zh
