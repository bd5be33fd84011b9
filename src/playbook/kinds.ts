import type { z } from 'zod'
import {
  calendarFile,
  casesFile,
  clocksFile,
  handoffFile,
  intentFile,
  lexiconFile,
  moodFile,
  phrasesFile,
  quickFile,
  routingFile,
  severityFile,
  shopFile,
  suggestFile,
  toneFile,
  topicFile,
} from './schema/index.ts'

/** Every kind of file, by the name that it has where there is one of it. */
const kinds = {
  intents: { intent: intentFile, lexicon: lexiconFile, mood: moodFile },
  replies: {
    topic: topicFile,
    shop: shopFile,
    handoff: handoffFile,
    phrases: phrasesFile,
    cases: casesFile,
    severity: severityFile,
    calendar: calendarFile,
    clocks: clocksFile,
    routing: routingFile,
    suggest: suggestFile,
    tone: toneFile,
    quick: quickFile,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, z.ZodType>>>>

/** What kind of file it is by its name alone: `intent`, `topic`, `shop` … */
export const kindOf = (file: string): string => {
  const [folder = '', name = ''] = file.replace(/\.yaml$/, '').split('/')
  const among = folder === 'intents' ? kinds.intents : kinds.replies
  const usual = folder === 'intents' ? 'intent' : 'topic'
  return Object.hasOwn(among, name) ? name : usual
}

/** Every kind with the folder it stands in. */
export const allKinds: readonly { folder: string; kind: string; schema: z.ZodType }[] =
  Object.entries(kinds).flatMap(([folder, each]) =>
    Object.entries(each).map(([kind, schema]) => ({ folder, kind, schema })),
  )
