import type { Lexicon } from '../../playbook/index.ts'
import { normalise } from '../normalise.ts'

/** 「不要退款」 wishes none, 「没坏」 has no such fault: `intents/lexicon.yaml`. */
type Deniable = Pick<Lexicon, 'wishes' | 'faults'>

/** What stands for words that were denied: a sign that no customer types. */
const deniedSign = '⊘'

/** A normalised text with its denied words taken out: 「不要退款 重新发一个」 becomes 「⊘ 重新发一个」. */
export type TakeDeniedOut = (normalised: string) => string

/**
 * A wish is denied by words that refuse, a fault by words that say it is not so. 「没退款」 is not
 * denied, it complains; nor is what is asked with 要不要, 有没有, 是不是.
 */
export const createTakeDeniedOut = ({ wishes, faults }: Deniable): TakeDeniedOut => {
  const patterns = [
    ...patternOf(`(?:${refusals})(?:${between})*`, wishes),
    ...patternOf(noMore, wishes, '(?:掉)?(?:了|啦)(?![吗么嘛?])'),
    ...patternOf(`(?:${negations})(?:${between})*`, faults),
  ]
  return (normalised) =>
    patterns.reduce((text, pattern) => text.replace(pattern, deniedSign), normalised)
}

const refusals = [
  '(?<!要)不要',
  '(?<!用)不用',
  '(?:不|无)需要?',
  '不必',
  '(?<![特识区辨级类个])别(?![的人处])',
  '(?<!想)不想',
  '不打算',
  '没(?:有)?(?:说|想|打算|有要)',
  '(?<![是这])不是(?:要|来|想|问|说)',
  '不会',
  '不给',
  '不差',
].join('|')

/** 「不取消了」 wants it no more; 「怎么不退了」 and 「给不退了」 complain. */
const noMore = '(?<![还能么啥咋给可会说])不'

const negations = ['(?<!有)没有?', '(?<![是这])不是', '并没有?', '毫无', '(?<!有)无'].join('|')

/** What may stand between: 「别再给我退款」, 「不用你们赔偿」. */
const between = '再|又|给|我|你|您|们|帮|要|来|去|说|转|派|做|急着|特意|任何|什么|那点|多'

const patternOf = (
  before: string,
  words: readonly string[],
  after = '(?:掉|了|的|啦|吧)*',
): readonly RegExp[] => {
  const known = [...new Set(words.map(normalise))].filter((word) => word !== '')
  if (known.length === 0) return []
  const longestFirst = known.sort((a, b) => b.length - a.length).map(escaped)
  return [new RegExp(`(?:${before})(?:${longestFirst.join('|')})${after}`, 'gu')]
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
