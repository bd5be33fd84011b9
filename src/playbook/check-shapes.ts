import { setImmediate as breathe } from 'node:timers/promises'
import type { z } from 'zod'
import type { Sound } from './build.ts'
import type { Fault } from './fault.ts'
import { isIntentFile, isTopicFile } from './outline.ts'
import {
  handoffFile,
  intentFile,
  lexiconFile,
  moodFile,
  phrasesFile,
  shopFile,
  topicFile,
} from './schema.ts'
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
  const named = (name: string) => files.filter(({ file }) => file === name)
  const intents = await sound(intentFile, files.filter(isIntentFile))
  const topics = await sound(topicFile, files.filter(isTopicFile))
  const [lexicon] = await sound(lexiconFile, named('intents/lexicon.yaml'))
  const [mood] = await sound(moodFile, named('intents/mood.yaml'))
  const [shop] = await sound(shopFile, named('replies/shop.yaml'))
  const [handoff] = await sound(handoffFile, named('replies/handoff.yaml'))
  const [phrases] = await sound(phrasesFile, named('replies/phrases.yaml'))
  return {
    intents,
    topics,
    lexicon: lexicon?.content ?? noLexicon,
    mood: mood?.content ?? noMood,
    shop: shop?.content,
    handoff: handoff?.content,
    phrases: phrases?.content,
    faults,
  }
}

const noLexicon: z.infer<typeof lexiconFile> = { wishes: [], faults: [], groups: {} }

const noMood: z.infer<typeof moodFile> = {
  levels: { 1: [], 2: [], 3: [] },
  not_words: [],
  praise: [],
  either_way: [],
  urgent: [],
  not_urgent: [],
}
