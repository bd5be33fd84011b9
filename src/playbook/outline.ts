import { type Path, placeOf, placeOfKey, type YamlFile } from './yaml-file.ts'

/** A piece of text and where it was written. */
export interface Written {
  readonly text: string
  readonly file: YamlFile
  readonly path: Path
  /** A field itself, not what stands behind it. */
  readonly isKey?: true
}

export interface IntentOutline {
  readonly file: YamlFile
  readonly id: string
  readonly role: string | undefined
  readonly examples: readonly Written[]
  readonly keywords: readonly Written[]
}

export interface AnswerOutline {
  readonly file: YamlFile
  readonly path: Path
  readonly id: Written | undefined
  readonly intents: readonly Written[]
  readonly keywords: readonly Written[]
  readonly questions: readonly Written[]
  /** Whether it has any condition. */
  readonly conditional: boolean
  readonly reply: Written | undefined
  readonly collect: Written | undefined
  readonly invites: Written | undefined
}

export interface FlowOutline {
  readonly id: Written | undefined
  readonly intents: readonly Written[]
  readonly slots: readonly Written[]
  /** Intents that a choice of a slot stands for. */
  readonly optionIntents: readonly Written[]
  /** Files of `replies/pictures/` that the slots name. */
  readonly pictures: readonly Written[]
}

/** A group of words with the same meaning; the path leads to the group. */
export interface GroupOutline {
  readonly name: string
  readonly file: YamlFile
  readonly path: Path
  readonly words: readonly Written[]
}

/** A list of words about moods; the name is its field: 1, 2, 3, `not_words`, `urgent` … */
export interface MoodOutline {
  readonly name: string
  readonly words: readonly Written[]
}

/** What `replies/routing.yaml` names. */
export interface RoutingOutline {
  readonly logins: readonly Written[]
  readonly teams: readonly Written[]
  /** Teams as agents refer to them. */
  readonly memberships: readonly Written[]
  readonly intents: readonly Written[]
  readonly assign: Written | undefined
  /** `do` of each step of the escalation. */
  readonly escalations: readonly Written[]
}

/** A sentence with its own set of variables; `name` is the field it stands in. */
export interface Sentence extends Written {
  readonly name: string
}

/**
 * What the cross-checks look at. It is read leniently, so that one wrong field does not hide the
 * other faults of its file.
 */
export interface Outline {
  readonly intents: readonly IntentOutline[]
  readonly answers: readonly AnswerOutline[]
  readonly flows: readonly FlowOutline[]
  readonly shop: readonly Written[]
  readonly groups: readonly GroupOutline[]
  readonly moods: readonly MoodOutline[]
  readonly handoffIntents: readonly Written[]
  /** Intents that the small sentences name: a yes, a no and an urge. */
  readonly phraseIntents: readonly Written[]
  readonly queueIntents: readonly Written[]
  /** Intents of the conditions on cases: of severity and of suggestions. */
  readonly caseIntents: readonly Written[]
  /** Entries that are given for a reply to a question. */
  readonly namedAnswers: readonly Written[]
  /** Ids of the rules of severity, and where answers and suggestions name them. */
  readonly severityRules: readonly Written[]
  readonly namedRules: readonly Written[]
  /** Flows that files name outside of answers: the form of cases.yaml for what has none of its own. */
  readonly namedFlows: readonly Written[]
  /** Channels, or one account of them, `web/demo`. */
  readonly channels: readonly Written[]
  readonly routing: RoutingOutline | undefined
  readonly sentences: readonly Sentence[]
  readonly quick: readonly QuickOutline[]
  /** Files that could not be read as YAML; what they define is unknown. */
  readonly unread: readonly string[]
}

export interface QuickOutline {
  readonly id: Written | undefined
  readonly text: Written | undefined
  readonly picture: Written | undefined
}

/** Nothing works without these. */
export const requiredFiles = ['replies/shop.yaml', 'replies/handoff.yaml', 'replies/phrases.yaml']

/** Without them the counter does without what they say. */
const optionalFiles = [
  'intents/lexicon.yaml',
  'intents/mood.yaml',
  ...['cases', 'severity', 'calendar', 'clocks', 'routing', 'suggest', 'tone', 'quick'].map(
    (name) => `replies/${name}.yaml`,
  ),
]

const specialFiles = [...requiredFiles, ...optionalFiles]

export const isIntentFile = ({ file }: { readonly file: string }) =>
  file.startsWith('intents/') && !specialFiles.includes(file)

export const isTopicFile = ({ file }: { readonly file: string }) =>
  file.startsWith('replies/') && !specialFiles.includes(file)

