import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forceBack, takeBack, unifiedDiff } from '../../src/authoring/lines.ts'

const numbered = Array.from({ length: 12 }, (_, index) => `第 ${index + 1} 行 # 说明\n`)
const text = numbered.join('')
const withLine = (at: number, line: string, of = numbered) => of.with(at - 1, `${line}\n`)

test('an edit that nobody touched since is taken back to the very bytes', () => {
  const after = withLine(3, '改了').join('')
  expect(takeBack(text, after, after)).toBe(text)
})

test('what others changed elsewhere stays', () => {
  const after = withLine(3, '改了')
  const now = withLine(9, '别人的', after)
  expect(takeBack(text, after.join(''), now.join(''))).toBe(withLine(9, '别人的').join(''))
})

test('lines that were added and taken out come back in their places', () => {
  const after = ['新的\n', ...numbered.slice(0, 5), ...numbered.slice(7)]
  const now = [...after, '别人的\n']
  expect(takeBack(text, after.join(''), now.join(''))).toBe(`${text}别人的\n`)
})

test('where somebody has changed the same line, or one beside it, nothing is guessed', () => {
  const after = withLine(3, '改了')
  expect(takeBack(text, after.join(''), withLine(3, '又改', after).join(''))).toBeUndefined()
  expect(takeBack(text, after.join(''), withLine(4, '又改', after).join(''))).toBeUndefined()
})

test('a text of which every line is another one is taken back whole or not at all', () => {
  const many = (word: string) => Array.from({ length: 5_000 }, (_, n) => `${word}${n}\n`).join('')
  expect(takeBack(many('甲'), many('乙'), many('乙'))).toBe(many('甲'))
  expect(takeBack(many('甲'), many('乙'), `${many('乙')}丙\n`)).toBeUndefined()
})

test('a long text is merged where it was touched, and where that is too much nothing is guessed', () => {
  const long = Array.from({ length: 6_000 }, (_, n) => (n % 4 === 0 ? '\n' : `行${n % 97}\n`))
  const after = withLine(3_000, '改了', long)
  const near = withLine(3_020, '别人的', after).join('')
  const back = withLine(3_020, '别人的', long).join('')
  expect(takeBack(long.join(''), after.join(''), near)).toBe(back)
  const far = withLine(5_990, '别人的', withLine(3, '改了', long)).join('')
  expect(takeBack(long.join(''), withLine(3, '改了', long).join(''), far)).toBeUndefined()
})

test('of a text of which every line is another one the diff is the whole of both', () => {
  const many = (word: string) => Array.from({ length: 2_000 }, (_, n) => `${word}${n}\n`).join('')
  const diff = unifiedDiff('a', many('甲'), many('乙'))
  expect(diff.match(/^-甲/gm)).toHaveLength(2_000)
  expect(diff.match(/^\+乙/gm)).toHaveLength(2_000)
  expect(diff).toContain('@@ -1,2000 +1,2000 @@')
})

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 })
const aText = fc
  .tuple(words, fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''))

test('`patch` makes the one of the other by the diff, whatever they are', () => {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-diff-'))
  try {
    fc.assert(
      fc.property(aText, aText, (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '')
        const file = join(dir, 'text')
        writeFileSync(file, before)
        const input = unifiedDiff('text', before, after)
        execFileSync('git', ['apply', '--unidiff-zero', '-'], { cwd: dir, input })
        expect(readFileSync(file, 'utf8')).toBe(after)
      }),
      { numRuns: 60 },
    )
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('the diff of a new file and of one that is gone names the side that is not there', () => {
  expect(unifiedDiff('replies/a.yaml', null, '甲\n')).toBe(
    '--- /dev/null\n+++ b/replies/a.yaml\n@@ -0,0 +1,1 @@\n+甲\n',
  )
  expect(unifiedDiff('replies/a.yaml', '甲\n', null)).toContain('+++ /dev/null')
  expect(unifiedDiff('replies/a.yaml', '甲\n', '甲\n')).toBe('')
})

test('an edit and a later one elsewhere are taken back in any order', () => {
  fc.assert(
    fc.property(words, words, words, words, (a, b, c, d) => {
      const middle = ['=1\n', '=2\n', '=3\n'].join('')
      const block = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
      const before = block(a) + middle + block(b)
      const after = block(c) + middle + block(b)
      const now = block(c) + middle + block(d)
      expect(takeBack(before, after, now)).toBe(block(a) + middle + block(d))
    }),
  )
})

test('taken back all the same: the lines that meet are the old ones, and others’ elsewhere stay', () => {
  const after = withLine(3, '改了')
  const now = withLine(9, '别人的', withLine(3, '又改', after))
  expect(forceBack(text, after.join(''), now.join(''))).toBe(withLine(9, '别人的').join(''))
})
