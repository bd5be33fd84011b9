import { expect, test } from 'vitest'
import { quickChoices } from '../../src/web/console/quick.ts'
import type { QuickReply } from '../../src/web/shared/index.ts'

const aReply = (reply: Partial<QuickReply>): QuickReply => ({
  id: 'x',
  title: '',
  text: '',
  unresolved: [],
  asks: [],
  picture: null,
  aliases: [],
  initials: '',
  pinyin: '',
  used: { mine: 0, all: 0 },
  ...reply,
})

const groups = [
  {
    id: 'return',
    title: '退换',
    replies: [
      aReply({ id: 'address', title: '退货地址', initials: 'thdz', pinyin: 'tuihuodizhi' }),
      aReply({ id: 'fee', title: '退货运费', initials: 'thyf', pinyin: 'tuihuoyunfei' }),
    ],
  },
  {
    id: 'hello',
    title: '问候',
    replies: [
      aReply({
        id: 'hello',
        title: '您好',
        aliases: ['hi'],
        initials: 'nh',
        pinyin: 'ninhao',
        text: '您好，请问要退货吗？',
        used: { mine: 0, all: 9 },
      }),
    ],
  },
]
const idsFor = (wanted: string) => quickChoices(groups, wanted).map(({ reply }) => reply.id)

test.each([
  ['thdz', ['address']],
  ['TH', ['address', 'fee']],
  ['tuihuoy', ['fee']],
  ['运费', ['fee']],
  ['hi', ['hello', 'address']],
  ['退货', ['address', 'fee', 'hello']],
  ['zzz', []],
])('/%s offers the closest first', (wanted, ids) => {
  expect(idsFor(wanted)).toEqual(ids)
})

test('without letters all are offered, those used most first, and mine before those of all', () => {
  expect(idsFor('')).toEqual(['hello', 'address', 'fee'])
  const used = groups.map((group) => ({
    ...group,
    replies: group.replies.map((reply) =>
      reply.id === 'fee' ? { ...reply, used: { mine: 1, all: 1 } } : reply,
    ),
  }))
  expect(quickChoices(used, '')[0]?.reply.id).toBe('fee')
})
