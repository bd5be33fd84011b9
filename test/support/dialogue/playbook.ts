import type { Flow } from '../../../src/model/flow.ts'
import type { Answer, Intent, Playbook } from '../../../src/playbook/index.ts'
import {
  calendarFile,
  casesFile,
  clocksFile,
  routingFile,
  severityFile,
  suggestFile,
  toneFile,
} from '../../../src/playbook/schema/index.ts'
import { moreSpecific } from '../../../src/playbook/specificity.ts'
import { answers, flows, intents } from './small-shop.ts'
import { handoffRules, phrases } from './small-words.ts'

/** A small but complete playbook. Intents, answers and flows are added, or replaced by their id. */
export const aPlaybook = (more: PlaybookParts = {}): Playbook => {
  const known = byId(intents, more.intents)
  const replies = byId(answers, more.answers)
  const forms = byId(flows, more.flows)
  return deepFreeze({
    ...presumed,
    ...pick(more),
    revision: 'small',
    intents: new Map(known.map((each) => [each.id, each])),
    answers: new Map(replies.map((each) => [each.id, each])),
    answersOf: new Map(
      known.map(({ id }) => [
        id,
        replies.filter((each) => each.intents.includes(id)).sort(moreSpecific),
      ]),
    ),
    flows: new Map(forms.map((each) => [each.id, each])),
    flowOf: new Map(forms.flatMap((each) => each.intents.map((id) => [id, each] as const))),
    lexicon: { groups: [], wishes: [], faults: [], subjects: [] },
    mood: {
      levels: { 1: [], 2: [], 3: [] },
      not_words: [],
      praise: [],
      either_way: [],
      urgent: [],
      not_urgent: [],
    },
    handoff: more.handoff ?? handoffRules,
    phrases: more.phrases ?? phrases,
    shop: more.shop ?? { name: '小店' },
  })
}

type PlaybookParts = Partial<
  Pick<Playbook, 'handoff' | 'phrases' | 'shop' | keyof Presumed> & {
    readonly intents: readonly Intent[]
    readonly answers: readonly Answer[]
    readonly flows: readonly Flow[]
  }
>

/** As where the operators wrote none of these files. */
const presumed = {
  cases: casesFile.parse({}),
  severity: { ...severityFile.parse({}), rules: [] },
  calendar: calendarFile.parse({}),
  clocks: clocksFile.parse({}),
  routing: routingFile.parse({}),
  suggest: { ...suggestFile.parse({}), suggestions: [] },
  tone: { ...toneFile.parse({}), categories: [] },
  quick: [],
  examplePictures: new Map() as Playbook['examplePictures'],
} satisfies Partial<Playbook>

type Presumed = Pick<Playbook, keyof typeof presumed>

const pick = (more: PlaybookParts): Partial<Presumed> =>
  Object.fromEntries(
    Object.entries(more).filter(([key]) => Object.hasOwn(presumed, key)),
  ) as Partial<Presumed>

const byId = <Kind extends { readonly id: string }>(
  base: readonly Kind[],
  more: readonly Kind[] = [],
): Kind[] => [...base.filter((each) => !more.some(({ id }) => id === each.id)), ...more]

/** Frozen all the way down, maps included. */
export const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const inner = value instanceof Map ? [...value.values()] : Object.values(value)
  for (const each of inner) deepFreeze(each)
  return Object.freeze(value)
}
