import { createHash } from 'node:crypto'
import type { WantOption } from '../model/conversation.ts'
import type { Flow, FlowSlot } from '../model/flow.ts'
import { answerId, flowId, type IntentId, intentId, slotId } from '../model/ids.ts'
import { isFilledIn } from './check-variables.ts'
import { where } from './fault.ts'
import { frozen, frozenMap } from './frozen.ts'
import type {
  Answer,
  ExamplePicture,
  Intent,
  Lexicon,
  Playbook,
  Severity,
  Suggestions,
} from './playbook.ts'
import type { TextFile } from './read.ts'
import type {
  Calendar,
  CaseRules,
  ClockRules,
  HandoffRules,
  IntentFile,
  LexiconFile,
  MoodWords,
  Offers,
  Phrases,
  QuickGroups,
  RoutingRules,
  SeverityRules,
  SlotSpec,
  SuggestRules,
  ToneRules,
  TopicFile,
} from './schema/index.ts'
import { moreSpecific } from './specificity.ts'
import { toneIn } from './tone.ts'
import { type Path, placeOf, type YamlFile } from './yaml-file.ts'

/** A file whose content has passed every check. */
export interface Sound<Content> {
  readonly file: YamlFile
  readonly content: Content
}

/** Everything a playbook is made of, still by file. */
export interface Parts {
  readonly intents: readonly Sound<IntentFile>[]
  readonly topics: readonly Sound<TopicFile>[]
  readonly shop: Readonly<Record<string, string>>
  readonly lexicon: LexiconFile
  readonly mood: MoodWords
  readonly handoff: HandoffRules
  readonly phrases: Phrases
  readonly cases: CaseRules
  readonly severity: Presumed<SeverityRules>
  readonly calendar: Calendar
  readonly clocks: ClockRules
  readonly routing: RoutingRules
  readonly suggest: Presumed<SuggestRules>
  readonly tone: Presumed<ToneRules>
  readonly quick: QuickGroups
  readonly examplePictures: Pictures
}

/** Pictures by their file's name. */
export type Pictures = ReadonlyMap<string, ExamplePicture>

/** The content of a file that may be absent: then everything in it is as its schema presumes. */
export interface Presumed<Content> {
  readonly file?: YamlFile
  readonly content: Content
}

/** Puts the checked files together; nothing can change it afterwards. */
export const buildPlaybook = (parts: Parts, revision: string): Playbook => {
  const answers = parts.topics.flatMap(answersIn)
  const flows = parts.topics.flatMap(flowsIn)
  const intents = parts.intents.map((each) => intentIn(each, parts.lexicon.groups))
  return Object.freeze({
    revision,
    intents: frozenMap(intents.map((intent) => [intent.id, intent])),
    answers: frozenMap(answers.map((answer) => [answer.id, answer])),
    answersOf: frozenMap(intents.map(({ id }) => [id, answersFor(id, answers)])),
    flows: frozenMap(flows.map((flow) => [flow.id, flow])),
    flowOf: frozenMap(flows.flatMap((flow) => flow.intents.map((id) => [id, flow] as const))),
    lexicon: frozen(lexiconIn(parts.lexicon)),
    mood: frozen(parts.mood),
    handoff: frozen(parts.handoff),
    phrases: frozen(parts.phrases),
    cases: frozen(parts.cases),
    severity: frozen(severityIn(parts.severity)),
    calendar: frozen(parts.calendar),
    clocks: frozen(parts.clocks),
    routing: frozen(parts.routing),
    suggest: frozen(suggestIn(parts.suggest)),
    tone: frozen(toneIn(parts.tone.content, (path) => sourceOf(parts.tone.file, path))),
    quick: frozen(parts.quick),
    shop: frozen(parts.shop),
    examplePictures: frozenMap([...parts.examplePictures]),
  })
}

