import { Composer, type Document, type LineCounter, Parser, YAMLParseError } from 'yaml'

/** Far more than any playbook needs, and far less than what exhausts the stack. */
const deepest = 64

/**
 * Composes a file's document, or tells where it is nested too deeply; a second document is an
 * error of the first. Parsing keeps its own stack, but composing is recursive, and a thousand
 * nested brackets would end the whole process there: so the depth is watched while parsing.
 */
export const composeDocument = (
  text: string,
  lines: LineCounter,
): Document | { readonly tooDeepAt: number } => {
  const parser = new ShallowParser(lines.addNewLine)
  const composer = new Composer({
    schema: 'core',
    version: '1.2',
    // Compares each key with each other one; syntax.ts looks for duplicates in one pass.
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    // Whether a bracket was closed stands nowhere else.
    keepSourceTokens: true,
  })
  let first: Document | undefined
  try {
    for (const document of composer.compose(parser.parse(text), true, text.length)) {
      if (first) {
        const [start, end] = document.range
        first.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', ''))
        break
      }
      first = document
    }
  } catch (cause) {
    if (!parser.tooDeep) throw cause
  }
  return first && !parser.tooDeep ? first : { tooDeepAt: parser.offset }
}

class ShallowParser extends Parser {
  tooDeep = false

  override *next(lexeme: string) {
    yield* super.next(lexeme)
    this.tooDeep = this.stack.length > deepest
    if (this.tooDeep) throw new RangeError('nested too deeply')
  }
}
