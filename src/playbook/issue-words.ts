import type { z } from 'zod'
import { closest } from '../model/closest.ts'
import { didYouMean } from './did-you-mean.ts'
import type { Words } from './fault.ts'
import { fieldLabel, fieldOf } from './field-words.ts'

interface Said {
  readonly message: Words
  readonly remedy?: Words
}

/** True when the last step of the path is a field that is not there at all. */
export const isMissing = (root: unknown, path: readonly PropertyKey[]): boolean => {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return false
    if (!Object.hasOwn(value, step)) return true
    value = Reflect.get(value, step)
  }
  return false
}

/** What is wrong with a value, in the operators' words; zod's own words are for programmers. */
export const issueWords = (issue: z.core.$ZodIssue, value: unknown, missing: boolean): Said => {
  const field = fieldOf(issue.path)
  const label = fieldLabel(field)
  if (missing) return { message: [`缺少${label}`, `"${field}" is missing`] }
  if (value === null || (value === '' && issue.code === 'too_small')) return empty(issue, field)
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, value, field)
    case 'invalid_value':
      return notOneOf(issue.values.map(String), value, field)
    case 'invalid_union':
      return wrongForm(issue, value, field)
    case 'invalid_format':
      return wrongFormat('pattern' in issue ? String(issue.pattern) : '', String(value), field)
    case 'too_small':
      return outOfRange(issue.origin, `${issue.minimum}`, 'least', field)
    case 'too_big':
      return outOfRange(issue.origin, `${issue.maximum}`, 'most', field)
    default:
      return { message: [`${label}写得不对`, `"${field}" is wrong: ${issue.message}`] }
  }
}

const empty = (issue: z.core.$ZodIssue, field: string): Said => {
  if (issue.path.length === 0) return { message: ['文件是空的', 'the file is empty'] }
  if (typeof issue.path.at(-1) === 'number') {
    return { message: [`${fieldLabel(field)}里有一条是空的`, `an item of "${field}" is empty`] }
  }
  return { message: [`${fieldLabel(field)}后面是空的`, `"${field}" is empty`] }
}

const typeWords: Readonly<Record<string, Words>> = {
  string: ['一段文字', 'a text'],
  array: ['一个列表，例如 [第一个, 第二个]', 'a list, such as [one, two]'],
  object: ['一组「字段: 内容」', 'a group of "field: value"'],
  record: ['一组「名称: 内容」', 'a group of "name: value"'],
  number: ['一个数字，例如 3', 'a number, such as 3'],
  int: ['一个整数，例如 3', 'a whole number, such as 3'],
  boolean: ['true（是）或 false（否）', 'true or false'],
}

const wrongType = (expected: string, value: unknown, field: string): Said => {
  const [zh, en] = typeWords[expected] ?? [expected, expected]
  if (field === '') {
    return {
      message: [`整个文件应该是${zh}`, `the whole file should be ${en}`],
      remedy: [
        '检查第一行：英文冒号后面要有空格，例如 id: damaged',
        'check the first line: "id: damaged"',
      ],
    }
  }
  const message: Words = [`${fieldLabel(field)}应该是${zh}`, `"${field}" should be ${en}`]
  const isNumber = typeof value === 'number' || typeof value === 'boolean'
  if (expected === 'string' && isNumber) return { message, remedy: quoted(value) }
  const remedy = retyped(expected, value)
  return remedy ? { message, remedy } : { message }
}

/** How the same thing is written in the type that is wanted. */
const retyped = (expected: string, value: unknown): Words | undefined => {
  switch (expected) {
    case 'string':
      return [
        '写一段文字；文字里有英文冒号或方括号的，整段加上英文引号',
        'write a text; one with a colon or brackets goes in quotes',
      ]
    case 'array':
      return typeof value === 'object' ? undefined : [`写成 [${value}]`, `write [${value}]`]
    case 'number':
    case 'int':
      return ['只写数字，不带单位和引号，例如 3', 'write the number alone, without unit or quotes']
    case 'boolean':
      return ['只能写 true 或 false，不加引号', 'write true or false, without quotes']
    case 'object':
    case 'record':
      return [
        '写成几行「字段: 内容」，比上一行多缩进两格；不需要就整行删掉',
        'write lines of "field: value", indented by two more; or delete the line',
      ]
    default:
      return undefined
  }
}

const notOneOf = (values: readonly string[], value: unknown, field: string): Said => {
  const word = String(value)
  const meant = typeof value === 'string' ? closest(word, values) : undefined
  const [zh, en] = didYouMean(meant)
  return {
    message: [`${fieldLabel(field)}不能是「${word}」${zh}`, `"${field}" cannot be "${word}"${en}`],
    remedy: [`可以写：${values.join('、')}`, `one of: ${values.join(', ')}`],
  }
}

