import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Named, Vocabulary } from '../../../shared/index.ts'
import { choicesOf, fieldsOf, type Schema, schemasAt } from './schema.ts'
import { type Spot, spotAt } from './spot.ts'

/** What there is to choose from in a file of this kind. */
export interface Choosing {
  readonly vocabulary: Vocabulary | undefined
  readonly kind: string
}

/** Fields, words and names that may stand where somebody writes. */
export const complete =
  (choosing: () => Choosing) =>
  (context: CompletionContext): CompletionResult | null => {
    const { vocabulary, kind } = choosing()
    if (vocabulary === undefined) return null
    const { state, pos, explicit } = context
    const variable = context.matchBefore(/\{\{\s*[\w.]*$/)
    if (variable !== null) {
      const from = variable.from + (/^\{\{\s*/.exec(variable.text)?.[0].length ?? 2)
      const isClosed = state.sliceDoc(pos, pos + 2) === '}}'
      return { from, options: variablesIn(vocabulary, isClosed ? '' : '}}'), validFor: /^[\w.]*$/ }
    }
    const spot = spotAt(state.doc.toString(), pos)
    if (spot === undefined || (spot.typed === '' && !explicit && spot.kind === 'key')) return null
    const options = optionsAt(spot, vocabulary, kind)
    return options.length === 0 ? null : { from: spot.from, options, validFor: /^[\w\p{L}-]*$/u }
  }

const optionsAt = (spot: Spot, vocabulary: Vocabulary, kind: string): readonly Completion[] => {
  const root = vocabulary.schemas[kind] as Schema | undefined
  if (root === undefined) return []
  const schemas = schemasAt(root, spot.path)
  if (spot.kind === 'key') {
    const fields = fieldsOf(schemas)
    const free = [...fields].filter(([field]) => !spot.present.includes(field))
    if (fields.size > 0) return free.map(([field, schema]) => fieldOption(field, schema, schemas))
  }
  const names = namesFor(spot.path, vocabulary)
  return [
    ...choicesOf(schemas).map((word): Completion => ({ label: word, type: 'enum' })),
    ...names.map(({ id, title }): Completion => ({ label: id, detail: title, type: 'constant' })),
  ]
}

const fieldOption = (field: string, schema: Schema, forms: readonly Schema[]): Completion => {
  const isRequired = forms.some(({ required }) => required?.includes(field))
  return {
    label: field,
    apply: `${field}: `,
    type: 'property',
    boost: isRequired ? 1 : 0,
    ...(schema.description === undefined ? {} : { detail: schema.description }),
  }
}

const variablesIn = ({ variables, shop }: Vocabulary, close: string): readonly Completion[] => [
  ...variables.map((name): Completion => ({ label: name, apply: name + close, type: 'variable' })),
  ...shop.map(
    ({ id, title }): Completion => ({
      label: `shop.${id}`,
      apply: `shop.${id}${close}`,
      detail: title,
      type: 'variable',
    }),
  ),
]

/** Which field names what. */
export const namesFor = (path: readonly string[], vocabulary: Vocabulary): readonly Named[] => {
  const field = path.findLast((step) => step !== '[]') ?? ''
  switch (field) {
    case 'intents':
    case 'intent':
      return vocabulary.intents
    case 'collect':
    case 'invites':
    case 'other_flow':
      return vocabulary.flows
    case 'answer':
      return vocabulary.answers
    case 'severity_rule':
      return vocabulary.rules
    case 'told_by':
      return vocabulary.groups.map((name) => ({ id: name, title: '' }))
    default:
      return []
  }
}
