import type { ToneFinding, ToneSituation } from '../model/tone.ts'
import { squeezeReply, withoutQuotes } from '../playbook/index.ts'
import type { Likeness } from './likeness.ts'
import { clausesAround, type Piece, sentencesOf } from './sentences.ts'
import { type CategoryReader, finding, plain, type Read, type View, viewOf } from './view.ts'

export interface Seen {
  /** In the order of the text. */
  readonly findings: readonly ToneFinding[]
  /** Those of them that are answered with the others. */
  readonly bare: readonly ToneFinding[]
}

interface Looking {
  readonly readers: readonly CategoryReader[]
  readonly likeness: Likeness | undefined
  readonly situation: ToneSituation
}

/** Everything in a text that a customer should not read. */
export const look = async (text: string, looking: Looking): Promise<Seen> => {
  const { readers, likeness, situation } = looking
  const view = viewOf(text, { readers, situation })
  const said = view.reads.flatMap((read) => saidIn(view, read))
  const split = splitIn(view).filter((each) => !said.some((other) => overlap(each, other)))
  const bare = bareIn(view, said)
  const alike = likeness ? await alikeIn(view, [...said, ...split, ...bare], likeness) : []
  const all = [...said, ...split, ...bare, ...alike]
  return { bare, findings: all.sort((a, b) => a.start - b.start || a.end - b.end) }
}

/** By the phrases of a category. */
const saidIn = (
  view: View,
  { category, hits }: Pick<Read, 'category' | 'hits'>,
): readonly ToneFinding[] =>
  hits.map((hit) => {
    const source = category[hit.list][hit.at]?.source ?? category.source
    return finding(view, { category, piece: hit, source, strength: category.strength })
  })

/**
 * What is meant only where nothing else is said, beside what was found already: of 「没办法，自己看」
 * 「没办法」 too is all there is.
 */
const bareIn = (view: View, said: readonly ToneFinding[]): readonly ToneFinding[] => {
  if (said.length === 0) return []
  const squeezed = squeezeReply(withCommas(view, said))
  return view.reads.flatMap(({ category, read, excuses }) => {
    const hits = read(squeezed).hits.filter((hit) => hit.list === 'alone' && !excuses(hit))
    return saidIn(view, { category, hits })
  })
}

/** Commas in place of the clauses in which something was found. */
const withCommas = ({ text, folded }: View, said: readonly ToneFinding[]): string => {
  let others = folded
  for (const found of said) {
    const { start, end } = clausesAround(text, found)
    others = others.slice(0, start) + '，'.repeat(end - start) + others.slice(end)
  }
  return others
}

/** Who splits a contact writes little at a time. */
const longestHalf = 20

/**
 * What is forbidden and begins in the agent's last message: 「加我微」, then 「信 abc123」. Two sentences
 * can come together by chance, so nobody is kept from sending it.
 */
const splitIn = (view: View): readonly ToneFinding[] => {
  const { text, folded, situation } = view
  const before = plain(situation.before ?? '').replace(/[^\p{L}\p{N}]+$/u, '')
  if (before === '' || before.length > longestHalf || situation.before === text) return []
  const rest = folded.replace(/^[^\p{L}\p{N}]+/u, (signs) => ' '.repeat(signs.length))
  const squeezed = squeezeReply(before + rest)
  return view.reads
    .filter(({ category }) => category.strength === 'forbid')
    .flatMap(({ category, read }) =>
      read(squeezed)
        .hits.filter((hit) => hit.start < before.length && before.length < hit.end)
        .map((hit) => {
          const piece = { start: 0, end: hit.end - before.length }
          const source = category[hit.list][hit.at]?.source ?? category.source
          return finding(view, { category, piece, source, strength: 'warn' })
        }),
    )
}

/** What no phrase was found in and is like the examples of a category: sentences, or what is left of them. */
const alikeIn = async (view: View, said: readonly ToneFinding[], likeness: Likeness) => {
  const found: ToneFinding[] = []
  const unquoted = withoutQuotes(withCommas(view, said))
  for (const sentence of sentencesOf(unquoted)) {
    const piece = withoutSigns(unquoted, sentence)
    const id = await likeness(unquoted.slice(piece.start, piece.end))
    const read = view.reads.find(({ category }) => category.id === id)
    if (read === undefined || read.excuses(piece)) continue
    const { category } = read
    // A mere likeness keeps nobody from sending.
    found.push(finding(view, { category, piece, source: category.source, strength: 'warn' }))
  }
  return found
}

/** Without the commas that stand at its ends. */
const withoutSigns = (text: string, { start, end }: Piece): Piece => {
  const words = text.slice(start, end)
  const before = words.length - words.replace(/^[\s，]+/, '').length
  return { start: start + before, end: start + words.replace(/[\s，]+$/, '').length }
}

const overlap = (a: Piece, b: Piece): boolean => a.start < b.end && b.start < a.end
