import { literally, mentioned, plain } from '../../model/mentioned.ts'
import type { Understanding } from '../../model/understanding.ts'
import type { HandoffRules } from '../../playbook/index.ts'

/**
 * What a message means where danger in it is only a manner of speaking: the classifier knows
 * 「肚子疼」 from people who are ill. Unchanged where a word of danger is left without it.
 */
export const meantLiterally = (
  understanding: Understanding,
  { safety, figurative }: HandoffRules,
): Understanding => {
  const restOf = (words: string) => literally(words, figurative)
  const isFigure = (words: string) =>
    restOf(words) !== plain(words) &&
    mentioned(restOf(words), safety.words, safety.not_words) === undefined
  const { text, outcome } = understanding
  if (!isFigure(text)) return understanding
  const isDanger = ({ intent }: { readonly intent: string }) => safety.intents.includes(intent)
  const matters = understanding.matters.filter(
    (matter) => !(isDanger(matter) && isFigure(text.slice(matter.start, matter.end))),
  )
  const [top] = understanding.ranking
  const left = restOf(text).replace(/[^\p{L}\p{N}]/gu, '').length
  // Much else may still mean danger, in words that nobody has listed.
  const isAll = left <= aFewWords || matters.length > 0
  if (top === undefined || !isDanger(top) || !isAll) return { ...understanding, matters }
  const ranking = understanding.ranking.filter((score) => !isDanger(score))
  if (matters.length > 0) return { ...understanding, matters, ranking }
  const nothing = left <= aSigh || outcome === 'reject' ? 'reject' : 'clarify'
  return { ...understanding, matters, ranking, outcome: nothing }
}

const aFewWords = 8
const aSigh = 3
