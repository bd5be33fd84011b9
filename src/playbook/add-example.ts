import { isMap, isScalar, isSeq, LineCounter, type Node } from 'yaml'
import { composeDocument } from './compose.ts'

/**
 * The text of an intent's file with one sentence more at the end of its examples: one line is
 * different and every comment stays. Undefined where the file has no such list.
 */
export const addExample = (
  text: string,
  sentence: string,
): { readonly text: string; readonly line: number } | undefined => {
  const lines = new LineCounter()
  const doc = composeDocument(text, lines)
  if ('tooDeepAt' in doc || doc.errors.length > 0 || !isMap<Node, Node>(doc.contents)) {
    return undefined
  }
  const pair = doc.contents.items.find(({ key }) => isScalar(key) && key.value === 'examples')
  const list = pair?.value
  if (!isSeq<Node>(list)) return undefined
  const last = list.items.at(-1)
  const end = last?.range?.[1]
  const start = last?.range?.[0]
  if (end === undefined || start === undefined) return undefined
  const flow = list.flow === true
  const at = flow ? end : endOfLine(text, end)
  const added = flow ? `, ${plainOrQuoted(sentence)}` : lineAfter(text, start, sentence)
  return {
    text: text.slice(0, at) + added + text.slice(at),
    line: lines.linePos(end).line + (flow ? 0 : 1),
  }
}

/** The line's end, behind a comment that stands on it. */
const endOfLine = (text: string, from: number): number => {
  const found = text.indexOf('\n', text[from - 1] === '\n' ? from - 1 : from)
  const end = found < 0 ? text.length : found
  return text[end - 1] === '\r' ? end - 1 : end
}

/** As far to the right as the item before it. */
const lineAfter = (text: string, start: number, sentence: string): string => {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const [indent = ''] = /^[ ]*/.exec(text.slice(lineStart, start)) ?? []
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  return `${newline}${indent}- ${plainOrQuoted(sentence)}`
}

/** Plain where YAML reads it as the same text, in quotes where it would not. */
export const plainOrQuoted = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  const isPlain = /^[\p{L}][^:#,[\]{}"'&*!|>%@`\\]*$/u.test(line)
  return isPlain && !/^(?:true|false|null)$/i.test(line) ? line : JSON.stringify(line)
}
