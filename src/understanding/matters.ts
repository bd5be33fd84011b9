import type { IntentId } from '../model/ids.ts'
import type { Entity, Matter, Mood } from '../model/understanding.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { outcomeOf } from './outcome.ts'
import type { Classification } from './understand.ts'

export interface Judge {
  classify(text: string): Promise<Classification>
  /** Whether an intent is something to be done, and no greeting, thanks, yes or no. */
  isRequest(intent: IntentId): boolean
}

interface Heard {
  readonly text: string
  readonly whole: Classification
  readonly mood: Mood
  readonly judge: Judge
}

/**
 * A clause alone says less than a message, so it has to be surer, and the message as a whole must
 * point its way too. How much of it is right, and found: docs/understanding.md.
 */
const sureOfClause = 0.85
const amongTheLikeliest = 6

/**
 * Everything that a message surely asks for: what its clauses say one by one, and what it says as a
 * whole, in the order it is said. Thanks and greetings count where nothing is asked for.
 */
export const mattersOf = async ({
  text,
  whole,
  mood,
  judge,
}: Heard): Promise<readonly Matter[]> => {
  const likeliest = new Set(whole.ranking.slice(0, amongTheLikeliest).map(({ intent }) => intent))
  const clauses = clausesOf(text)
  const saying = clauses.length > 1 ? clauses.filter((clause) => !isMoodAlone(clause, mood)) : []
  const matters: Matter[] = []
  for (const { text: words, start, end } of saying) {
    const said = await judge.classify(words)
    const [best] = said.ranking
    if (best === undefined || best.confidence < sureOfClause || outcomeOf(said) !== 'answer')
      continue
    const known = matters.some(({ intent }) => intent === best.intent)
    if (known || !judge.isRequest(best.intent) || !likeliest.has(best.intent)) continue
    matters.push({ ...best, start, end })
  }
  const [top] = whole.ranking
  if (top === undefined || outcomeOf(whole) !== 'answer') return matters
  const told = matters.findIndex(({ intent }) => intent === top.intent)
  if (told >= 0) return matters.map((matter, at) => (at === told ? { ...matter, ...top } : matter))
  if (matters.length > 0 && !judge.isRequest(top.intent)) return matters
  // No single clause says it: it is what the message is about.
  return [{ ...top, start: 0, end: text.length }, ...matters]
}

/**
 * 「那个紫砂壶到哪了，4532195464172363145」 gives a number and asks for something: what is left without
 * the number tells what.
 */
export const matterBeside = async (
  numbers: readonly Entity[],
  text: string,
  judge: Judge,
): Promise<readonly Matter[]> => {
  if (numbers.length === 0) return []
  const rest = numbers.reduce((left, { text: number }) => left.replace(number, ' '), text).trim()
  if ([...rest].length <= fewestWords) return []
  const said = await judge.classify(rest)
  const [best] = said.ranking
  if (best === undefined || outcomeOf(said) !== 'answer' || !judge.isRequest(best.intent)) return []
  return [{ ...best, start: 0, end: text.length }]
}

/** 「气死我了，到手就碎了」 is about the breakage: the first clause says how the customer feels. */
const isMoodAlone = (clause: Clause, { signs }: Mood): boolean => {
  const shown = signs.filter(({ start, end }) => start >= clause.start && end <= clause.end)
  if (shown.length === 0) return false
  const said = [...clause.text].length
  return said - shown.reduce((sum, { text }) => sum + [...text].length, 0) <= fewestWords
}

/** 「我了」 next to the words of anger is no message. */
const fewestWords = 2
