import { parseSync } from 'vite'

/** One import, `export … from`, `import()` or `import('…')` type. */
export interface Link {
  readonly to: string
  readonly isType: boolean
}

/** What a file imports, and what it does that a pure file may not. */
export function readSource(
  file: string,
  source: string,
): { links: readonly Link[]; sins: readonly string[] } {
  const links: Link[] = []
  const sins: string[] = []
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const visit = (node: unknown): void => {
    if (!isTree(node)) return
    const link = linkOf(node)
    if (link) links.push(link)
    const sin = sinOf(node)
    if (sin) sins.push(sin)
    Object.values(node).forEach(visit)
  }
  visit(program)
  return { links, sins }
}

/** `import { type A }` counts as a value: the compiler keeps the import itself. */
function linkOf({ type, source, importKind, exportKind }: Tree): Link | undefined {
  if (!isTree(source) || !/^(?:Import|Export|TSImport)/.test(String(type))) return undefined
  const to = typeof source.value === 'string' ? source.value : '<computed>'
  const isType = type === 'TSImportType' || importKind === 'type' || exportKind === 'type'
  return { to, isType }
}

const impureNames = [
  'Promise',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'fetch',
  'performance',
]

function sinOf(node: Tree): string | undefined {
  const { type, name, object, property, callee, arguments: given } = node
  const nameOf = (other: unknown) => (isTree(other) ? String(other.name ?? other.value) : '')
  const member = type === 'MemberExpression' ? `${nameOf(object)}.${nameOf(property)}` : ''
  if (['Date.now', 'Math.random', 'process.env'].includes(member)) return member
  if (nameOf(callee) === 'Date' && (type === 'CallExpression' || given?.length === 0))
    return 'the present date'
  if (type === 'AwaitExpression' || node.async === true) return 'async'
  if (type === 'Identifier' && impureNames.includes(String(name))) return String(name)
  const isProcess = type === 'VariableDeclarator' && nameOf(node.init) === 'process'
  return isProcess ? 'process.env' : undefined
}

/** A node of the syntax tree, with what is looked at here. */
interface Tree extends Readonly<Record<'type' | 'name' | 'value' | 'source', unknown>> {
  readonly importKind?: unknown
  readonly exportKind?: unknown
  readonly object?: unknown
  readonly property?: unknown
  readonly callee?: unknown
  readonly arguments?: readonly unknown[]
  readonly async?: unknown
  readonly init?: unknown
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null
