export type { Fault } from './fault.ts'
export { createPlaybookLoader, type Loaded, type LoadOptions, loadPlaybook } from './load.ts'
export type {
  Answer,
  Flow,
  FlowSlot,
  Intent,
  Lexicon,
  Playbook,
  Severity,
  Source,
  Suggestions,
} from './playbook.ts'
export { formatFaults, type ReportStyle } from './report.ts'
export type {
  Calendar,
  CaseCondition,
  CaseRules,
  ClockRules,
  HandoffRules,
  MoodWords,
  Phrases,
  ReplyClock,
  RoutingRules,
  SlotSpec,
  StageClockSpec,
  ToneRules,
  When,
} from './schema/index.ts'
export { type WatchOptions, watchPlaybook } from './watch.ts'
