import { createSounds } from '../sounds.ts'
import { type CatalogueItem, indexNames, type NameIndex } from './product-names.ts'
import type { Find } from './readable.ts'

interface Match {
  readonly product: string | undefined
  readonly start: number
  readonly end: number
}

/**
 * Products of the shop, by id. Names may lack one inner character or have one of the same sound, as
 * people type them (电淘炉). The longest name has the characters; where names of one length overlap, or
 * a name is of several products, nothing is found.
 */
export const createProductFinder = (
  products: readonly CatalogueItem[],
): ((text: string) => Find[]) => {
  const { exact, gapped } = indexNames(products)
  const soundOf = createSounds()
  const sounding = bySound(exact, soundOf)
  const lengths = [...new Set([...exact.keys(), ...gapped.keys()].map((name) => name.length))]
  return (text) => {
    const matches: Match[] = []
    const sounds = text.replace(/[\u4e00-\u9fff]/g, soundOf)
    for (const length of lengths) {
      for (let start = 0; start + length <= text.length; start++) {
        const end = start + length
        const words = text.slice(start, end)
        if (exact.has(words)) matches.push({ product: exact.get(words), start, end })
        else if (gapped.has(words)) matches.push({ product: gapped.get(words), start, end })
        else {
          const heard = sounding.get(sounds.slice(start, end))
          const meant = heard?.filter(({ name }) => isOneOff(name, words)) ?? []
          const owners = new Set(meant.map(({ product }) => product))
          if (meant.length > 0) {
            matches.push({ product: owners.size === 1 ? meant[0]?.product : undefined, start, end })
          }
        }
      }
    }
    return together(longest(matches, text.length))
  }
}

interface Name {
  readonly name: string
  readonly product: string | undefined
}

const bySound = (names: NameIndex, soundOf: (char: string) => string): Map<string, Name[]> => {
  const sounding = new Map<string, Name[]>()
  for (const [name, product] of names) {
    if (name.length < 3) continue
    const sound = [...name].map(soundOf).join('')
    sounding.set(sound, [...(sounding.get(sound) ?? []), { name, product }])
  }
  return sounding
}

const isOneOff = (name: string, words: string): boolean => {
  let off = 0
  for (let at = 0; at < name.length; at++) if (name[at] !== words[at]) off += 1
  return off === 1
}

/** Matches that no longer one overlaps, nor one as long of another product. */
const longest = (matches: readonly Match[], length: number): Match[] => {
  const cover = new Array<number>(length).fill(0)
  const owner = new Array<string | undefined>(length).fill(undefined)
  for (const { product, start, end } of matches) {
    for (let at = start; at < end; at++) {
      const size = cover[at] ?? 0
      if (end - start < size) continue
      owner[at] = end - start === size && owner[at] !== product ? undefined : product
      cover[at] = end - start
    }
  }
  return matches.filter(({ product, start, end }) => {
    if (product === undefined) return false
    for (let at = start; at < end; at++) {
      if (cover[at] !== end - start || owner[at] !== product) return false
    }
    return true
  })
}

/** Pieces of one name that overlap or touch are one find. */
const together = (matches: readonly Match[]): Find[] => {
  const finds: Find[] = []
  for (const { product = '', start, end } of matches.toSorted((a, b) => a.start - b.start)) {
    const last = finds.at(-1)
    if (last !== undefined && last.value === product && start <= last.end) {
      finds[finds.length - 1] = { ...last, end: Math.max(last.end, end) }
    } else finds.push({ value: product, start, end })
  }
  return finds
}
