export { addExample, plainOrQuoted } from './add-example.ts'
export { enoughFine } from './check-tone.ts'
export { type Fault, type Place, type Words, where } from './fault.ts'
export { type EditorSchema, editorSchemas, modelineOf } from './json-schema.ts'
export { kindOf } from './kinds.ts'
export {
  createPlaybookLoader,
  type Load,
  type Loaded,
  type LoadOptions,
  loadPlaybook,
} from './load.ts'
export type {
  Answer,
  ExamplePicture,
  Intent,
  Lexicon,
  Playbook,
  Severity,
  Source,
  Suggestions,
} from './playbook.ts'
export type { Drafts } from './read.ts'
export { type ReadYaml, readYaml } from './read-yaml.ts'
export { formatFaults, type ReportStyle } from './report.ts'
export type {
  Calendar,
  CaseCondition,
  CaseRules,
  ClockRules,
  HandoffRules,
  MoodWords,
  Phrases,
  QuickGroups,
  ReplyClock,
  RoutingRules,
  Shift,
  Skills,
  StageClockSpec,
  When,
} from './schema/index.ts'
export { duration } from './schema/index.ts'
export type { Tone, ToneCategory } from './tone.ts'
export { createToneReader, squeezeReply, withoutQuotes } from './tone-words.ts'
export { type WatchOptions, watchPlaybook } from './watch.ts'
