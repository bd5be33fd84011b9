import { expect, test } from 'vitest'
import { createMentionNews } from '../../src/web/console/mention-news.ts'
import {
  colleaguesFor,
  type Mentions,
  mayName,
  mentionAt,
  mentionedIn,
  namesIn,
  namesMe,
  withoutMentions,
} from '../../src/web/console/mentions.ts'
import type { Line, NamedColleague, UnseenMention } from '../../src/web/shared/index.ts'

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
  expect(mentionedIn('他的邮箱 tea-shop@小林.com', crew), 'an address names nobody').toEqual([])
  expect(mentionedIn('@@小林', crew)).toEqual(['lin'])
  expect(['a@b.cn', '@', '发到 a@b.cn，@小林'].map(mayName)).toEqual([false, true, true])
  const twins = [...crew, who('lin2', '小林', 'xl', 'xiaolin')]
  expect(mentionedIn('@小林', twins)).toEqual(['lin', 'lin2'])
  expect(namesIn('好@小林！', ['小林'])).toEqual([{ name: '小林', from: 1, to: 4 }])
})

test('what names me is told from what names others, and is gone once it was seen', () => {
  const me = { id: 'lin', name: '小林', role: 'agent' } as const
  const line = (named: string) => ({ mentions: [{ id: named, name: '' }] }) as unknown as Line
  expect([namesMe(me, line('lin')), namesMe(me, line('zhao')), namesMe(null, line('lin'))]).toEqual(
    [true, false, false],
  )
  const once = new Map([['l1', 'c1']])
  expect(withoutMentions(once, 'c2')).toBe(once)
  expect(withoutMentions(once, 'c1')).toEqual(new Map())
})

/** The server's answers come when the test says so. */
function someNews() {
  const answers: ((lines: readonly string[]) => void)[] = []
  const seen: (() => void)[] = []
  let shown: Mentions | null = null
  let timers: (() => void)[] = []
  const news = createMentionNews({
    load: () =>
      new Promise((resolve) => {
        const mention = (line: string): UnseenMention => ({ line, conversation: 'c1' })
        answers.push((lines) => resolve({ mentions: lines.map(mention) }))
      }),
    see: () => new Promise<void>((resolve) => seen.push(resolve)),
    show: (mentions) => {
      shown = mentions
    },
    later(_, run) {
      timers.push(run)
      return () => {
        timers = timers.filter((each) => each !== run)
      }
    },
  })
  const settle = () => new Promise(setImmediate)
  const pass = () => {
    for (const run of timers.splice(0)) run()
  }
  const lines = () => (shown === null ? null : [...shown.keys()])
  return { news, answers, seen, pass, settle, lines }
}

test('an answer from before something was seen does not bring it back', async () => {
  const { news, answers, seen, pass, settle, lines } = someNews()
  void news.refresh()
  void news.seen('c1')
  answers[0]?.(['l1'])
  await settle()
  expect(lines()).toBeNull()
  seen[0]?.()
  await settle()
  pass()
  answers[1]?.([])
  await settle()
  expect(lines()).toEqual([])
})

test('answers overtake each other, and the last question counts; many lines are one question', async () => {
  const { news, answers, pass, settle, lines } = someNews()
  void news.refresh()
  news.refreshSoon()
  news.refreshSoon()
  pass()
  expect(answers.length).toBe(2)
  answers[1]?.(['l1', 'l2'])
  await settle()
  answers[0]?.(['l1'])
  await settle()
  expect(lines()).toEqual(['l1', 'l2'])
})

test('who has left is shown nothing any more', async () => {
  const { news, answers, pass, settle, lines } = someNews()
  void news.refresh()
  news.refreshSoon()
  news.close()
  pass()
  answers[0]?.(['l1'])
  await settle()
  expect([answers.length, lines()]).toEqual([1, null])
})
