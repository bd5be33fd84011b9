import type { IntentScore } from '../../model/understanding.ts'
import type { Heard } from './heard.ts'
import { literally, mentioned } from './words.ts'

/** Why a message is taken to tell of danger to people; undefined where it is not. */
export const dangerIn = (heard: Heard): string | undefined => {
  const { safety, figurative } = heard.situation.playbook.handoff
  const said = literally(heard.text, figurative)
  const word = mentioned(said, safety.words, safety.not_words)
  if (word !== undefined) return `出现安全词「${word}」`
  return meantAtAll(heard, safety) === undefined ? undefined : '这句话说的是人身安全问题'
}

interface Meant {
  readonly intents: readonly string[]
  readonly not_words: readonly string[]
}

/** Below it the likeliest of many is still unlikely: 「芡实糕」 is no accident, whatever it was read in. */
const likely = 0.4

/**
 * Whether one of `intents` is what the customer most likely means, sure or not, or surely means with
 * any clause: one person called in vain costs less than one who is not called. Where the operators
 * say of the very words that they do not mean it, that stands.
 */
export const meantAtAll = ({ understanding }: Heard, meant: Meant): IntentScore | undefined => {
  if (understanding === undefined || understanding.outcome === 'reject') return undefined
  const { ranking, matters, text } = understanding
  const whole = ranking
    .slice(0, 1)
    .filter(({ confidence }) => confidence >= likely)
    .map((score) => ({ ...score, words: text }))
  const clauses = matters.map((matter) => ({
    ...matter,
    words: text.slice(matter.start, matter.end),
  }))
  return [...whole, ...clauses].find(
    ({ intent, words }) =>
      meant.intents.includes(intent) && mentioned(words, meant.not_words) === undefined,
  )
}
