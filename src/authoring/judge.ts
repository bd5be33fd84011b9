import type { Checked, FileDraft, PlaybookFault } from '../model/authoring-wire.ts'
import type { Drafts, Fault, Load, Loaded } from '../playbook/index.ts'

export type Language = 'zh' | 'en'

/** What the playbook would be with drafts in it. One after another: a loader remembers its last. */
export type Judge = (drafts: readonly FileDraft[]) => Promise<Loaded>

export const createJudge = (load: Load): Judge => {
  let last: Promise<unknown> = Promise.resolve()
  return (drafts) => {
    const asMap: Drafts = new Map(drafts.map(({ file, text }) => [file, text]))
    const next = last.then(() => load(asMap))
    last = next.catch(() => undefined)
    return next
  }
}

export const checkedIn = (loaded: Loaded, language: Language): Checked => ({
  ok: loaded.ok,
  faults: faultsIn(loaded, language),
})

/** What stands against it first. */
export const faultsIn = (loaded: Loaded, language: Language): readonly PlaybookFault[] =>
  [...(loaded.ok ? [] : loaded.faults), ...loaded.warnings].map((fault) => told(fault, language))

const told = (fault: Fault, language: Language): PlaybookFault => {
  const { file, line, column, severity } = fault
  const remedy = language === 'zh' ? fault.remedy : fault.remedyEn
  return {
    file,
    line,
    column,
    severity,
    message: language === 'zh' ? fault.message : fault.messageEn,
    remedy: remedy ?? null,
  }
}
