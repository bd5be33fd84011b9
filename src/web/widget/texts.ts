import { languageOf } from '../shared/index.ts'
import { place } from './place.ts'
import { type Texts, zh } from './texts-zh.ts'

/** What stands on the page, in the reader's language; only who needs English downloads it. */
export const texts: Texts =
  languageOf(place.language ?? navigator.language) === 'en'
    ? (await import('./texts-en.ts')).en
    : zh

/** The words of a part that is downloaded later, in the page's language. */
export const spoken = <Words>({ zh, en }: { readonly zh: Words; readonly en: Words }): Words =>
  texts.lang === 'en' ? en : zh
