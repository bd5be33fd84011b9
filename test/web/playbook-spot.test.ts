import { describe, expect, test } from 'vitest'
import { choicesOf, fieldsOf, schemasAt } from '../../src/web/console/playbook/editor/schema.ts'
import { spotAt } from '../../src/web/console/playbook/editor/spot.ts'

/** `|` is where somebody writes. */
const spot = (marked: string) => {
  const at = marked.indexOf('▮')
  const found = spotAt(marked.replace('▮', ''), at)
  return (
    found && `${found.kind} ${found.path.join('.')} «${found.typed}»${found.inFlow ? ' flow' : ''}`
  )
}
const present = (marked: string) => spotAt(marked.replace('▮', ''), marked.indexOf('▮'))?.present

describe('where in the YAML somebody writes', () => {
  test.each([
    ['at the top', '▮', 'key  «»'],
    ['a field at the top', 'topic: a\nti▮', 'key  «ti»'],
    ['a value', 'topic: da▮', 'value topic «da»'],
    ['in an item', 'answers:\n  - id: a\n    re▮', 'key answers.[] «re»'],
    ['at the beginning of an item', 'answers:\n  - ▮', 'key answers.[] «»'],
    [
      'a list without indentation',
      'answers:\n- id: a\n  when:\n    order▮',
      'key answers.[].when «order»',
    ],
    [
      'a field below an empty one',
      'answers:\n  - id: a\n    when:\n      ▮',
      'key answers.[].when «»',
    ],
    ['back at the left', 'answers:\n  - id: a\n▮', 'key  «»'],
    [
      'back in the item',
      'answers:\n  - id: a\n    when:\n      hours: x\n    ▮',
      'key answers.[] «»',
    ],
    ['in brackets', 'answers:\n  - intents: [a, b▮', 'value answers.[].intents.[] «b» flow'],
    [
      'in braces',
      'answers:\n  - when: { order_state: [paid], af▮',
      'key answers.[].when «af» flow',
    ],
    ['a value in braces', 'a:\n  - next: { collect: da▮ }', 'value a.[].next.collect «da» flow'],
    ['in brackets over lines', 'wishes: [a,\n  b, ▮', 'value wishes.[] «» flow'],
    ['after brackets', 'wishes: [a]\nfa▮', 'key  «fa»'],
    ['after brackets over lines', 'wishes: [\n  a,\n]\nfa▮', 'key  «fa»'],
    ['after a block of text', 'a:\n  - reply: |-\n      话: 是\n    ne▮', 'key a.[] «ne»'],
    ['after a quoted text with a colon', 'a: "x: y"\nb▮', 'key  «b»'],
    ['an item of a list', 'examples:\n  - 一\n  - 二▮', 'key examples.[] «二»'],
    ['levels by number', 'levels:\n  1:\n    na▮', 'key levels.1 «na»'],
  ])('%s', (_, marked, expected) => expect(spot(marked)).toBe(expected))

  test.each([
    ['in a comment', '# wo▮'],
    ['in a comment behind a value', 'topic: a # wo▮'],
    ['in a comment in brackets', 'a: [b, # wo▮'],
    ['in a block of text', 'a:\n  - reply: |-\n      话▮'],
    ['on an empty line of a block of text', 'a: |\n  话\n\n  ▮'],
    ['behind brackets', 'a: [b] ▮'],
    ['in a text in quotes', 'a: ["b▮'],
  ])('nothing %s', (_, marked) => expect(spot(marked)).toBeUndefined())

  test('fields that are there already', () => {
    expect(present('answers:\n  - id: a\n    reply: b\n    ▮')).toEqual(['id', 'reply'])
    expect(present('answers:\n  - id: a\n  - reply: b\n    ▮')).toEqual(['reply'])
    expect(present('a: { b: 1, ▮')).toEqual(['b', ''])
  })
})

test('a schema is followed through lists, forms and names of one’s own', () => {
  const schema = {
    properties: {
      list: {
        items: { anyOf: [{ properties: { a: {} } }, { oneOf: [{ properties: { b: {} } }] }] },
      },
      free: { additionalProperties: { enum: ['x', 'y'] } },
      on: { type: 'boolean' },
      one: { anyOf: [{ const: 'handoff' }, { type: 'object' }] },
    },
  }
  expect([...fieldsOf(schemasAt(schema, ['list', '[]'])).keys()]).toEqual(['a', 'b'])
  expect(choicesOf(schemasAt(schema, ['free', 'anything']))).toEqual(['x', 'y'])
  expect(choicesOf(schemasAt(schema, ['on']))).toEqual(['true', 'false'])
  expect(choicesOf(schemasAt(schema, ['one']))).toEqual(['handoff'])
  expect(schemasAt(schema, ['constructor'])).toEqual([])
})
