import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  type LineCounter,
  type Node,
  visit,
  type YAMLMap,
} from 'yaml'
import { errorAt, type Fault, mostFaults, type Place, type Words } from './fault.ts'
import { placeAt } from './place.ts'
import type { TextFile } from './read.ts'

interface Slip {
  readonly code: ErrorCode | 'ANCHOR'
  readonly offset: number
}

/** What is wrong with the YAML itself: the first slip of each item, for the rest follows from it. */
export const syntaxFaults = (source: TextFile, doc: Document, lines: LineCounter): Fault[] => {
  const slips = [...parserSlips(doc), ...ownSlips(doc)].sort((a, b) => a.offset - b.offset)
  const text = source.text.split('\n')
  const faults: Fault[] = []
  let goodFrom = 0
  for (const { code, offset } of slips) {
    const place = placeAt({ ...source, lines }, offset)
    if (place.line < goodFrom) continue
    if (faults.length === mostFaults) break
    const start = breaksLevels.has(code) ? /^[^\s#]/ : /^(?:[^\s#]| {1,2}- )/
    const next = text.findIndex((line, index) => index >= place.line && start.test(line))
    goodFrom = next < 0 ? Number.POSITIVE_INFINITY : next + 1
    faults.push(strayIndent(code, place, text) ?? faultOf(code, place))
  }
  return faults
}

/** A line that stands between two levels: the parser misses a 「- 」 there, and there is none to add. */
const strayIndent = (
  code: Slip['code'],
  place: Place,
  text: readonly string[],
): Fault | undefined => {
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

const faultOf = (code: Slip['code'], place: Place): Fault => {
  const [message, remedy] = words[code]
  return errorAt(place, message, trap(place.sourceLine) ?? remedy)
}

const parserSlips = ({ errors, warnings }: Document): Slip[] =>
  [...errors, ...warnings].map(({ code, pos }) => ({ code, offset: pos[0] }))

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

/** After these the parser has lost the levels until the next key at the margin. */
const breaksLevels: ReadonlySet<Slip['code']> = new Set([
  'TAB_AS_INDENT',
  'BAD_INDENT',
  'MISSING_CHAR',
])

/** Traps that Chinese keyboards and templates set; whatever the parser says, this is the reason. */
const trap = (line: string): Words | undefined => {
  if (/^\s*(?:- )?[\w\u4e00-\u9fff]+：/.test(line)) {
    return [
      '冒号要用英文冒号加一个空格「: 」，不是中文冒号「：」',
      'write an ASCII colon and a space ": "',
    ]
  }
  if (/^\s*(?:- )?\w+:[^\s:/]/.test(line)) {
    return ['英文冒号后面要有一个空格', 'put a space after the colon']
  }
  if (/(?:^\s*- |: )\{\{/.test(line)) {
    return ['以 {{ 开头的内容要放在英文引号里："{{…}}"', 'quote a text that begins with {{']
  }
  if (/(?:^\s*- |: )[!&*@`%]/.test(line)) {
    return [
      '以 ! & * @ % ` 开头的内容要放在英文引号里："…"',
      'quote a text that begins with ! & * @ % `',
    ]
  }
  return undefined
}

const quote: Words = ['把这段内容放在英文引号里："…"', 'put this text in quotes: "…"']
const align: Words = [
  '同一层的内容要左对齐，下一层多缩进两个空格',
  'align what belongs together; indent two more spaces for the next level',
]
const unsupported: Words = [
  '如果只是文字，请放在英文引号里："…"',
  'if this is plain text, put it in quotes: "…"',
]

/** What each code of the parser means to somebody who never heard of YAML. */
const words: Record<Slip['code'], readonly [message: Words, remedy?: Words]> = {
  TAB_AS_INDENT: [
    ['缩进用了 Tab 键', 'a tab is used to indent'],
    ['改成空格：每一层两个空格', 'use spaces: two for each level'],
  ],
  BAD_INDENT: [['缩进不对，或者前面的括号没有关上', 'wrong indent or unclosed bracket'], align],
  MISSING_CHAR: [
    ['缺少符号：可能少了引号、逗号、冒号或「- 」', 'a quote, comma, colon or "- " is missing'],
    ['看看这一行和上面几行的引号、括号是否成对', 'check that quotes and brackets come in pairs'],
  ],
  DUPLICATE_KEY: [
    ['同一个字段写了两次', 'the same key is written twice'],
    ['合并成一个，或者删掉其中一个', 'merge the two or delete one of them'],
  ],
  BAD_SCALAR_START: [['文字不能以 @ 或 ` 开头', 'a text cannot begin with @ or `'], quote],
  BLOCK_AS_IMPLICIT_KEY: [
    ['一行里有两个冒号，或者缩进不对', 'two colons in one line, or wrong indent'],
    ['文字里有「: 」时要加英文引号；同一层要左对齐', 'quote a text that holds ": "; align levels'],
  ],
  BLOCK_IN_FLOW: [['括号 [ ] 或 { } 里不能换行缩进写列表', 'no block inside [ ] or { }'], align],
  MULTILINE_IMPLICIT_KEY: [
    ['这一行读不出「字段: 内容」', 'this line does not read as "key: value"'],
    ['检查冒号（英文冒号加空格）和缩进', 'check the colon (with a space behind it) and the indent'],
  ],
  KEY_OVER_1024_CHARS: [['字段名太长', 'the key is too long'], quote],
  NON_STRING_KEY: [['字段名只能是文字', 'a key must be plain text'], quote],
  UNEXPECTED_TOKEN: [['这里有多余的内容', 'something does not belong here'], quote],
  BAD_DQ_ESCAPE: [
    ['双引号里的反斜杠 \\ 用得不对', 'wrong use of a backslash inside double quotes'],
    ['换成单引号，或者把 \\ 写成 \\\\', 'use single quotes, or write \\\\ for \\'],
  ],
  MULTIPLE_DOCS: [
    ['一个文件里只能有一份内容', 'only one document a file'],
    ['删掉单独一行的「---」', 'delete the line that says "---"'],
  ],
  ANCHOR: [
    ['这里不能用引用（& 或 * 开头）', 'anchors and aliases (& or *) are not allowed'],
    unsupported,
  ],
  BAD_ALIAS: [
    ['这里不能用引用（& 或 * 开头）', 'anchors and aliases are not allowed'],
    unsupported,
  ],
  ALIAS_PROPS: [['这里不能用引用（* 开头）', 'aliases are not allowed'], unsupported],
  MULTIPLE_ANCHORS: [['这里不能用引用（& 开头）', 'anchors are not allowed'], unsupported],
  MULTIPLE_TAGS: [['文字不能以 ! 开头', 'a text cannot begin with !'], unsupported],
  TAG_RESOLVE_FAILED: [['文字不能以 ! 开头', 'a text cannot begin with !'], unsupported],
  BAD_COLLECTION_TYPE: [['文字不能以 ! 开头', 'a text cannot begin with !'], unsupported],
  BAD_PROP_ORDER: [['& 或 ! 的位置不对', 'misplaced & or !'], unsupported],
  BAD_DIRECTIVE: [['这一行不能以 % 开头', 'this line cannot begin with %'], quote],
  RESOURCE_EXHAUSTION: [
    ['括号套得太深', 'nested too deeply'],
    ['去掉多余的括号', 'unnest it'],
  ],
  IMPOSSIBLE: [['这里读不懂', 'this cannot be read'], quote],
}
