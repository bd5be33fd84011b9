import type { Product } from '../../model/order.ts'
import { readable } from './readable.ts'

export type CatalogueItem = Pick<Product, 'productId' | 'title' | 'aliases'>

/** Words of the catalogue and whose they are; `undefined` where several products may be meant. */
export type NameIndex = ReadonlyMap<string, string | undefined>

interface ProductNames {
  /** What is matched as it stands. */
  readonly exact: NameIndex
  /** Aliases and titles of five to eight characters with one inner character left out. */
  readonly gapped: NameIndex
}

/**
 * What names a product: an alias; a part of its title of four characters or more, any four of them
 * in a row, or its last three. Shorter parts of a title are 新款 and 包邮. A word that stands in the
 * names of two products names neither.
 */
export const indexNames = (products: readonly CatalogueItem[]): ProductNames => {
  const owners = new Map<string, string | undefined>()
  const exact = new Set<string>()
  const gapped = new Map<string, string | undefined>()
  for (const { productId, title, aliases } of products) {
    const titles = partsOf(title).filter((part) => part.length >= shortestTitle)
    const names = [...titles, ...aliases.flatMap(partsOf)]
    for (const name of names) {
      exact.add(name)
      for (const piece of piecesOf(name)) claim(owners, piece, productId)
      for (const without of gapsOf(name)) claim(gapped, without, productId)
    }
    for (const part of titles) {
      exact.add(part.slice(-3))
      for (let at = 0; at + shortestTitle <= part.length; at++) {
        exact.add(part.slice(at, at + shortestTitle))
      }
    }
  }
  return { exact: new Map([...exact].map((name) => [name, owners.get(name)])), gapped }
}

const shortestTitle = 4
const longestName = 24

const claim = (owners: Map<string, string | undefined>, piece: string, productId: string): void => {
  owners.set(piece, owners.has(piece) && owners.get(piece) !== productId ? undefined : productId)
}

/** Names between spaces and signs, without what stands in brackets; figures alone name nothing. */
const partsOf = (name: string): string[] =>
  readable(name)
    .replace(/[(【[][^)】\]]*[)】\]]/g, ' ')
    .split(/[^\p{Script=Han}A-Z0-9]+/u)
    .map((part) => part.slice(0, longestName))
    .filter((part) => /\p{Script=Han}{2}/u.test(part) || /^(?=.*\d)[A-Z][A-Z0-9]{3,}$/.test(part))

/** Every two to four characters in a row, and the whole. */
const piecesOf = (name: string): string[] => {
  const pieces = [name]
  for (let length = 2; length <= shortestTitle; length++) {
    for (let at = 0; at + length <= name.length; at++) pieces.push(name.slice(at, at + length))
  }
  return pieces
}

const gapsOf = (name: string): string[] => {
  if (name.length < 5 || name.length > 8) return []
  return [...name.slice(1, -1)].map((_, at) => name.slice(0, at + 1) + name.slice(at + 2))
}
