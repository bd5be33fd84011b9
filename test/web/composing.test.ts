import { expect, test } from 'vitest'
import { createComposings, type Message } from '../../src/web/console/composing.ts'

/** A world whose clock and whose server answer when told to. */
function aWorld() {
  let timers: { readonly run: () => void }[] = []
  let ids = 0
  const puts: { readonly change: object; readonly answer: (ok: boolean) => void }[] = []
  const composings = createComposings({
    newId: () => `id-${++ids}`,
    later(_, run) {
      const timer = { run }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    saveDraft: (_, change) =>
      new Promise<void>((resolve, reject) => {
        puts.push({ change, answer: (ok) => (ok ? resolve() : reject(new Error('no'))) })
      }),
    upload: async ({ name }) => ({ media: `m-${name}`, name, kind: 'image' }),
    sentenceOf: String,
  })
  return {
    composings,
    puts,
    /** Lets all pass that waits for a while. */
    async pass() {
      const due = timers
      timers = []
      for (const { run } of due) run()
      await settle()
    },
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
const aDraft = (reply: string) => ({ conversation: 'c', reply, note: '', at: 1 })

test('what is tried again with the same content keeps its id, whatever field shows it; other content gets another', async () => {
  const { composings } = aWorld()
  const sent: Message[] = []
  const fail = async (message: Message) => {
    sent.push(message)
    throw new Error('no answer')
  }
  composings.at('c', 'reply').write('马上')
  await composings
    .at('c', 'reply')
    .send('马上', fail)
    .catch(() => {})
  await composings
    .at('c', 'reply')
    .send('马上', fail)
    .catch(() => {})
  await composings
    .at('c', 'reply')
    .send('稍等', fail)
    .catch(() => {})
  expect(sent.map(({ client_id }) => client_id)).toEqual(['id-1', 'id-1', 'id-2'])
  expect(composings.at('c', 'reply').get().text).toBe('马上')
})

test('while it is on its way it is not sent a second time, and what was put in meanwhile stays', async () => {
  const { composings } = aWorld()
  const place = composings.at('c', 'reply')
  place.write('马上')
  let arrive = () => {}
  const first = place.send('马上', () => new Promise((resolve) => (arrive = resolve)))
  expect(await place.send('马上', async () => {})).toBe(false)
  place.write('马上给您看')
  arrive()
  expect(await first).toBe(true)
  expect(place.get()).toMatchObject({ text: '马上给您看', busy: false })
})

test('files alone are a message with an id of its own, and go once they are all there', async () => {
  const { composings } = aWorld()
  const place = composings.at('c', 'reply')
  place.addFiles([new File(['x'], 'a.png'), new File(['y'], 'b.png')])
  expect(await place.send('', async () => {}), 'still on their way').toBe(false)
  await settle()
  const sent: Message[] = []
  await place.send('', async (message) => void sent.push(message))
  expect(sent).toMatchObject([{ client_id: expect.stringMatching(/^id-/), text: '' }])
  expect(sent[0]?.media.map(({ name }) => name)).toEqual(['a.png', 'b.png'])
  expect(place.get().files).toEqual([])
})

test('the server gets the last words, one answer after the other, and again after a failure', async () => {
  const { composings, puts, pass } = aWorld()
  const place = composings.at('c', 'reply')
  place.write('一')
  await pass()
  place.write('一二')
  await pass()
  expect(puts, 'the first is not answered yet').toHaveLength(1)
  puts[0]?.answer(true)
  await settle()
  await pass()
  puts[1]?.answer(false)
  await settle()
  await pass()
  puts[2]?.answer(true)
  await settle()
  await pass()
  expect(puts.map(({ change }) => change)).toEqual([
    { reply: '一' },
    { reply: '一二' },
    { reply: '一二' },
  ])
})

test('older words of the server do not take the place of newer ones here', async () => {
  const { composings, puts, pass } = aWorld()
  const place = composings.at('c', 'reply')
  composings.load([aDraft('昨天写的')])
  expect(place.get().text).toBe('昨天写的')
  place.write('今天写的')
  await pass()
  puts[0]?.answer(false)
  await settle()
  composings.load([aDraft('昨天写的')])
  expect(place.get().text).toBe('今天写的')
  expect(composings.has('c')).toBe(true)
})
