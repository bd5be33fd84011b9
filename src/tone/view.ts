import type { ToneFinding, ToneSituation } from '../model/tone.ts'
import { createToneReader, squeezeReply, type Tone, type ToneCategory } from '../playbook/index.ts'
import { foldInPlace } from '../understanding/index.ts'
import { betterFor } from './better.ts'
import type { Excuses } from './likeness.ts'
import { foldLookAlikes } from './look-alikes.ts'
import type { Piece } from './sentences.ts'

type Reader = ReturnType<typeof createToneReader>

/** A category, and what reads a text for it. */
export interface CategoryReader {
  readonly category: ToneCategory
  readonly read: Reader
}

export const createReaders = (tone: Tone): readonly CategoryReader[] =>
  tone.categories.map((category) => ({
    category,
    read: createToneReader(
      {
        ...category,
        patterns: category.patterns.map(({ text }) => text),
        alone: category.alone.map(({ text }) => text),
      },
      tone.courtesy,
    ),
  }))

/** By the words around it alone: whether a whole sentence is excused from a category. */
export const excusesOf =
  (readers: readonly CategoryReader[]): Excuses =>
  (sentence, id) => {
    const read = readers
      .find(({ category }) => category.id === id)
      ?.read(squeezeReply(plain(sentence)))
    return read?.excuses({ start: 0, end: sentence.length }) ?? false
  }

export type Read = ReturnType<Reader> & CategoryReader

/** A text as it is looked at. */
export interface View {
  readonly text: string
  readonly folded: string
  readonly situation: ToneSituation
  readonly reads: readonly Read[]
}

export const viewOf = (
  text: string,
  { readers, situation }: Pick<View, 'situation'> & { readonly readers: readonly CategoryReader[] },
): View => {
  const folded = plain(text)
  const squeezed = squeezeReply(folded)
  const reads = readers.map((reader) => ({ ...reader, ...reader.read(squeezed) }))
  return { text, folded, situation, reads }
}

/** Simplified, half width, lower case and in Latin letters; every character keeps its place. */
export const plain = (text: string) => foldInPlace(foldLookAlikes(text), text.length)

interface Found {
  readonly category: ToneCategory
  readonly piece: Piece
  readonly source: string
  readonly strength: ToneFinding['strength']
}

export const finding = (view: View, { category, piece, source, strength }: Found): ToneFinding => {
  const { text, situation } = view
  const { start } = piece
  const end = endOfCharacter(text, piece.end)
  return {
    category: category.id,
    title: category.title,
    words: text.slice(start, end),
    start,
    end,
    why: category.why,
    better: betterFor(category, { text, piece, situation }),
    strength,
    source,
  }
}

/** Some characters take two places. */
const endOfCharacter = (text: string, end: number): number =>
  /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(end - 1, end + 1)) ? end + 1 : end
