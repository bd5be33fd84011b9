import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesOf, readPhrase, squeeze } from '../../src/model/phrase.ts'

const found = (phrase: string, text: string): string | undefined => {
  const read = readPhrase(phrase)
  if ('fault' in read) throw new Error(read.fault)
  const squeezed = squeeze(text)
  const [first] = placesOf(read, squeezed.text)
  if (first === undefined) return undefined
  const [from, to] = [squeezed.places[first.start], squeezed.places[first.end - 1]]
  return text.slice(from, (to ?? 0) + 1)
}

test.each([
  ['加微信', '亲，加微信吧', '加微信'],
  ['加微信', '加 微.信❤吧', '加 微.信'],
  ['加微信', '➕微信', '➕微信'],
  ['加微信', '加，微信', undefined],
  ['加v', '加v聊', '加v'],
  ['加v', '加vip会员', undefined],
  ['加v', '+v xiaoming', '+v'],
  ['加(v|vx)', '加 v.x abc', '加 v.x'],
  ['加v', '加ⅴ聊', '加ⅴ'],
  ['加(q|qq)#', '加q 12345678', '加q 12345678'],
  ['ＱＱ', '我的qq是', 'qq'],
  ['你…没看', '你自己都没看', '你自己都没看'],
  ['你…没看', '你昨天下单的时候没看', undefined],
  ['你……没看', '你昨天下单的时候没看', '你昨天下单的时候没看'],
  ['你……没看', '你好。我没看', undefined],
  ['(您|你)自己', '是您自己的', '您自己'],
  ['赔(您|)钱', '赔钱', '赔钱'],
  ['赔您#(元|块)', '赔您200块', '赔您200块'],
  ['赔您#倍', '赔您三倍', '赔您三倍'],
  ['赔您#倍', '赔您几次', undefined],
  ['(#号|明天)到', '15号到', '15号到'],
])('「%s」 in 「%s」: %s', (phrase, text, words) => {
  expect(found(phrase, text)).toBe(words)
})

test.each([
  ['加.*信', 'sign', '.'],
  ['[加]信', 'sign', '['],
  ['加，信', 'sign', '，'.normalize('NFKC')],
  ['(加|信', 'brackets', '('],
  ['加|信', 'brackets', '|'],
  ['((加)|信)', 'brackets', '('],
  ['(加…信|不)', 'brackets', '(加…信|不)'],
  ['…加', 'edge', '…'],
  ['加……', 'edge', '……'],
  ['加…微…信…吧', 'gaps', '…'],
  ['', 'empty', ''],
  ['(加|)(信|)', 'empty', '(加|)(信|)'],
])('「%s」 is no phrase: %s at 「%s」', (phrase, fault, piece) => {
  expect(readPhrase(phrase)).toMatchObject({ fault, piece })
})

test('every letter of a squeezed text knows its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { text: squeezed, places } = squeeze(text)
      expect(places).toHaveLength(squeezed.length)
      for (const [at, place] of places.entries()) {
        const unit = squeezed[at] ?? ''
        if ('加,。 '.includes(unit)) continue
        const there = text[place] ?? ''
        expect([there, there.normalize('NFKC').toLowerCase()]).toContain(unit)
      }
    }),
  )
})
