import { languageOf } from '../shared/index.ts'
import { type Texts, zh } from './texts-zh.ts'

/** What stands on the page, in the reader's language; only who needs English downloads it. */
export const texts: Texts =
  languageOf(navigator.language) === 'en' ? (await import('./texts-en.ts')).en : zh
