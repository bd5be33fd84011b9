import { isTraditional, languageOf } from '../shared/index.ts'
import { place } from './place.ts'
import { type Texts, zh } from './texts-zh.ts'

const tag = place.language ?? navigator.language

/**
 * What stands on the page, in the reader's language; only who needs another one downloads it. Where
 * that does not come, Chinese is better than nothing.
 */
export const texts: Texts = await load().catch(() => zh)

async function load(): Promise<Texts> {
  if (languageOf(tag) === 'en') return (await import('./texts-en.ts')).en
  return isTraditional(tag) ? (await import('./texts-zh.ts?tw')).words : zh
}

/** The words of a part that is downloaded later, in the page's language. */
export async function spoken<Words>({ zh, en, tw }: Spoken<Words>): Promise<Words> {
  if (texts.lang === 'zh-CN') return zh
  const load = texts.lang === 'en' ? en : tw
  return load().then(
    ({ words }) => words,
    () => zh,
  )
}

interface Spoken<Words> {
  readonly zh: Words
  readonly en: () => Promise<{ readonly words: Words }>
  /** Made of `zh` when the page is built. */
  readonly tw: () => Promise<{ readonly words: Words }>
}
