import {
  type Phrase,
  placesOf,
  readPhrase,
  type Span,
  type Squeezed,
  squeeze,
} from '../model/phrase.ts'
import type { ToneRules } from './schema/index.ts'

/** The words of one way of writing, as `replies/tone.yaml` has them. */
type ToneWords = Pick<
  ToneRules['categories'][number],
  'patterns' | 'alone' | 'not_patterns' | 'unless'
>

/** Where a phrase was found; spans are of the text as it was given. */
interface ToneHit extends Span {
  /** Which phrase of which list. */
  readonly list: 'patterns' | 'alone'
  readonly at: number
}

interface ToneRead {
  /** In order; no two overlap. */
  readonly hits: readonly ToneHit[]
  /** Whether the words around a piece of the text say that it is not meant. */
  excuses(piece: Span): boolean
}

/** Letters beside the phrase and the courtesy that `alone` still puts up with: a slip. */
const mostLettersBeside = 1

/** Looks for the words of one way of writing in a reply that `squeezeReply` has read. */
export const createToneReader = (
  words: ToneWords,
  courtesy: readonly string[],
): ((reply: Squeezed) => ToneRead) => {
  const [patterns, alone] = [phrases(words.patterns), phrases(words.alone)]
  const [exceptions, reasons] = [phrases(words.not_patterns), phrases(words.unless)]
  const polite = [...courtesy].sort((a, b) => b.length - a.length)
  return ({ text, places }) => {
    const inText = ({ start, end }: Span): Span => ({
      start: places[start] ?? 0,
      end: (places[end - 1] ?? 0) + 1,
    })
    let except: readonly Span[] | undefined
    const excuses = (piece: Span): boolean => {
      except ??= isSaid(reasons, text) ? [everywhere] : findAll(exceptions, text).map(inText)
      return except.some((each) => overlap(each, piece))
    }
    const found = [
      ...findAll(patterns, text).map((hit) => ({ ...hit, list: 'patterns' as const })),
      ...findAll(alone, text)
        .filter((hit) => lettersBeside(text, hit, polite) <= mostLettersBeside)
        .map((hit) => ({ ...hit, list: 'alone' as const })),
    ]
    const hits = found.map((hit) => ({ ...hit, ...inText(hit) })).filter((hit) => !excuses(hit))
    return { hits: apart(hits), excuses }
  }
}

/**
 * A reply as phrases see it, without what it quotes of the customer or of a page: 「您说“加微信”」.
 * Other quotation marks hide nothing: 「搜“加微信”」. `text`: simplified and in lower case, every
 * character in its place.
 */
export const squeezeReply = (text: string): Squeezed => squeeze(withoutQuotes(text))

/** The text with commas in place of what it quotes; its length stays. */
export const withoutQuotes = (text: string): string =>
  text.replace(quotation, (whole, quoted: string) => {
    const begins = whole.length - quoted.length - 1
    return `${whole.slice(0, begins)}${'，'.repeat(quoted.length)}${whole.slice(-1)}`
  })

const quotation =
  /(?:您|你|亲|顾客|客户|买家|评价|页面|系统|平台|短信)[^。！？!?\n「『“"]{0,6}(?:说|讲|问|写|提到|反馈|显示|提示|描述|标)[^。！？!?\n「『“"]{0,4}[「『“"]([^「『“」』”"\n]{1,80})[」』”"]/g

interface Numbered {
  readonly at: number
  readonly phrase: Phrase
}

/** What is no phrase was refused when the playbook was checked. */
const phrases = (written: readonly string[]): readonly Numbered[] =>
  written.flatMap((text, at) => {
    const phrase = readPhrase(text)
    return 'fault' in phrase ? [] : [{ at, phrase }]
  })

const everywhere: Span = { start: 0, end: Number.POSITIVE_INFINITY }

const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end

/** Right before a reason these take it back: 「不能换」 offers nothing, 「没法给您改」 neither. */
const denial = /(?:(?<!要)不|没|没法|无法|没办法|不能|不会|不可以|不可能)$/

const isSaid = (numbered: readonly Numbered[], text: string) =>
  numbered.some(({ phrase }) =>
    placesOf(phrase, text).some(
      ({ start }) => !denial.test(text.slice(Math.max(0, start - 4), start)),
    ),
  )

const findAll = (numbered: readonly Numbered[], text: string) =>
  numbered.flatMap(({ at, phrase }) => placesOf(phrase, text).map((span) => ({ ...span, at })))

const lettersBeside = (text: string, { start, end }: Span, polite: readonly string[]): number => {
  let rest = `${text.slice(0, start)},${text.slice(end)}`
  for (const word of polite) rest = rest.replaceAll(word, ',')
  return rest.replace(/[,。 ]/g, '').length
}

/** Of hits that overlap the longest. */
const apart = (hits: readonly ToneHit[]): readonly ToneHit[] => {
  const kept: ToneHit[] = []
  const longestFirst = [...hits].sort((a, b) => b.end - b.start - (a.end - a.start))
  for (const hit of longestFirst) {
    if (!kept.some((each) => overlap(each, hit))) kept.push(hit)
  }
  return kept.sort((a, b) => a.start - b.start)
}
