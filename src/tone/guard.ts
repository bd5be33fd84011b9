import type { ToneFinding, ToneReport } from '../model/tone.ts'
import {
  createToneReader,
  squeezeReply,
  type ToneCategory,
  withoutQuotes,
} from '../playbook/index.ts'
import { foldInPlace, type Trainer } from '../understanding/index.ts'
import { betterFor } from './better.ts'
import { type Excuses, type Lessons, type Likeness, learnLikeness } from './likeness.ts'
import { rewritten } from './rewrite.ts'
import { clausesAround, type Piece, sentencesOf } from './sentences.ts'

/** Looks at what an agent is about to send. */
export interface ToneGuard {
  check(text: string): Promise<ToneReport>
  /** When it also knows what is like the examples; until then it knows the phrases alone. */
  readonly learned: Promise<void>
}

/** Made for one revision of the playbook; of use at once. */
export const createToneGuard = (lessons: Lessons, train: Trainer['train']): ToneGuard => {
  const { tone } = lessons
  const readers = tone.categories.map((category) => ({
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
  let likeness: Likeness | undefined
  const excuses: Excuses = (sentence, id) => {
    const read = readers
      .find(({ category }) => category.id === id)
      ?.read(squeezeReply(plain(sentence)))
    return read?.excuses({ start: 0, end: sentence.length }) ?? false
  }
  const learned = learnLikeness(lessons, excuses, train).then((knows) => {
    likeness = knows
  })
  return {
    learned,
    check: async (text) => {
      const folded = plain(text)
      const squeezed = squeezeReply(folded)
      const reads = readers.map(({ category, read }) => ({ category, read, ...read(squeezed) }))
      const said = reads.flatMap((read) => saidIn(text, read))
      const alike = likeness ? await alikeIn(text, { folded, said, reads, likeness }) : []
      const bare = bareIn(text, { folded, said, reads })
      const findings = [...said, ...bare, ...alike].sort(
        (a, b) => a.start - b.start || a.end - b.end,
      )
      return { findings, rewrite: rewritten(text, findings, bare) }
    },
  }
}

type Reader = ReturnType<typeof createToneReader>
type Read = ReturnType<Reader> & { readonly category: ToneCategory; readonly read: Reader }

/** By the phrases of a category. */
const saidIn = (
  text: string,
  { category, hits }: Pick<Read, 'category' | 'hits'>,
): readonly ToneFinding[] =>
  hits.map((hit) => {
    const source = category[hit.list][hit.at]?.source ?? category.source
    return finding({ text, category, piece: hit, source, strength: category.strength })
  })

/**
 * What is meant only where nothing else is said, beside what was found already: of 「没办法，自己看」
 * 「没办法」 too is all there is.
 */
const bareIn = (
  text: string,
  { folded, said, reads }: Omit<Looking, 'likeness'>,
): readonly ToneFinding[] => {
  if (said.length === 0) return []
  let others = folded
  for (const found of said) {
    const { start, end } = clausesAround(text, found)
    others = others.slice(0, start) + '，'.repeat(end - start) + others.slice(end)
  }
  const squeezed = squeezeReply(others)
  return reads.flatMap(({ category, read, excuses }) => {
    const hits = read(squeezed).hits.filter((hit) => hit.list === 'alone' && !excuses(hit))
    return saidIn(text, { category, hits })
  })
}

interface Looking {
  readonly folded: string
  readonly said: readonly ToneFinding[]
  readonly reads: readonly Read[]
  readonly likeness: Likeness
}

/** Sentences in which no phrase was found and which are like the examples of a category. */
const alikeIn = async (text: string, { folded, said, reads, likeness }: Looking) => {
  const found: ToneFinding[] = []
  const unquoted = withoutQuotes(folded)
  for (const piece of sentencesOf(unquoted)) {
    if (said.some(({ start, end }) => start < piece.end && piece.start < end)) continue
    const id = await likeness(unquoted.slice(piece.start, piece.end))
    const read = reads.find(({ category }) => category.id === id)
    if (read === undefined || read.excuses(piece)) continue
    const { category } = read
    // A mere likeness keeps nobody from sending.
    found.push(finding({ text, category, piece, source: category.source, strength: 'warn' }))
  }
  return found
}

const plain = (text: string) => foldInPlace(text, text.length)

interface Found {
  readonly text: string
  readonly category: ToneCategory
  readonly piece: Piece
  readonly source: string
  readonly strength: ToneFinding['strength']
}

const finding = ({ text, category, piece, source, strength }: Found): ToneFinding => ({
  category: category.id,
  title: category.title,
  words: text.slice(piece.start, piece.end),
  start: piece.start,
  end: piece.end,
  why: category.why,
  better: betterFor(category, text, piece),
  strength,
  source,
})
