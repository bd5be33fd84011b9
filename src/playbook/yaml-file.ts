import { type Document, isMap, isScalar, isSeq, LineCounter, type Node } from 'yaml'
import { composeDocument } from './compose.ts'
import type { Fault, Place } from './fault.ts'
import { placeAt } from './place.ts'
import type { TextFile } from './read.ts'
import { syntaxFaults, tooDeep } from './syntax.ts'

export type Path = readonly PropertyKey[]

/** A parsed file that still knows where each value was written. */
export interface YamlFile extends TextFile {
  /** `damaged` of `replies/damaged.yaml`. */
  readonly name: string
  readonly value: unknown
  readonly doc: Document
  readonly lines: LineCounter
}

/** Reads YAML 1.2 with the core schema; a file that is not clean YAML has no value at all. */
export const parseYaml = (source: TextFile): YamlFile | Fault[] => {
  const lines = new LineCounter()
  const doc = composeDocument(source.text, lines)
  if ('tooDeepAt' in doc) return [tooDeep(source, lines, doc.tooDeepAt)]
  const faults = syntaxFaults(source, doc, lines)
  if (faults.length > 0) return faults
  const name = source.file.replace(/^.*\//, '').replace(/\.yaml$/, '')
  return { ...source, name, doc, lines, value: doc.toJS({ maxAliasCount: 0 }) }
}

/** Where the value at `path` begins; where it is empty or missing, the nearest thing that is there. */
export const placeOf = (file: YamlFile, path: Path): Place => {
  const found = find(file, path)
  const empty = isScalar(found.node) && found.node.value === null
  return placeAt(file, offsetOf(empty ? (found.key ?? found.node) : found.node))
}

/** Where the key at the end of `path` is written. */
export const placeOfKey = (file: YamlFile, path: Path): Place => {
  const found = find(file, path)
  return placeAt(file, offsetOf(found.key ?? found.node))
}

/** Where the piece of text at `index` of the string at `path` is written. */
export const placeInside = (file: YamlFile, path: Path, piece: string, index: number): Place => {
  const { node } = find(file, path)
  const start = offsetOf(node)
  if (!isScalar(node) || typeof node.value !== 'string') return placeAt(file, start)
  let at = start - 1
  for (let before = node.value.indexOf(piece); before >= 0; ) {
    at = file.text.indexOf(piece, at + 1)
    if (before >= index) break
    before = node.value.indexOf(piece, before + 1)
  }
  return placeAt(file, at < start || at > (node.range?.[1] ?? start) ? start : at)
}

interface Found {
  readonly node: Node | null
  readonly key?: Node
}

/** The node at the path, or the deepest one on the way to it. */
const find = ({ doc }: YamlFile, path: Path): Found => {
  let found: Found = { node: doc.contents }
  for (const step of path) {
    const next = child(found.node, step)
    if (!next) return found
    found = next
  }
  return found
}

const child = (node: Node | null, step: PropertyKey): Found | undefined => {
  if (isSeq<Node>(node)) {
    const item = node.items[Number(step)]
    return item ? { node: item } : undefined
  }
  if (!isMap<Node, Node | null>(node)) return undefined
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step)
  return pair ? { node: pair.value ?? pair.key, key: pair.key } : undefined
}

/** A map begins at its first key, with or without braces around it. */
const offsetOf = (node: Node | null): number => {
  const first = isMap<Node>(node) ? node.items[0]?.key : undefined
  return (first ?? node)?.range?.[0] ?? 0
}
