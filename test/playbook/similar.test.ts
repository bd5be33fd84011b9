import { expect, test } from 'vitest'
import { similarPairs } from '../../src/playbook/similar.ts'

const always = () => true
const textOf = (text: string) => text

/** The definition: Dice on sets of neighbouring characters, each text with each before it. */
const plainly = (texts: readonly string[], share: number) =>
  texts.flatMap((text, index) => {
    const earlier = texts.slice(0, index).find((other) => dice(text, other) >= share)
    return earlier === undefined ? [] : [[text, earlier]]
  })

const dice = (a: string, b: string) => {
  const [left, right] = [grams(a), grams(b)]
  const common = [...left].filter((gram) => right.has(gram)).length
  return (2 * common) / (left.size + right.size)
}

const grams = (text: string) =>
  new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)))

const madeUp = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    Array.from({ length: 3 + (n % 17) }, (_, k) =>
      '退款货杯碎发快递到了吗'.charAt((n * 7 + k * (1 + (n % 3))) % 11),
    ).join(''),
  )

test.each([0.5, 0.7, 0.85, 1])(
  'finds what comparing all with all finds, from %f on',
  async (share) => {
    const texts = madeUp(400)
    const pairs = await similarPairs({
      items: texts,
      textOf,
      share,
      matters: always,
      atMost: 9_999,
    })
    expect(pairs).toEqual(plainly(texts, share))
  },
)

test('pairs that do not matter are passed over, and so many are enough', async () => {
  const items = ['甲', '乙', '丙', '丁'].map((name) => ({ name, text: '退款到哪了' }))
  const pairs = async (atMost: number) => {
    const found = await similarPairs({
      items,
      textOf: ({ text }) => text,
      share: 0.85,
      matters: (_later, earlier) => earlier.name !== '甲',
      atMost,
    })
    return found.map(([later, earlier]) => later.name + earlier.name)
  }
  expect(await pairs(9)).toEqual(['丙乙', '丁乙'])
  expect(await pairs(1)).toEqual(['丙乙'])
})

test('of ten thousand sentences that are all alike not each is compared with each', async () => {
  const items = Array.from({ length: 10_000 }, (_, n) => `我的第${n}个杯子碎了请处理`)
  let compared = 0
  const matters = () => {
    compared += 1
    return false
  }
  await similarPairs({ items, textOf, share: 0.85, matters, atMost: 50 })
  expect(compared).toBeLessThan((items.length * items.length) / 10)
})