export const outlineOf = (files: readonly YamlFile[], unread: readonly string[]): Outline => {
  const topics = files.filter(isTopicFile)
  const special = (name: string) => files.filter(({ file }) => file === `replies/${name}.yaml`)
  const lexicon = files.filter(({ file }) => file === 'intents/lexicon.yaml')
  const mood = files.filter(({ file }) => file === 'intents/mood.yaml')
  return {
    intents: files.filter(isIntentFile).map(intentOutline),
    answers: topics.flatMap((file) => each(file, ['answers']).map((path) => answer(file, path))),
    flows: topics.flatMap((file) => each(file, ['flows']).map((path) => flow(file, path))),
    shop: special('shop').flatMap((file) => named(file, ['shop'])),
    groups: lexicon.flatMap(groupOutlines),
    moods: mood.flatMap((file) => [...moodOutlines(file, ['levels']), ...moodOutlines(file, [])]),
    handoffIntents: special('handoff').flatMap((file) => [
      ...list(file, ['wants_human', 'intents']),
      ...list(file, ['safety', 'intents']),
    ]),
    queueIntents: special('handoff').flatMap((file) =>
      each(file, ['queue_replies']).flatMap((path) => list(file, [...path, 'intents'])),
    ),
    phraseIntents: special('phrases').flatMap((file) => [
      ...list(file, ['affirms', 'intents']),
      ...list(file, ['denies', 'intents']),
      ...list(file, ['urges', 'intents']),
      ...list(file, ['plan_asked', 'intents']),
    ]),
    caseIntents: [
      ...special('severity').flatMap((file) => conditionIntents(file, 'rules')),
      ...special('suggest').flatMap((file) => conditionIntents(file, 'suggestions')),
      ...special('suggest').flatMap((file) => offeredIntents(file, 'suggestions')),
      ...topics.flatMap((file) => offeredIntents(file, 'answers')),
    ],
    namedAnswers: [
      ...topics.flatMap((file) => offeredAnswers(file, 'answers')),
      ...special('suggest').flatMap((file) => offeredAnswers(file, 'suggestions')),
    ],
    severityRules: special('severity').flatMap((file) =>
      each(file, ['rules']).flatMap((path) => text(file, [...path, 'id']) ?? []),
    ),
    namedRules: [
      ...topics.flatMap((file) => rulesNamed(file, 'answers')),
      ...special('suggest').flatMap((file) => rulesNamed(file, 'suggestions')),
    ],
    namedFlows: special('cases').flatMap((file) => text(file, ['other_flow']) ?? []),
    channels: [
      ...topics.flatMap((file) =>
        each(file, ['answers']).flatMap((path) => list(file, [...path, 'when', 'channel'])),
      ),
      ...special('clocks').flatMap((file) => keys(file, ['reply', 'channels'])),
      ...special('routing').flatMap((file) =>
        [...each(file, ['agents']), ...each(file, ['teams'])].flatMap((path) =>
          list(file, [...path, 'skills', 'shops']),
        ),
      ),
    ],
    routing: special('routing').map(routingOutline)[0],
    quick: special('quick').flatMap((file) =>
      each(file, ['groups']).flatMap((group) =>
        each(file, [...group, 'replies']).map((path) => ({
          id: text(file, [...path, 'id']),
          text: text(file, [...path, 'text']),
          picture: text(file, [...path, 'picture']),
        })),
      ),
    ),
    sentences: [
      ...topics.flatMap((file) => each(file, ['flows']).flatMap((path) => named(file, path))),
      ...topics.flatMap(slotSentences),
      ...special('severity').flatMap((file) =>
        keysAt(file, ['levels']).flatMap((level) => named(file, ['levels', level])),
      ),
      ...special('handoff').flatMap((file) => [...named(file, []), ...named(file, ['told'])]),
      ...special('handoff').flatMap((file) =>
        each(file, ['queue_replies']).flatMap((path) => named(file, path)),
      ),
      ...special('phrases').flatMap((file) => named(file, [])),
      ...special('suggest').flatMap((file) =>
        each(file, ['suggestions']).flatMap((path) => named(file, path)),
      ),
    ],
    unread,
  }
}

const rulesNamed = (file: YamlFile, field: string): readonly Written[] =>
  each(file, [field]).flatMap((path) => list(file, [...path, 'when', 'severity_rule']))

/** Where a piece of text stands. */
export const placeOfText = ({ file, path, isKey }: Written) =>
  isKey ? placeOfKey(file, path) : placeOf(file, path)

