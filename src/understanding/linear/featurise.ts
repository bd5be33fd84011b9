import type { Lexicon } from '../../playbook/index.ts'
import { createSounds } from '../sounds.ts'
import { stem } from '../stem.ts'
import { createConceptFinder } from './concepts.ts'
import { createTakeDeniedOut } from './denials.ts'

export const noLexicon: Lexicon = { groups: [], wishes: [], faults: [], subjects: [] }

/**
 * The features of a normalised text, by kind. Each kind is weighed on its own, so that a long text's
 * many n-grams do not drown its few concepts.
 */
export type Featurise = (
  normalised: string,
) => readonly [
  grams: readonly string[],
  words: readonly string[],
  concepts: readonly string[],
  sounds: readonly string[],
]

/** What a kind of feature counts next to the n-grams. Measured: docs/understanding.md. */
export const kindWeights = [1, 1, 0.2, 0.3] as const

/**
 * Chinese is read as characters and pairs of characters, and as pairs of sounds, because people
 * mistype by sound (推款 for 退款). A text in Latin letters, which has words, is read as pieces of
 * words and as stems, pairs of neighbours and pairs within ten words.
 */
export const createFeaturise = (lexicon: Lexicon): Featurise => {
  const conceptsIn = createConceptFinder(lexicon.groups)
  const takeDeniedOut = createTakeDeniedOut(lexicon)
  return (normalised) => {
    const text = takeDeniedOut(withoutCourtesy(normalised))
    if (!isLatin(text)) return [gramsOf(text), [], conceptsIn(text), soundPairs(text)]
    const words = text.match(word) ?? []
    return [words.flatMap(piecesOf), wordFeatures(words.map(stem)), conceptsIn(text), []]
  }
}

/** What the classifier sees of a text, to show to people. */
export const featuresOf = (normalised: string, lexicon: Lexicon) => {
  const [grams, words, concepts] = createFeaturise(lexicon)(normalised)
  const pieces = words.length > 0 ? words : grams.filter((gram) => !/[\^$]/.test(gram))
  return { pieces: [...new Set(pieces)], concepts: [...new Set(concepts)] }
}

/** 「你好，请问…」 says nothing of what is wanted, unless there is little else. */
const withoutCourtesy = (text: string): string => {
  const rest = text.replace(courtesy, '')
  return rest.length >= 3 ? rest : text
}

const courtesy =
  /^(?:你好|您好|亲|在吗|在么|请问|请教|哈喽|客服|那个|麻烦|我?想?(?:咨询|问)一?下|咨询|[啊呀哦嗯~! ])+/

const word = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N} ]/gu

const isLatin = (text: string): boolean =>
  /\p{Script=Latin}/u.test(text) && !/[^\P{L}\p{Script=Latin}]/u.test(text)

/** Characters and pairs of characters, with the text's two ends marked. */
const gramsOf = (text: string): string[] => {
  const padded = `^${text}$`
  const grams: string[] = []
  for (let at = 1; at < padded.length; at++) {
    const char = padded[at] ?? ''
    if (at < padded.length - 1 && char !== ' ') grams.push(char)
    grams.push(padded.slice(at - 1, at + 1))
  }
  return grams
}

const soundOf = createSounds()

/** Pairs of syllables, tones aside, each written as one character of that sound. */
const soundPairs = (text: string): string[] => {
  const sounds = `^${Array.from(text, soundOf).join('')}$`
  return Array.from({ length: sounds.length - 1 }, (_, at) => sounds.slice(at, at + 2))
}

const longestPiece = 5

/** Two to five neighbouring letters of a word whose ends are marked. */
const piecesOf = (word: string): string[] => {
  const padded = ` ${word} `
  const pieces: string[] = []
  for (let length = 2; length <= longestPiece; length++) {
    for (let at = 0; at + length <= padded.length; at++) pieces.push(padded.slice(at, at + length))
  }
  return pieces
}

const reach = 10

const wordFeatures = (stems: readonly string[]): string[] => {
  const features: string[] = []
  for (let at = 0; at <= stems.length; at++) {
    const word = stems[at]
    features.push(`${stems[at - 1] ?? '^'} ${word ?? '$'}`)
    if (word === undefined) continue
    features.push(word)
    for (const other of stems.slice(at + 1, at + reach)) {
      features.push(word < other ? `${word}|${other}` : `${other}|${word}`)
    }
  }
  return features
}
