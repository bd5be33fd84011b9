import { enoughFine, type Playbook } from '../playbook/index.ts'
import { engineOf, type Trainer } from '../understanding/index.ts'
import { sentencesOf } from './sentences.ts'

/** The category that a sentence is like, if it surely is like one. */
export type Likeness = (sentence: string) => Promise<string | undefined>

/** Whether the words of a sentence say that a category is not meant. */
export type Excuses = (sentence: string, category: string) => boolean

type Learned = Awaited<ReturnType<Trainer['train']>>

/** The class of the good sentences; no category can have this name. */
const fine = '(fine)'

/**
 * Of the good sentences at most so many are taken for bad ones, by a judge who has not seen them. A
 * whole guard that has seen none of them finds 1.5 %: `test/tone/accuracy.test.ts`.
 */
const falseAlarms = 0.012

/** What is learned from: examples, good sentences, what the shop's answers say, and its synonyms. */
export type Lessons = Pick<Playbook, 'tone' | 'answers' | 'lexicon'>

/** Learns with the engine that understands customers. Undefined where there is too little. */
export const learnLikeness = async (
  { tone, answers, lexicon }: Lessons,
  excuses: Excuses,
  train: Trainer['train'],
): Promise<Likeness | undefined> => {
  const bad = tone.categories.flatMap(({ id, examples }) =>
    examples.map((text) => ({ text, intent: id })),
  )
  if (bad.length === 0 || tone.fine.length < enoughFine) return undefined
  const good = [...new Set([...tone.fine, ...[...answers.values()].flatMap(sentencesIn)])]
  const learned = await train({
    examples: [...good.map((text) => ({ text, intent: fine })), ...bad],
    offTopic: new Set([fine]),
    // Of the shop's words the synonyms alone: 「不要退」 is no less blunt for being denied.
    lexicon: { groups: lexicon.groups, wishes: [], faults: [], subjects: [] },
  })
  // The answers are longer and more formal than what people type: no measure of false alarms.
  const bar = barOf(learned, good.slice(0, tone.fine.length), excuses)
  const { classify } = engineOf(learned)
  return async (sentence) => {
    const { ranking, inScope } = await classify(sentence)
    return inScope > bar ? ranking.find(({ intent }) => intent !== fine)?.intent : undefined
  }
}

/** What an answer says, without what is filled in. */
const sentencesIn = ({ reply }: { readonly reply: string }): readonly string[] => {
  const text = reply.replace(/\{\{[^}]*\}\}/g, '')
  return sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim())
}

/** How sure it has to be for so few false alarms. `good`: the first examples of what was learned. */
const barOf = ({ intents, outOfFold }: Learned, good: readonly string[], excuses: Excuses) => {
  const judged = outOfFold.filter(({ example }) => example < good.length)
  const alarming = judged.flatMap(({ example, takenFor, inScope }) => {
    const category = intents[takenFor] ?? fine
    return category === fine || excuses(good[example] ?? '', category) ? [] : [inScope]
  })
  const surest = alarming.sort((a, b) => b - a)
  return Math.max(surest[Math.floor(judged.length * falseAlarms)] ?? 0, 0.5)
}
