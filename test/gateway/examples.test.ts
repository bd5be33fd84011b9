import { expect, onTestFinished, test, vi } from 'vitest'
import { isMedia } from '../../src/model/message.ts'
import { aMarket, openCounter } from '../support/gateway.ts'

/** What a customer with a broken cup is sent, and what the transcript says of it. */
const complain = async (showsExamples: boolean) => {
  const market = aMarket({ showsExamples })
  const counter = await openCounter({ market })
  onTestFinished(() => counter.dispose())
  await counter.say('杯子收到就碎了')
  await vi.waitFor(() => expect(market.sent).toHaveLength(1), { timeout: 10_000 })
  const written = (await counter.transcript()).findLast(({ author }) => author.kind === 'bot')
  return { sent: market.sent[0]?.parts ?? [], written: written?.parts ?? [] }
}

test('a channel that can show an example picture is given it below the words', async () => {
  const { sent, written } = await complain(true)
  expect(sent.map(({ kind }) => kind)).toEqual(['text', 'image'])
  expect(sent.filter(isMedia)).toEqual([
    { kind: 'image', url: 'example:damaged.webp', name: '破损处的照片' },
  ])
  expect(written).toEqual(sent)
})

test('where it cannot be shown the words go alone, and the transcript claims nothing else', async () => {
  const { sent, written } = await complain(false)
  expect(sent.map(({ kind }) => kind)).toEqual(['text'])
  expect(written).toEqual(sent)
})