/** The same files with the same words and pictures have the same revision, on any machine. */
export const revisionOf = (files: readonly TextFile[], pictures: Pictures): string => {
  const hash = createHash('sha256')
  const sorted = [...files].sort((a, b) => (a.file < b.file ? -1 : 1))
  for (const { file, text } of sorted) {
    const words = text.replaceAll('\r\n', '\n')
    hash.update(`${file}\n${words.length}\n${words}`)
  }
  for (const name of [...pictures.keys()].sort()) {
    hash.update(`pictures/${name}\n${pictures.get(name)?.hash}\n`)
  }
  return hash.digest('hex').slice(0, 12)
}

/** What is filled in, with `defaults` for the details that nobody filled in. */
export const shopDetails = (
  shop: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>>,
): Record<string, string> => {
  const details = Object.entries(shop).map(([key, text]) => {
    const value = isFilledIn(text) ? text : (defaults[key] ?? '')
    return [key, value.trim()] as const
  })
  return Object.fromEntries(details.filter(([, value]) => isFilledIn(value)))
}

const lexiconIn = ({ groups, ...denied }: LexiconFile): Lexicon => ({
  ...denied,
  groups: Object.entries(groups).map(([name, words]) => ({ name, words })),
})

const intentIn = (
  { file, content }: Sound<IntentFile>,
  groups: Readonly<Record<string, readonly string[]>>,
): Intent => ({
  ...content,
  told_by: content.told_by.flatMap((each) => groups[each] ?? [each]),
  id: intentId(content.id),
  source: where(placeOf(file, [])),
})

const answersIn = ({ file, content }: Sound<TopicFile>): Answer[] =>
  content.answers.map(({ invites, ...answer }, index) => ({
    ...answer,
    ...(invites === undefined ? {} : { invites: flowId(invites) }),
    id: answerId(answer.id),
    intents: answer.intents.map(intentId),
    offers: offered(answer.offers),
    topic: content.topic,
    source: where(placeOf(file, ['answers', index])),
  }))

/** What a question leads to, by the words of its answers. */
const offered = (offers: Offers = []): readonly WantOption[] =>
  offers.flatMap(({ label, intent, answer }): WantOption[] => {
    const entry = answer === undefined ? undefined : { answer: answerId(answer) }
    if (intent !== undefined) return [{ label, intent: intentId(intent), ...entry }]
    return entry === undefined ? [] : [{ label, ...entry }]
  })

const flowsIn = ({ file, content }: Sound<TopicFile>): Flow[] =>
  content.flows.map((flow, index) => ({
    ...flow,
    id: flowId(flow.id),
    intents: flow.intents.map(intentId),
    slots: flow.slots.map(slotIn),
    source: where(placeOf(file, ['flows', index])),
  }))

const slotIn = ({ picture, ...slot }: SlotSpec): FlowSlot => {
  const { id, ...rest } = slot
  const known = {
    id: slotId(id),
    ...(picture === undefined ? {} : { pictures: [picture] }),
  }
  if (rest.kind !== 'choice') return { ...rest, ...known }
  const { options, ...choice } = rest
  const means = options.flatMap((option) =>
    typeof option === 'string'
      ? []
      : [[option.name, { words: option.words, intents: option.intents.map(intentId) }] as const],
  )
  return {
    ...choice,
    ...known,
    options: options.map((option) => (typeof option === 'string' ? option : option.name)),
    ...(means.length === 0 ? {} : { means: Object.fromEntries(means) }),
  }
}

const severityIn = ({ file, content }: Presumed<SeverityRules>): Severity => ({
  ...content,
  rules: content.rules.map((rule, index) => ({
    ...rule,
    source: sourceOf(file, ['rules', index]),
  })),
})

const suggestIn = ({ file, content }: Presumed<SuggestRules>): Suggestions => ({
  ...content,
  suggestions: content.suggestions.map((each, index) => ({
    ...each,
    offers: offered(each.offers),
    source: sourceOf(file, ['suggestions', index]),
  })),
})

const sourceOf = (file: YamlFile | undefined, path: Path): string =>
  file === undefined ? '' : where(placeOf(file, path))

const answersFor = (intent: IntentId, answers: readonly Answer[]): readonly Answer[] =>
  answers.filter(({ intents }) => intents.includes(intent)).sort(moreSpecific)
