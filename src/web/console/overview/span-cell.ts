import { duration } from './duration.ts'
import type { SheetCell } from './sheet.ts'
import { say } from './texts.ts'

/** In words, and for a spreadsheet in seconds. */
export const spanCell = (ms: number | null): SheetCell =>
  ms === null
    ? { value: null, text: say.none }
    : { value: Math.round(ms / 1000), text: duration(ms, say) }
