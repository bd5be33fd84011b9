import type { ToneFinding } from '../model/tone.ts'
import { clausesAround, sentencesAround } from './sentences.ts'

/**
 * The text with better words in place of the clauses in question, each said once; what else it
 * says, the facts, stays as the agent wrote it.
 */
export const rewritten = (text: string, findings: readonly ToneFinding[]): string => {
  if (findings.length === 0) return text
  let out = ''
  let read = 0
  const said = new Set<string>()
  for (const found of findings) {
    const { start, end } = scopeOf(text, found)
    if (start < read) continue
    out += text.slice(read, start)
    read = end
    if (said.has(found.better)) continue
    said.add(found.better)
    out += found.better
    // The better words bring their own mark.
    read += /^[ ，,。！？!?~～…、；;]+/.exec(text.slice(end))?.[0].length ?? 0
  }
  return tidy(out + text.slice(read))
}

/** Of what is forbidden the whole sentence goes: what follows 「加微信」 is the number. */
const scopeOf = (text: string, found: ToneFinding) =>
  found.strength === 'forbid' ? sentencesAround(text, found) : clausesAround(text, found)

/** What is left where a clause went. */
const tidy = (text: string): string =>
  text
    .replace(/^[\s，,、；;]+/, '')
    .replace(/([。！？!?])[\s，,、；;]+(?=\S)/g, '$1')
    .replace(/[，,、；;\s]+$/, '')
