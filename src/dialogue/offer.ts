import type { WantOption, WantQuestion } from '../model/conversation.ts'
import type { IntentId } from '../model/ids.ts'
import { choose, orderFor } from './answer.ts'
import { type Heard, valuesFor } from './heard/heard.ts'
import { mentioned, numbered } from './heard/words.ts'
import { renderLoosely } from './render.ts'

const optionsShown = 3
/** Guesses below this are not worth a customer's reading. */
const worthOffering = 0.04
/** An entry of the knowledge base less alike than this is beside the point. */
const alikeEnough = 0.35
/** A lone guess below this is no question to put to anybody. */
const worthAsking = 0.2

/** 「您是想问：1. … 2. … 3. …」 out of what is likeliest; undefined when there is nothing to offer. */
export const wantQuestion = (
  heard: Heard,
): { question: WantQuestion; text: string } | undefined => {
  const weighed = [...likelyIntents(heard), ...likelyAnswers(heard)].sort(
    (a, b) => b.weight - a.weight,
  )
  const seen = new Set<IntentId>()
  const options: WantOption[] = []
  for (const { option, about } of weighed) {
    // The entry and the intent that it belongs to are one thing: the likelier of the two is shown.
    if (about.some((intent) => seen.has(intent))) continue
    for (const intent of about) seen.add(intent)
    options.push(option)
  }
  const isLoneGuess = options.length === 1 && (weighed[0]?.weight ?? 0) < worthAsking
  if (options.length === 0 || isLoneGuess) return undefined
  return ask(heard, {
    kind: 'intent',
    options: options.slice(0, optionsShown),
    more: options.slice(optionsShown, 2 * optionsShown),
  })
}

/** The question that an answer or a suggestion ends with, as the operators wrote it. */
export const offersOf = ({
  offers,
}: {
  readonly offers: readonly WantOption[]
}): WantQuestion | undefined =>
  offers.length === 0 ? undefined : { kind: 'intent', options: offers, more: [] }

/** The words for a question: numbered, or 「您是想问…吗？」 where there is one option. */
export const ask = (
  heard: Heard,
  question: WantQuestion,
): { question: WantQuestion; text: string } => {
  const { phrases } = heard.situation.playbook
  const labels = question.options.map(({ label }) => label)
  const [only, ...others] = labels
  const text = others.length === 0 ? phrases.offer : phrases.clarify
  const values = { ...valuesFor(heard, undefined), option: only, options: numbered(labels) }
  return { question, text: renderLoosely(text, values) }
}

/** No want is likelier than another, as of a name alone: 「杯子」. */
export const tellsNoWant = ({ understanding, text, orderNos }: Heard): boolean => {
  const [top] = understanding?.ranking ?? []
  return text !== '' && orderNos.length === 0 && top !== undefined && top.confidence < worthOffering
}

interface Weighed {
  readonly option: WantOption
  readonly weight: number
  readonly about: readonly IntentId[]
}

const likelyIntents = (heard: Heard): readonly Weighed[] =>
  (heard.understanding?.ranking ?? []).flatMap(({ intent, confidence }) => {
    const known = heard.situation.playbook.intents.get(intent)
    if (known === undefined || confidence < worthOffering || !mayOffer(heard, intent)) return []
    return [{ option: { label: known.title, intent }, weight: confidence, about: [intent] }]
  })

/** Entries of the knowledge base that could be given now, by a question that they answer. */
const likelyAnswers = (heard: Heard): readonly Weighed[] => {
  // A question that has the name in it is no more likely than all the others about it.
  if (tellsNoWant(heard)) return []
  return (heard.understanding?.candidates ?? []).flatMap(({ answer: id, score }) => {
    const answer = heard.situation.playbook.answers.get(id)
    const label = answer?.questions[0]
    if (answer === undefined || label === undefined || score < alikeEnough) return []
    const { intents } = answer
    if (!intents.every((intent) => mayOffer(heard, intent))) return []
    if (choose(heard, [answer], orderFor(heard, intents[0])) === undefined) return []
    return [{ option: { label, answer: id }, weight: score, about: intents }]
  })
}

/** Requests only, and no person to who has just declined one. */
const mayOffer = ({ text, situation }: Heard, intent: IntentId): boolean => {
  const { intents, handoff } = situation.playbook
  const { wants_human } = handoff
  if (intents.get(intent)?.role !== 'request') return false
  return (
    !wants_human.intents.includes(intent) || mentioned(text, wants_human.not_words) === undefined
  )
}
