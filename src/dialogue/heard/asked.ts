import type { IntentId } from '../../model/ids.ts'
import type { IntentScore, Matter } from '../../model/understanding.ts'
import type { Answer, Intent } from '../../playbook/index.ts'
import { wanted } from './denied.ts'
import { type Heard, requestsOf } from './heard.ts'
import { ticketHolds, ticketInQuestion } from './ticket-asked.ts'
import { mentioned } from './words.ts'

/** One thing that a customer asks for, and how it was recognised. */
export type Asked = AskedIntent | AskedAnswer

export interface AskedIntent {
  readonly kind: 'intent'
  readonly intent: IntentId
  readonly because: string
  readonly confidence?: number
  /** The clause that says it. */
  readonly words?: string
  /** It was counted as asked when the question first came. */
  readonly counted?: true
  /** Chosen in so many words, and not guessed from the meaning. */
  readonly chosen?: true
}

export interface AskedAnswer {
  readonly kind: 'answer'
  readonly answer: Answer
  readonly because: string
  readonly words?: string
}

/** A candidate at least this alike is answered; below it, nobody knows. */
export const alikeEnough = 0.7

/** A candidate at least this alike is as good as the operators' own words for the question. */
export const exactlyAsked = 0.9

/** The answer whose own question is so much like the message. */
export const alikeIn = ({ situation, understanding }: Heard, score: number): Answer | undefined => {
  const [candidate] = understanding?.candidates ?? []
  return candidate === undefined || candidate.score < score
    ? undefined
    : situation.playbook.answers.get(candidate.answer)
}

/**
 * Everything that a message asks for, as it was said: what it surely holds, each in the words of its
 * own clause, and the keyword of what is left. A keyword decides its clause and not its neighbours.
 */
export const askedIn = (heard: Heard): readonly Asked[] => {
  const { understanding } = heard
  const [candidate] = understanding?.candidates ?? []
  const matters = requestsOf(heard)
  if (understanding === undefined || matters.length === 0) return []
  // Asked in the operators' own words, the whole message is one question.
  if (candidate !== undefined && candidate.score >= exactlyAsked) return []
  const { text } = understanding
  const placed = matters.map((matter): { at: number; asked: Asked } => {
    return { at: matter.start, asked: askedBy(heard, matter) }
  })
  const left = keywordIn(heard, without(text, matters))
  if (left !== undefined) {
    const at = text.indexOf(left.word)
    placed.push({ at: at < 0 ? text.length : at, asked: left.asked })
  }
  const asked = placed.sort((a, b) => a.at - b.at).map((each) => each.asked)
  return asked.filter(
    (each, index) => asked.findIndex((other) => keyOf(other) === keyOf(each)) === index,
  )
}

/** What one of the matters of a message asks for: by the keyword in its words, else by its meaning. */
export const askedBy = (heard: Heard, matter: Matter): Asked => {
  const words = heard.understanding?.text.slice(matter.start, matter.end) ?? ''
  const isAlone = requestsOf(heard).every((other) => other === matter || areApart(other, matter))
  const keyword = isAlone ? keywordIn(heard, words)?.asked : undefined
  return { ...(keyword ?? meant(heard, matter)), words }
}

/** Where two matters share their words, a keyword in them tells nothing of which it is. */
const areApart = (a: Matter, b: Matter): boolean => a.end <= b.start || b.end <= a.start

/** What is counted as asked, for insistence. */
export const keyOf = (asked: Asked): string =>
  asked.kind === 'intent' ? asked.intent : (asked.answer.intents[0] ?? asked.answer.id)

/** A matter as the classifier heard it. */
export const meant = ({ situation }: Heard, { intent, confidence }: IntentScore): Asked => {
  const title = situation.playbook.intents.get(intent)?.title ?? intent
  const because = `听懂了：${title}（把握 ${Math.round(confidence * 100)}%）`
  return { kind: 'intent', intent, confidence, because }
}

/**
 * What the longest keyword in `text` stands for; the forbidding words of intents count everywhere,
 * and a keyword of a greeting or an urge only where nothing else is surely asked for.
 */
export const keywordIn = (
  heard: Heard,
  text: string,
): { readonly word: string; readonly asked: Asked } | undefined => {
  const { playbook } = heard.situation
  const isBeside = requestsOf(heard).some(({ intent }) => asksFor(heard, intent))
  let best: { word: string; asked: Asked } | undefined
  const offer = (
    word: string | undefined,
    intent: IntentId | undefined,
    asked: (because: string) => Asked,
  ) => {
    if (word === undefined || word.length <= (best?.word.length ?? 0)) return
    if (isBeside && intent !== undefined && !asksFor(heard, intent)) return
    best = { word, asked: asked(`说到关键词「${word}」`) }
  }
  for (const answer of playbook.answers.values()) {
    const word = wanted(text, answer.keywords, answer.not_keywords)
    if (word !== undefined && !isFor(answer, heard)) continue
    offer(word, answer.intents[0], (because) => ({ kind: 'answer', answer, because }))
  }
  for (const { intent } of heard.understanding?.ranking ?? []) {
    const known = playbook.intents.get(intent)
    const word = known && intentKeyword(heard, text, known)
    offer(word, intent, (because) => ({ kind: 'intent', intent, because, chosen: true }))
  }
  return best
}

/** An answer about a case is no answer where there is none. */
const isFor = ({ when }: Answer, heard: Heard): boolean =>
  when.ticket === undefined || ticketHolds(when.ticket, ticketInQuestion(heard))

/** Beside what asks for something, a greeting or an urge asks for nothing. */
const asksFor = ({ situation }: Heard, intent: IntentId): boolean =>
  situation.playbook.intents.get(intent)?.role === 'request' &&
  !situation.playbook.phrases.urges.intents.includes(intent)

const intentKeyword = (heard: Heard, text: string, intent: Intent): string | undefined => {
  const word = wanted(text, intent.keywords)
  if (word === undefined) return undefined
  return mentioned(heard.text, intent.not_keywords) === undefined ? word : undefined
}

/** The text between the matters, so that no word spans a gap. */
const without = (text: string, matters: readonly Matter[]): string => {
  let rest = text
  for (const { start, end } of matters) {
    rest = rest.slice(0, start) + '。'.repeat(end - start) + rest.slice(end)
  }
  return rest
}
