import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  type LineCounter,
  type Node,
  visit,
  type YAMLMap,
} from 'yaml'
import { errorAt, type Fault, mostFaults, type Place } from './fault.ts'
import { placeAt } from './place.ts'
import type { TextFile } from './read.ts'
import { type SlipCode, trap, wordsAt } from './syntax-words.ts'

interface Slip {
  readonly code: SlipCode
  readonly offset: number
}

/** What is wrong with the YAML itself: the first slip of each item, for the rest follows from it. */
export const syntaxFaults = (source: TextFile, doc: Document, lines: LineCounter): Fault[] => {
  const unclosed = unclosedIn(doc)
  // The parser tells of an open bracket where it gives up looking for its end.
  const givenUp = new Set(unclosed.map(({ endedAt }) => endedAt))
  const slips = [
    ...parserSlips(doc).filter(({ code, offset }) => !(marksEnd.has(code) && givenUp.has(offset))),
    ...ownSlips(doc),
    ...unclosed,
  ].sort((a, b) => a.offset - b.offset)
  const text = source.text.split('\n')
  const faults: Fault[] = []
  let goodFrom = 0
  let isLost = false
  for (const { code, offset } of slips) {
    const place = placeAt({ ...source, lines }, offset)
    if (place.line < goodFrom || (isLost && code === 'UNEXPECTED_TOKEN')) continue
    if (faults.length === mostFaults) break
    isLost ||= code === 'UNEXPECTED_TOKEN' || breaksLevels.has(code)
    const start = breaksLevels.has(code) ? /^[^\s#]/ : /^(?:[^\s#]| {1,2}- )/
    const next = text.findIndex((line, index) => index >= place.line && start.test(line))
    goodFrom = next < 0 ? Number.POSITIVE_INFINITY : next + 1
    faults.push(strayIndent(code, place, text) ?? faultOf(code, place, source.text.charAt(offset)))
  }
  return faults
}

/** A line that stands between two levels: the parser misses a 「- 」 there, and there is none to add. */
const strayIndent = (code: SlipCode, place: Place, text: readonly string[]): Fault | undefined => {
  const indent = place.sourceLine.search(/[^ ]/)
  if (code !== 'MISSING_CHAR' || place.column !== 1 || indent < 1) return undefined
  const levels = levelsOf(text.slice(0, place.line - 1))
  if (levels.length === 0) return undefined
  const nearest = levels.reduce((best, each) =>
    Math.abs(each - indent) < Math.abs(best - indent) ? each : best,
  )
  return errorAt(
    place,
    [
      `缩进不对：前面有 ${indent} 个空格，和上面的哪一行都对不齐`,
      `wrong indent: ${indent} spaces, which aligns with nothing above`,
    ],
    [
      `和上面同一层的行对齐，多半是 ${nearest} 个空格`,
      `align it with the lines of its level, probably ${nearest} spaces`,
    ],
  )
}

/** Where fields begin on the lines above, the last line first: behind the 「- 」 of a list. */
const levelsOf = (above: readonly string[]): readonly number[] =>
  above
    .flatMap((line) => /^((?: *- )* *)[\w\u4e00-\u9fff]+:/.exec(line)?.[1]?.length ?? [])
    .toReversed()

export const tooDeep = (source: TextFile, lines: LineCounter, offset: number): Fault =>
  faultOf('RESOURCE_EXHAUSTION', placeAt({ ...source, lines }, offset))

const faultOf = (code: SlipCode, place: Place, at = ''): Fault => {
  const [message, remedy] = wordsAt(code, at)
  return errorAt(place, message, trap(place.sourceLine) ?? remedy)
}

const parserSlips = ({ errors, warnings }: Document): Slip[] =>
  [...errors, ...warnings].map(({ code, pos }) => ({ code, offset: pos[0] }))

/** Brackets that are opened and not closed, in the order of the file. */
const unclosedIn = (doc: Document): (Slip & { readonly endedAt: number })[] => {
  const found: (Slip & { readonly endedAt: number })[] = []
  visit(doc, {
    Node: (_key, node) => {
      if (!isCollection(node) || !node.range) return
      const token = node.srcToken
      if (token?.type !== 'flow-collection') return
      const [offset, endedAt] = node.range
      const end = token.start.source === '[' ? ']' : '}'
      if (token.end[0]?.source !== end) found.push({ code: 'UNCLOSED', offset, endedAt })
    },
  })
  return found
}

/** What the parser allows and a playbook does not: anchors, aliases, the same key twice. */
const ownSlips = (doc: Document): Slip[] => {
  const slips: Slip[] = []
  visit(doc, {
    Node: (_key, node) => {
      const anchored = 'anchor' in node && node.anchor !== undefined
      if (isAlias(node) || anchored) slips.push({ code: 'ANCHOR', offset: node.range?.[0] ?? 0 })
      if (isMap<Node>(node)) slips.push(...repeatedKeys(node))
    },
  })
  return slips
}

const repeatedKeys = ({ items }: YAMLMap<Node>): Slip[] => {
  const keys = new Set<string>()
  return items.flatMap(({ key }) => {
    const name = isScalar(key) ? String(key.value) : ''
    if (!keys.has(name)) {
      keys.add(name)
      return []
    }
    return [{ code: 'DUPLICATE_KEY', offset: key.range?.[0] ?? 0 }]
  })
}

/** What the parser says where a bracket should have been closed. */
const marksEnd: ReadonlySet<SlipCode> = new Set(['BAD_INDENT', 'MISSING_CHAR'])

/** After these the parser has lost the levels until the next key at the margin. */
const breaksLevels: ReadonlySet<SlipCode> = new Set([
  'UNCLOSED',
  'TAB_AS_INDENT',
  'BAD_INDENT',
  'MISSING_CHAR',
])
