import { expect, test } from 'vitest'
import {
  colleaguesFor,
  mentionAt,
  mentionedIn,
  namesIn,
  withMention,
  withoutMentions,
} from '../../src/web/console/mentions.ts'
import type { Line, NamedColleague } from '../../src/web/shared/index.ts'

const who = (id: string, name: string, initials: string, pinyin: string): NamedColleague => ({
  id,
  name,
  role: 'agent',
  initials,
  pinyin,
})
const crew = [
  who('lin', '小林', 'xl', 'xiaolin'),
  who('linzi', '小林子', 'xlz', 'xiaolinzi'),
  who('zhao', '赵主管', 'zzg', 'zhaozhuguan'),
]
const found = (wanted: string) => colleaguesFor(crew, wanted).map(({ id }) => id)

test.each([
  ['@', { wanted: '', from: 0, to: 1 }],
  ['请@zzg', { wanted: 'zzg', from: 1, to: 5 }],
  ['麻烦 @小', { wanted: '小', from: 3, to: 5 }],
  ['a@b', undefined],
  ['@小林 看', undefined],
  ['没有', undefined],
])('what is looked for in %s', (text, wanted) => {
  expect(mentionAt(text, text.length)).toEqual(wanted)
})

test('a colleague is found by name, by first letters, by pinyin and by login, the closest first', () => {
  expect(found('')).toEqual(['lin', 'linzi', 'zhao'])
  expect(found('xl')).toEqual(['lin', 'linzi'])
  expect(found('XLZ')).toEqual(['linzi'])
  expect(found('zhuguan')).toEqual(['zhao'])
  expect(found('主管')).toEqual(['zhao'])
  expect(found('没有')).toEqual([])
})

test('who is named is the one with the longest name that stands there, and all who share it', () => {
  expect(mentionedIn('@小林子 和@赵主管看看', crew)).toEqual(['linzi', 'zhao'])
  expect(mentionedIn('小林，a@b.cn', crew)).toEqual([])
  const twins = [...crew, who('lin2', '小林', 'xl', 'xiaolin')]
  expect(mentionedIn('@小林', twins)).toEqual(['lin', 'lin2'])
  expect(namesIn('好@小林！', ['小林'])).toEqual([{ name: '小林', from: 1, to: 4 }])
})

test('what names me is counted once, whoever else it names, and is gone once it was seen', () => {
  const me = { id: 'lin', name: '小林', role: 'agent' } as const
  const line = (id: string, named: string) =>
    ({ id, conversation: 'c1', mentions: [{ id: named, name: '' }] }) as unknown as Line
  const none = new Map<string, string>()
  expect(withMention(null, me, line('l1', 'lin'))).toBeNull()
  expect(withMention(none, me, line('l1', 'zhao'))).toBe(none)
  const once = withMention(none, me, line('l1', 'lin'))
  expect(once).toEqual(new Map([['l1', 'c1']]))
  expect(withMention(once, me, line('l1', 'lin'))).toBe(once)
  expect(withoutMentions(once, 'c2')).toBe(once)
  expect(withoutMentions(once, 'c1')).toEqual(none)
})
