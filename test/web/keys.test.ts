import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  comboOf,
  commandOf,
  commands,
  isForText,
  isTakeable,
  keysWith,
  shippedKeys,
  shownAs,
  takenBy,
} from '../../src/web/console/keys.ts'

const pressed = (key: string, code: string, held = '') => ({
  key,
  code,
  ctrlKey: held.includes('C'),
  metaKey: held.includes('M'),
  altKey: held.includes('A'),
  shiftKey: held.includes('S'),
})

test.each([
  [
    'a letter by where it lies, whatever the keyboard makes of it',
    pressed('ⓔ', 'KeyE', 'CS'),
    'Ctrl+Shift+E',
  ],
  ['⌘ of a Mac', pressed('j', 'KeyJ', 'M'), 'Ctrl+J'],
  ['a digit with ⌥, which writes a sign', pressed('¡', 'Digit1', 'A'), 'Alt+1'],
  ['an arrow', pressed('ArrowUp', 'ArrowUp', 'C'), 'Ctrl+ArrowUp'],
  ['a sign that needs Shift', pressed('?', 'Slash', 'S'), '?'],
  ['a key with Shift that is no sign', pressed('F2', 'F2', 'S'), 'Shift+F2'],
  ['modifiers alone', pressed('Control', 'ControlLeft', 'C'), undefined],
  ['what an input method is busy with', pressed('Process', 'KeyA'), undefined],
])('reads %s', (_, event, combo) => {
  expect(comboOf(event)).toBe(combo)
})

test('no two commands were shipped with the same keys, and none with what a browser keeps', () => {
  const combos = commands.map((command) => shippedKeys[command])
  expect(new Set(combos).size).toBe(commands.length)
  for (const combo of combos) expect(combo).not.toMatch(/^Ctrl\+(?:Shift\+)?[RWTNP]$|^Alt\+[A-Z]$/)
})

test('a changed key does what it was given, and its old one nothing', () => {
  const keys = keysWith({ 'chat.take': 'Ctrl+Shift+X' })
  expect(commandOf(keys, 'Ctrl+Shift+X')).toBe('chat.take')
  expect(commandOf(keys, shippedKeys['chat.take'])).toBeUndefined()
  expect(takenBy(keys, 'Ctrl+J', 'chat.take')).toBe('queue.next-urgent')
  expect(takenBy(keys, 'Ctrl+Shift+X', 'chat.take')).toBeUndefined()
})

test('only keys that write are left to whoever writes', () => {
  expect(['?', '/', 'Shift+F2'].map(isForText)).toEqual([true, true, true])
  expect(['Ctrl+J', 'Alt+1'].map(isForText)).toEqual([false, false])
})

test('the docs name every key that is shipped', () => {
  const docs = readFileSync(new URL('../../docs/desk.md', import.meta.url), 'utf8')
  const named = [...docs.matchAll(/^\| (`.+`) \|/gm)].flatMap(([, keys = '']) =>
    [...keys.matchAll(/`([^`]+)`/g)].map(([, key]) => key),
  )
  const shipped = commands.map((command) => shownAs(shippedKeys[command]))
  expect(named.toSorted()).toEqual(shipped.toSorted())
})

test.each([
  'Enter',
  ' ',
  'Tab',
  'Shift+Tab',
  'Escape',
  'Backspace',
  'ArrowDown',
  'Ctrl+C',
  'Ctrl+V',
  'Ctrl+Z',
  'Ctrl+Shift+Z',
  'Ctrl+W',
])('%s is no key for a command', (combo) => {
  expect(isTakeable(combo)).toBe(false)
})

test('what was shipped can be chosen, and so can other combinations and signs', () => {
  for (const combo of [...Object.values(shippedKeys), 'Ctrl+Enter', 'F2', 'Ctrl+Shift+L', '!'])
    expect([combo, isTakeable(combo)]).toEqual([combo, true])
})