const wrongForm = (issue: z.core.$ZodIssueInvalidUnion, value: unknown, field: string): Said => {
  if ('options' in issue && Array.isArray(issue.options)) {
    return notOneOf(issue.options.map(String), value, field)
  }
  const message: Words = [`${fieldLabel(field)}写得不对`, `"${field}" is wrong`]
  const remedy = typeof value === 'number' ? quoted(value) : unionForms[field]
  return remedy ? { message, remedy } : { message }
}

/** An order number is larger than what a number can hold: repeating it would spoil its end. */
const quoted = (value: unknown): Words =>
  typeof value === 'number' && !Number.isSafeInteger(value)
    ? ['给这个数字加上英文引号', 'put this number in quotes']
    : [`加上英文引号："${value}"`, `put it in quotes: "${value}"`]

/** What may be written where several forms are allowed. */
const unionForms: Readonly<Record<string, Words>> = {
  next: [
    '写 handoff（转人工），或者 { collect: 流程编号 }（开始取证）',
    'write handoff, or { collect: <flow id> }',
  ],
  customer: [
    '写一句话，或者 { image: 名称 }、{ order: "订单号" }；几条消息写成列表 [第一条, 第二条]',
    'write a sentence, or { image: <name> }, { order: "<number>" }; several messages as a list',
  ],
  says: [
    '写一段文字；几段都要有就写成列表，有一段就行的写成 [[这个, 那个]]',
    'write a text; a list where each must be said, [[this, that]] where one is enough',
  ],
}

const snake: Words = [
  '只能用小写英文字母、数字和下划线，以字母开头，例如 refund_status',
  'only lower-case letters, digits and _, such as refund_status',
]
const kebab: Words = [
  '只能用小写英文字母、数字和短横线，以字母开头，例如 refund-status',
  'only lower-case letters, digits and -, such as refund-status',
]

/** By the pattern's source, as it stands in schema.ts. */
const formats: Readonly<Record<string, Words>> = {
  '/^[a-z][a-z0-9_]*$/': snake,
  '/^[a-z][a-z0-9-]*$/': kebab,
  '/^\\d{1,4}[smhd]$/': [
    '时长写成数字加单位：30m（分钟）、48h（小时）、7d（天）、10s（秒）',
    'a number and a unit: 30m, 48h, 7d, 10s',
  ],
  '/^([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d$/': [
    '时段写成 22:00-08:00，用英文冒号和短横线',
    'write hours as 22:00-08:00',
  ],
  '/^[a-z][a-z0-9_-]*(\\/[^\\s/]+)?$/': [
    '写渠道名，例如 web；或者渠道/账号，例如 web/demo',
    'a channel, such as web, or a channel and an account: web/demo',
  ],
  '/^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$/': [
    '时段写成 09:00-18:00，用英文冒号和短横线，小时写两位；一天的末尾写 24:00',
    'write hours as 09:00-18:00; a day ends at 24:00',
  ],
  '/^\\d{4}-\\d{2}-\\d{2}$/': ['日期写成 2026-11-11', 'write a date as 2026-11-11'],
  '/^\\d{4}-\\d{2}-\\d{2} ([01]\\d|2[0-3]):[0-5]\\d$/': [
    '时间写成 2026-11-25 14:00',
    'write a time as 2026-11-25 14:00',
  ],
  '/^(?:\\d{4}-\\d{2}-\\d{2} )?([01]\\d|2[0-3]):[0-5]\\d$/': [
    '时间写成 "14:00"（当天，已经过了就是第二天）或 2026-11-25 14:00',
    'write a time as "14:00" (today, or tomorrow when it is past) or 2026-11-25 14:00',
  ],
}

const wrongFormat = (pattern: string, value: string, field: string): Said => {
  const remedy = formats[pattern]
  const message: Words = [
    `${fieldLabel(field)}的写法不对：「${value}」`,
    `"${field}" is badly written: "${value}"`,
  ]
  return remedy ? { message, remedy } : { message }
}

const outOfRange = (origin: string, limit: string, side: 'least' | 'most', field: string): Said => {
  const [zh, en] = side === 'least' ? ['至少', 'at least'] : ['最多', 'at most']
  const label = fieldLabel(field)
  if (origin === 'array') {
    return { message: [`${label}${zh}要写 ${limit} 条`, `"${field}" needs ${en} ${limit} items`] }
  }
  if (origin === 'string') return { message: [`${label}是空的`, `"${field}" is empty`] }
  return { message: [`${label}${zh}是 ${limit}`, `"${field}" is ${en} ${limit}`] }
}
