import { parseSync } from 'vite'

/** Attributes and fields that people read or hear. */
const forPeople =
  /^(?:aria-(?:label|description|roledescription|valuetext|placeholder)|title|alt|label|text|placeholder|tooltip|description|header|footer|message|extra|okText|cancelText|addonBefore|addonAfter|checkedChildren|unCheckedChildren|emptyText)$/
const chinese = /[\p{Script=Han}\u3001-\u303f\uff01-\uff60]/u
/** Colours and codes like `#a6a6a6` are none. */
const isWord = (text: string) =>
  chinese.test(text) || (/\p{L}/u.test(text) && !text.startsWith('#'))

/**
 * Words for people that stand in a source: letters between tags, in attributes that people read,
 * and Chinese (its punctuation, too) in any string.
 */
export function readWords(file: string, source: string): readonly string[] {
  const found: string[] = []
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const note = (text: string) => found.push(text.trim().replace(/\s+/g, ' '))
  const visit = (node: unknown, isChild = false): void => {
    if (Array.isArray(node)) for (const each of node) visit(each, isChild)
    if (!isNode(node)) return
    const isRead = isChild || isForPeople(node)
    if (node.type === 'JSXText' && isWord(String(node.value))) note(String(node.value))
    else if (isRead) for (const text of textsOf(node)) if (isWord(text)) note(text)
    if (!isRead) for (const text of own(node)) if (chinese.test(text)) note(text)
    for (const [key, value] of Object.entries(node)) visit(value, key === 'children')
  }
  visit(program)
  return [...new Set(found)]
}

const isForPeople = ({ type, name, key }: Node): boolean =>
  (type === 'JSXAttribute' && forPeople.test(nameOf(name))) ||
  (type === 'Property' && forPeople.test(nameOf(key)))

const nameOf = (node: unknown) => (isNode(node) ? String(node.name ?? node.value) : '')

/** The strings that an expression may come to. */
const textsOf = (node: unknown): readonly string[] => {
  if (!isNode(node)) return []
  switch (node.type) {
    case 'JSXAttribute':
    case 'Property':
      return textsOf(node.value)
    case 'JSXExpressionContainer':
      return textsOf(node.expression)
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)]
    case 'LogicalExpression':
      return [...textsOf(node.left), ...textsOf(node.right)]
    case 'BinaryExpression':
      return node.operator === '+' ? [...textsOf(node.left), ...textsOf(node.right)] : []
    default:
      return own(node)
  }
}

const own = (node: Node): readonly string[] => {
  if (node.type === 'TemplateLiteral' && Array.isArray(node.quasis))
    return node.quasis.flatMap((quasi) => own(quasi))
  if (node.type === 'TemplateElement') return [String(Object(node.value).cooked)]
  return node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : []
}

interface Node extends Readonly<Record<'type' | 'name' | 'key' | 'value' | 'expression', unknown>> {
  readonly consequent?: unknown
  readonly alternate?: unknown
  readonly left?: unknown
  readonly right?: unknown
  readonly operator?: unknown
  readonly quasis?: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value
