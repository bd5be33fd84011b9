import { setImmediate as breathe } from 'node:timers/promises'
import type { z } from 'zod'
import type { Presumed, Sound } from './build.ts'
import type { Fault } from './fault.ts'
import { isIntentFile, isTopicFile } from './outline.ts'
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
import { checkShape } from './shape.ts'
import type { YamlFile } from './yaml-file.ts'

/** Checks each file against the schema of its kind. What has the wrong shape is left out. */
export const checkShapes = async (files: readonly YamlFile[]) => {
  const faults: Fault[] = []
  const sound = async <Schema extends z.ZodType>(
    schema: Schema,
    chosen: readonly YamlFile[],
  ): Promise<Sound<z.output<Schema>>[]> => {
    const contents: Sound<z.output<Schema>>[] = []
    for (const file of chosen) {
      const shape = checkShape(file, schema)
      faults.push(...shape.faults)
      if (shape.content !== undefined) contents.push({ file, content: shape.content })
      await breathe()
    }
    return contents
  }
  const one = async <Schema extends z.ZodType>(name: string, schema: Schema) => {
    const [found] = await sound(
      schema,
      files.filter(({ file }) => file === name),
    )
    return found
  }
  const presumed = async <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
  ): Promise<Presumed<z.output<Schema>>> =>
    (await one(name, schema)) ?? { content: schema.parse({}) }
  return {
    intents: await sound(intentFile, files.filter(isIntentFile)),
    topics: await sound(topicFile, files.filter(isTopicFile)),
    lexicon: (await presumed('intents/lexicon.yaml', lexiconFile)).content,
    mood: (await presumed('intents/mood.yaml', moodFile)).content,
    shop: (await one('replies/shop.yaml', shopFile))?.content,
    handoff: (await one('replies/handoff.yaml', handoffFile))?.content,
    phrases: (await one('replies/phrases.yaml', phrasesFile))?.content,
    cases: (await presumed('replies/cases.yaml', casesFile)).content,
    severity: await presumed('replies/severity.yaml', severityFile),
    calendar: (await presumed('replies/calendar.yaml', calendarFile)).content,
    clocks: (await presumed('replies/clocks.yaml', clocksFile)).content,
    routing: (await presumed('replies/routing.yaml', routingFile)).content,
    suggest: await presumed('replies/suggest.yaml', suggestFile),
    tone: await presumed('replies/tone.yaml', toneFile),
    quick: (await presumed('replies/quick.yaml', quickFile)).content.groups,
    faults,
  }
}
