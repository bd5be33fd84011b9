import type { ToneFinding } from '../model/tone.ts'
import { clausesAround, type Piece, sentencesAround } from './sentences.ts'

/**
 * The text with better words in place of the clauses in question, each said once; what else it
 * says, the facts, stays as the agent wrote it. Of those in `dropped` the clause goes, and nothing
 * comes in its place: what is said of the others is answer enough.
 */
export const rewritten = (
  text: string,
  findings: readonly ToneFinding[],
  dropped: readonly ToneFinding[] = [],
): string => {
  if (findings.length === 0) return text
  let out = ''
  let read = 0
  const said = new Set<string>()
  for (const { start, end, found } of scopesIn(text, findings)) {
    out += text.slice(read, start)
    read = end
    for (const better of betterIn(text, found, dropped)) {
      if (said.has(better)) continue
      said.add(better)
      out += better
    }
    // The better words bring their own mark.
    read += /^[ ，,。！？!?~～…、；;]+/.exec(text.slice(end))?.[0].length ?? 0
  }
  return tidy(out + text.slice(read))
}

interface Scope extends Piece {
  readonly found: readonly ToneFinding[]
}

/** What goes, in order; what overlaps goes together. */
const scopesIn = (text: string, findings: readonly ToneFinding[]): readonly Scope[] => {
  const scopes: Scope[] = []
  const each = findings.map((found) => ({ ...scopeOf(text, found), found: [found] }))
  for (const scope of each.sort((a, b) => a.start - b.start)) {
    const before = scopes.at(-1)
    if (before === undefined || before.end <= scope.start) scopes.push(scope)
    else {
      const end = Math.max(before.end, scope.end)
      scopes[scopes.length - 1] = { ...before, end, found: [...before.found, ...scope.found] }
    }
  }
  return scopes
}

/** Of what is forbidden the whole sentence goes: what follows 「加微信」 is the number. */
const scopeOf = (text: string, found: ToneFinding) =>
  found.strength === 'forbid' ? sentencesAround(text, found) : clausesAround(text, found)

/** Of each clause one better wording, that for what is forbidden before that for the rest. */
const betterIn = (
  text: string,
  found: readonly ToneFinding[],
  dropped: readonly ToneFinding[],
): readonly string[] => {
  const kept: { readonly clause: Piece; readonly found: ToneFinding }[] = []
  const forbidFirst = found.toSorted((a, b) => rank(a) - rank(b) || a.start - b.start)
  for (const each of forbidFirst) {
    if (dropped.includes(each)) continue
    const clause = clausesAround(text, each)
    if (kept.some((other) => clause.start < other.clause.end && other.clause.start < clause.end)) {
      continue
    }
    kept.push({ clause, found: each })
  }
  return kept.toSorted((a, b) => a.clause.start - b.clause.start).map(({ found }) => found.better)
}

const rank = ({ strength }: ToneFinding): number => (strength === 'forbid' ? 0 : 1)

/** What is left where a clause went. */
const tidy = (text: string): string =>
  text
    .replace(/^[\s，,、；;]+/, '')
    .replace(/([。！？!?])[\s，,、；;]+(?=\S)/g, '$1')
    .replace(/[，,、；;\s]+$/, '')
