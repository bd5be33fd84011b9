import type { EvalLine } from './evaluate.ts'

/**
 * Labelled lines from JSONL, `{"text": …, "intent": …, "alt"?: … or […]}` a line; blank lines are
 * passed over. All faults are told at once, each with its line number.
 */
export const parseLines = (jsonl: string): EvalLine[] => {
  const lines: EvalLine[] = []
  const faults: string[] = []
  for (const [at, raw] of jsonl
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (raw.trim() === '') continue
    const line = parseLine(raw)
    if (typeof line === 'string') faults.push(`line ${at + 1}: ${line}`)
    else lines.push(line)
  }
  if (faults.length > 0) throw new SyntaxError(faults.join('\n'))
  return lines
}

/** The line, or what is wrong with it. */
const parseLine = (raw: string): EvalLine | string => {
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch (error) {
    return `not JSON (${error instanceof Error ? error.message : String(error)})`
  }
  if (typeof value !== 'object' || value === null) return 'expected an object'
  const { text, intent, alt } = value as Record<'text' | 'intent' | 'alt', unknown>
  if (typeof text !== 'string') return '"text" must be a string'
  if (typeof intent !== 'string' || intent === '') return '"intent" must be the id of an intent'
  if (alt === undefined) return { text, intent }
  if (typeof alt === 'string' || isStrings(alt)) return { text, intent, alt }
  return '"alt" must be the id of an intent or a list of them'
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')
