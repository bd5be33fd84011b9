import { setImmediate as breathe } from 'node:timers/promises'
import type { z } from 'zod'
import { buildPlaybook, revisionOf, type Sound, shopDetails } from './build.ts'
import { checkExamples } from './check-examples.ts'
import { checkNames } from './check-names.ts'
import { checkReplies } from './check-replies.ts'
import { checkVariables } from './check-variables.ts'
import { byPlace, errorAt, type Fault } from './fault.ts'
import { isIntentFile, isTopicFile, outlineOf, specialFiles } from './outline.ts'
import type { Playbook } from './playbook.ts'
import { folders, listFolder, readText, type TextFile, top } from './read.ts'
import { handoffFile, intentFile, phrasesFile, shopFile, topicFile } from './schema.ts'
import { checkShape } from './shape.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

/** A playbook, or everything that is wrong with it; never half of one. */
export type Loaded =
  | { readonly ok: true; readonly playbook: Playbook; readonly warnings: readonly Fault[] }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] }

export interface LoadOptions {
  /** The folder that holds `intents/` and `replies/`. */
  readonly dir: string
  /** Details for the shop that fill the places nobody filled in. */
  readonly shopDefaults?: Readonly<Record<string, string>>
}

/** Reads and checks all YAML. It lets other work run between files: chats are served meanwhile. */
export const loadPlaybook = async ({ dir, shopDefaults = {} }: LoadOptions): Promise<Loaded> => {
  const { texts, files, unread, faults } = await readFiles(dir)
  const shaped = await checkShapes(files)
  await breathe()
  const outline = outlineOf(files, unread)
  const crossChecks = [
    () => checkNames(files, outline),
    () => checkExamples(outline),
    () => checkReplies(outline),
    () => checkVariables(outline, shopDefaults),
  ]
  const found = [...faults, ...shaped.faults]
  for (const check of crossChecks) {
    found.push(...check())
    await breathe()
  }
  found.sort(byPlace)
  const warnings = found.filter(({ severity }) => severity === 'warning')
  const errors = found.filter(({ severity }) => severity === 'error')
  const { intents, topics, shop, handoff, phrases } = shaped
  if (errors.length > 0 || !shop || !handoff || !phrases) {
    return { ok: false, faults: errors, warnings }
  }
  const parts = { intents, topics, handoff, phrases, shop: shopDetails(shop.shop, shopDefaults) }
  return { ok: true, playbook: buildPlaybook(parts, revisionOf(texts)), warnings }
}

const readFiles = async (dir: string) => {
  const texts: TextFile[] = []
  const files: YamlFile[] = []
  const unread: string[] = []
  const faults: Fault[] = []
  const names: string[] = []
  for (const folder of folders) {
    const listed = await listFolder(dir, folder)
    names.push(...listed.names)
    faults.push(...listed.faults)
  }
  for (const name of names) {
    const text = await readText(dir, name)
    const parsed = 'severity' in text ? [text] : parseYaml(text)
    if (!('severity' in text)) texts.push(text)
    if (Array.isArray(parsed)) {
      faults.push(...parsed)
      unread.push(name)
    } else files.push(parsed)
    await breathe()
  }
  faults.push(...specialFiles.filter((file) => !names.includes(file)).map(missingFile))
  return { texts, files, unread, faults }
}

const missingFile = (file: string): Fault =>
  errorAt(top(file), [`缺少文件 ${file}`, `file ${file} is missing`])

/** Checks each file against the schema of its kind. */
const checkShapes = async (files: readonly YamlFile[]) => {
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
  const named = (name: string) => files.filter(({ file }) => file === `replies/${name}.yaml`)
  const intents = await sound(intentFile, files.filter(isIntentFile))
  const topics = await sound(topicFile, files.filter(isTopicFile))
  const [shop] = await sound(shopFile, named('shop'))
  const [handoff] = await sound(handoffFile, named('handoff'))
  const [phrases] = await sound(phrasesFile, named('phrases'))
  return {
    intents,
    topics,
    shop: shop?.content,
    handoff: handoff?.content,
    phrases: phrases?.content,
    faults,
  }
}
