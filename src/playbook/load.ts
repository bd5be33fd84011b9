import { setImmediate as breathe } from 'node:timers/promises'
import { buildPlaybook, revisionOf, shopDetails } from './build.ts'
import { checkCalendar } from './check-calendar.ts'
import { checkCases } from './check-cases.ts'
import { checkClocks } from './check-clocks.ts'
import { checkConditions } from './check-conditions.ts'
import { checkExamples } from './check-examples.ts'
import { checkLexicon } from './check-lexicon.ts'
import { checkMood } from './check-mood.ts'
import { checkNames } from './check-names.ts'
import { checkQuick } from './check-quick.ts'
import { checkRepeats } from './check-repeats.ts'
import { checkReplies } from './check-replies.ts'
import { checkRouting } from './check-routing.ts'
import { checkShapes } from './check-shapes.ts'
import { checkSlots } from './check-slots.ts'
import { checkTone } from './check-tone.ts'
import { checkVariables } from './check-variables.ts'
import { byPlace, type Fault } from './fault.ts'
import { outlineOf } from './outline.ts'
import type { Playbook } from './playbook.ts'
import type { Drafts } from './read.ts'
import { createFileReader } from './read-files.ts'
import { readPictures } from './read-pictures.ts'

/** A playbook, or everything that is wrong with it; never half of one. */
export type Loaded =
  | { readonly ok: true; readonly playbook: Playbook; readonly warnings: readonly Fault[] }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] }

/** Loads what is on disk, or what it would be with the drafts. */
export type Load = (drafts?: Drafts) => Promise<Loaded>

export interface LoadOptions {
  /** The folder that holds `intents/` and `replies/`. */
  readonly dir: string
  /** Details for the shop that fill the places nobody filled in. */
  readonly shopDefaults?: Readonly<Record<string, string>>
  /** The channels there are; without them none that the files name is looked up. */
  readonly channels?: readonly string[]
}

/** Reads and checks all YAML, once. */
export const loadPlaybook = (options: LoadOptions): Promise<Loaded> =>
  createPlaybookLoader(options)()

/**
 * Reads and checks all YAML, again and again: from the second time on only what changed is parsed.
 * It lets other work run in between: chats are served meanwhile.
 */
export const createPlaybookLoader = ({ dir, shopDefaults = {}, channels }: LoadOptions): Load => {
  const readFiles = createFileReader(dir)
  return async (drafts) => {
    const { texts, files, unread, faults } = await readFiles(drafts)
    const shaped = await checkShapes(files)
    const outline = outlineOf(files, unread)
    await breathe()
    const pictures = await readPictures(dir, [
      ...outline.flows.flatMap((flow) => flow.pictures),
      ...outline.quick.flatMap(({ picture }) => picture ?? []),
    ])
    const crossChecks = [
      () => checkNames(files, outline, channels),
      () => checkExamples(outline),
      () => checkRepeats(outline),
      () => checkLexicon(outline),
      () => checkMood(outline),
      () => checkRouting(outline),
      () => checkConditions(files),
      () => checkClocks(files),
      () => checkCalendar(files),
      () => checkCases(files),
      () => checkTone(files),
      () => checkSlots(files),
      () => checkQuick(outline),
      () => checkReplies(outline),
      () => checkVariables(outline, shopDefaults),
    ]
    const found = [...faults, ...shaped.faults, ...pictures.faults]
    for (const check of crossChecks) {
      found.push(...(await check()))
      await breathe()
    }
    found.sort(byPlace)
    const warnings = found.filter(({ severity }) => severity === 'warning')
    const errors = found.filter(({ severity }) => severity === 'error')
    const { shop, handoff, phrases } = shaped
    if (errors.length > 0 || !shop || !handoff || !phrases) {
      return { ok: false, faults: errors, warnings }
    }
    const { examplePictures } = pictures
    const details = shopDetails(shop.shop, shopDefaults)
    const parts = { ...shaped, handoff, phrases, shop: details, examplePictures }
    const revision = revisionOf(texts, examplePictures)
    return { ok: true, playbook: buildPlaybook(parts, revision), warnings }
  }
}
