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
  /** Categories and wordings: nobody apologises twice for the same. */
  const answered = new Set<string>()
  for (const { start, end, found } of scopesIn(text, findings, scopeOf)) {
    out += text.slice(read, start)
    read = end
    const fresh = found.find(
      (each) => !bare.includes(each) && !answered.has(each.category) && !answered.has(each.better),
    )
    if (fresh !== undefined) {
      answered.add(fresh.category).add(fresh.better)
      out += fresh.better
    }
    // The better words bring their own mark.
    read += /^[ ，,。！？!?~～…、；;]+/.exec(text.slice(end))?.[0].length ?? 0
  }
  return tidy(out + text.slice(read))
}

interface Scope extends Piece {
  /** What is forbidden first: one wording answers for all. */
  readonly found: readonly ToneFinding[]
}

/** What goes, in order. With nothing said between them they go together: two answers are two voices. */
const scopesIn = (
  text: string,
  findings: readonly ToneFinding[],
  scopeOf: ScopeOf,
): readonly Scope[] => {
  const scopes: Scope[] = []
  const each = findings.map((found) => ({ ...scopeOf(text, found), found: [found] }))
  for (const scope of each.sort((a, b) => a.start - b.start)) {
    const before = scopes.at(-1)
    if (before === undefined || isSaid(text.slice(before.end, scope.start))) scopes.push(scope)
    else {
      const end = Math.max(before.end, scope.end)
      scopes[scopes.length - 1] = { ...before, end, found: [...before.found, ...scope.found] }
    }
  }
  return scopes.map(({ found, ...piece }) => ({
    ...piece,
    found: found.toSorted((a, b) => rank(a) - rank(b) || a.start - b.start),
  }))
}

const isSaid = (between: string): boolean => /[^\s\p{P}～~]/u.test(between)

/** Of what is forbidden the whole sentence goes: what follows 「加微信」 is the number. */
const narrow: ScopeOf = (text, found) =>
  found.strength === 'forbid' ? sentencesAround(text, found) : clausesAround(text, found)

const rank = ({ strength }: ToneFinding): number => (strength === 'forbid' ? 0 : 1)

/** What is left where a clause went. */
const tidy = (text: string): string =>
  text
    .replace(/^[\s，,、；;]+/, '')
    .replace(/([。！？!?])[\s，,、；;]+(?=\S)/g, '$1')
    .replace(/[，,、；;\s]+$/, '')