/** The value at a path of plain data, or undefined. */
export const valueAt = (value: unknown, path: Path): unknown => {
  let found = value
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = Reflect.get(found, step)
  }
  return found
}

const intentOutline = (file: YamlFile): IntentOutline => ({
  file,
  id: file.name,
  role: text(file, ['role'])?.text,
  examples: list(file, ['examples']),
  keywords: list(file, ['keywords']),
})

const groupOutlines = (file: YamlFile): GroupOutline[] =>
  keysAt(file, ['groups']).map((name) => {
    const path = ['groups', name]
    return { name, file, path, words: list(file, path) }
  })

const moodOutlines = (file: YamlFile, path: Path): MoodOutline[] =>
  keysAt(file, path).map((name) => ({ name, words: list(file, [...path, name]) }))

const answer = (file: YamlFile, path: Path): AnswerOutline => ({
  file,
  path,
  id: text(file, [...path, 'id']),
  intents: list(file, [...path, 'intents']),
  keywords: list(file, [...path, 'keywords']),
  questions: list(file, [...path, 'questions']),
  conditional: keysAt(file, [...path, 'when']).length > 0,
  reply: text(file, [...path, 'reply']),
  collect: text(file, [...path, 'next', 'collect']),
  invites: text(file, [...path, 'invites']),
})

const flow = (file: YamlFile, path: Path): FlowOutline => ({
  id: text(file, [...path, 'id']),
  intents: list(file, [...path, 'intents']),
  slots: each(file, [...path, 'slots']).flatMap((slot) => text(file, [...slot, 'id']) ?? []),
  optionIntents: each(file, [...path, 'slots'])
    .flatMap((slot) => each(file, [...slot, 'options']))
    .flatMap((option) => list(file, [...option, 'intents'])),
  pictures: each(file, [...path, 'slots']).flatMap(
    (slot) => text(file, [...slot, 'picture']) ?? [],
  ),
})

const routingOutline = (file: YamlFile): RoutingOutline => {
  const agents = each(file, ['agents'])
  const teams = each(file, ['teams'])
  return {
    logins: agents.flatMap((path) => text(file, [...path, 'login']) ?? []),
    teams: teams.flatMap((path) => text(file, [...path, 'id']) ?? []),
    memberships: agents.flatMap((path) => list(file, [...path, 'teams'])),
    intents: [...agents, ...teams].flatMap((path) => list(file, [...path, 'skills', 'intents'])),
    assign: text(file, ['assign']),
    escalations: each(file, ['escalate']).flatMap((path) => text(file, [...path, 'do']) ?? []),
  }
}

const conditionIntents = (file: YamlFile, rules: string): Written[] =>
  each(file, [rules]).flatMap((path) => list(file, [...path, 'when', 'intents']))

const offeredIntents = (file: YamlFile, those: string): Written[] =>
  each(file, [those])
    .flatMap((path) => each(file, [...path, 'offers']))
    .flatMap((path) => text(file, [...path, 'intent']) ?? [])

const offeredAnswers = (file: YamlFile, those: string): Written[] =>
  each(file, [those])
    .flatMap((path) => each(file, [...path, 'offers']))
    .flatMap((path) => text(file, [...path, 'answer']) ?? [])

const slotSentences = (file: YamlFile): Sentence[] =>
  each(file, ['flows'])
    .flatMap((path) => each(file, [...path, 'slots']))
    .flatMap((path) => named(file, path))

/** Paths of a list's items. */
export const each = (file: YamlFile, path: Path): Path[] => {
  const value = valueAt(file.value, path)
  return Array.isArray(value) ? value.map((_, index) => [...path, index]) : []
}

/** The texts of a list. */
export const list = (file: YamlFile, path: Path): Written[] =>
  each(file, path).flatMap((item) => text(file, item) ?? [])

/** Texts directly under a map, by their field. */
const named = (file: YamlFile, path: Path): Sentence[] =>
  keysAt(file, path).flatMap((name) => {
    const written = text(file, [...path, name])
    return written ? [{ ...written, name }] : []
  })

/** Fields of a map that are names themselves. */
const keys = (file: YamlFile, path: Path): Written[] =>
  keysAt(file, path).map((name) => ({ text: name, file, path: [...path, name], isKey: true }))

const keysAt = (file: YamlFile, path: Path): string[] => {
  const value = valueAt(file.value, path)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.keys(value)
    : []
}

export const text = (file: YamlFile, path: Path): Written | undefined => {
  const value = valueAt(file.value, path)
  return typeof value === 'string' ? { text: value.trim(), file, path } : undefined
}
