import type { ToneFinding } from '../model/tone.ts'
import type { Seen } from './look.ts'
import { clausesAround, type Piece, sentencesAround } from './sentences.ts'

/**
 * Better wordings of a text, what keeps most of it first: with better words in place of the clauses in
 * question, then of their sentences, then the better words alone.
 */
export function* rewritings(text: string, { findings, bare }: Seen): Generator<string> {
  const [worst] = findings.toSorted((a, b) => rank(a) - rank(b))
  if (worst === undefined) return
  yield rewritten(text, { findings, bare, scopeOf: narrow })
  yield rewritten(text, { findings, bare, scopeOf: sentencesAround })
  yield worst.better
}

type ScopeOf = (text: string, found: ToneFinding) => Piece

interface Rewriting extends Seen {
  /** What goes where something was found. */
  readonly scopeOf: ScopeOf
}

/** Of those that are `bare` the clause goes, and nothing comes in its place. */
const rewritten = (text: string, { findings, bare, scopeOf }: Rewriting): string => {
  let out = ''
  let read = 0
  let last = ''
  /** Categories and wordings: nobody apologises twice for the same. */
  const answered = new Set<string>()
  for (const { start, end, found } of scopesIn(text, findings, scopeOf)) {
    out += text.slice(read, start)
    read = end
    for (const { category, better } of betterIn(text, found, bare)) {
      if (answered.has(category) || answered.has(better)) continue
      answered.add(category).add(better)
      if (last !== '' && out.endsWith(last)) out = out.slice(0, -last.length) + unasked(last)
      out += better
      last = better
    }
    // The better words bring their own mark.
    read += /^[ ，,。！？!?~～…、；;]+/.exec(text.slice(end))?.[0].length ?? 0
  }
  return tidy(out + text.slice(read))
}

/** Of two questions in a row the second one is enough. */
const unasked = (better: string): string => better.replace(/，(?:您看)?(?:可以|好|行)吗？$/, '。')

interface Scope extends Piece {
  readonly found: readonly ToneFinding[]
}

/** What goes, in order; what overlaps goes together. */
const scopesIn = (
  text: string,
  findings: readonly ToneFinding[],
  scopeOf: ScopeOf,
): readonly Scope[] => {
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
const narrow: ScopeOf = (text, found) =>
  found.strength === 'forbid' ? sentencesAround(text, found) : clausesAround(text, found)

/** Of each clause the finding that is answered: what is forbidden before the rest. */
const betterIn = (
  text: string,
  found: readonly ToneFinding[],
  dropped: readonly ToneFinding[],
): readonly ToneFinding[] => {
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
  return kept.toSorted((a, b) => a.clause.start - b.clause.start).map((each) => each.found)
}

const rank = ({ strength }: ToneFinding): number => (strength === 'forbid' ? 0 : 1)

/** What is left where a clause went. */
const tidy = (text: string): string =>
  text
    .replace(/^[\s，,、；;]+/, '')
    .replace(/([。！？!?])[\s，,、；;]+(?=\S)/g, '$1')
    .replace(/[，,、；;\s]+$/, '')
