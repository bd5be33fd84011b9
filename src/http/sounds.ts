import { pinyin } from 'pinyin-pro'

/** How Chinese words are found with letters. */
export interface Sounds {
  readonly initials: string
  readonly pinyin: string
}

export function soundsOf(title: string): Sounds {
  const known = sounds.get(title)
  if (known !== undefined) return known
  const read = (pattern: 'first' | 'pinyin') =>
    pinyin(title, { pattern, toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
      .join('')
      .replace(/\s/g, '')
      .toLowerCase()
  const found = { initials: read('first'), pinyin: read('pinyin') }
  sounds.set(title, found)
  return found
}

/** Titles are as few as operators write, names as few as people work here. */
const sounds = new Map<string, Sounds>()
