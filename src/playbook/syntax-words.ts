import type { ErrorCode } from 'yaml'
import type { Words } from './fault.ts'

/** The parser's codes, and two of our own. */
export type SlipCode = ErrorCode | 'ANCHOR' | 'UNCLOSED'

/** Traps that Chinese keyboards and templates set; whatever the parser says, this is the reason. */
export const trap = (line: string): Words | undefined => {
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

/** With the character that is there. */
export const wordsAt = (code: SlipCode, at: string): readonly [message: Words, remedy?: Words] => {
  if (code === 'UNCLOSED') {
    const end = at === '[' ? ']' : '}'
    return [
      [`这里的 ${at} 没有关上`, `this ${at} is never closed`],
      [
        `在内容后面补上 ${end}；如果只是文字，请放在英文引号里："…"`,
        `put ${end} behind its content; if it is plain text, put it in quotes: "…"`,
      ],
    ]
  }
  if (code !== 'BAD_SCALAR_START' || /[@`]/.test(at)) return words[code]
  if (/[|>]/.test(at)) {
    return [
      [`${at} 要写在「字段: 」后面，不能写在括号里或文字中间`, `${at} belongs behind "key: " only`],
      ['看看前面的 [ 或 { 有没有关上', 'check that each [ or { before it is closed'],
    ]
  }
  return [[`文字不能以 ${at} 开头`, `a text cannot begin with ${at}`], quote]
}

/** What each code of the parser means to somebody who never heard of YAML. */
const words: Record<Exclude<SlipCode, 'UNCLOSED'>, readonly [message: Words, remedy?: Words]> = {
  TAB_AS_INDENT: [
    ['缩进用了 Tab 键', 'a tab is used to indent'],
    ['改成空格：每一层两个空格', 'use spaces: two for each level'],
  ],
  BAD_INDENT: [['缩进不对', 'wrong indent'], align],
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
