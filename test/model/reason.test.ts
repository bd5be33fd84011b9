import { expect, test } from 'vitest'
import { isReason, isSeen } from '../../src/model/reason.ts'
import { inTheWay } from '../../src/model/tone.ts'

const invisible = {
  'zero-width spaces': '\u200b\u200b\u200b',
  'joiners and marks of direction': '\u200d\u200c\u200e\u202e\u2066',
  'fillers that count as letters': '\u3164\uffa0\u115f\u1160',
  'an empty braille cell': '\u2800\u2800',
  'soft hyphens and a byte order mark': '\u00ad\ufeff',
  'selectors of variants': '\ufe0f\u{e0100}',
  'tags, which spell words that nobody sees': '\u{e0068}\u{e0069}',
  'spaces of every width': '\u0020\u00a0\u3000\u2003\u180e',
  'control characters': '\u0000\u0007\n\t',
}

test.each(Object.entries(invisible))('%s say nothing', (_, text) => {
  expect(isSeen(text)).toBe(false)
  expect(isReason(text)).toBe(false)
  expect(isReason(`好${text}`)).toBe(false)
})

test.each(['顾客要求', 'ok', '已\u200b核', '👨‍👩‍👧 急', '１２'])('%s is a reason', (text) => {
  expect(isReason(text)).toBe(true)
})

test('whoever gives a reason that nobody sees has given none', () => {
  const finding = { category: 'a', title: 'a', words: 'a', start: 0, end: 1, why: '', better: '' }
  const report = {
    findings: [{ ...finding, strength: 'warn', source: '' } as const],
    rewrite: '',
  }
  const by = (reason: string) => inTheWay(report, { role: 'admin', reason })
  expect(by('\u200b\u3164')).toBe(report.findings[0])
  expect(by('顾客要求')).toBeUndefined()
})
