import { afterAll, expect, test, vi } from 'vitest'
import { drawPicture, qualities } from '../../src/rehearsal/pictures.ts'
import { createShopTime } from '../../src/rehearsal/shop-time.ts'
import { aStory, openRoom, played, removeStories, storyOf, told } from './room.ts'

vi.setConfig({ testTimeout: 30_000 })

const room = await openRoom()
afterAll(removeStories)

const expectToPass = async (steps: string): Promise<void> => {
  const story = await storyOf(room, aStory(steps))
  expect(told(room, story, await room.play(story))).toBe('')
}

test('what comes due while the clock jumps happens at its own time, in order', async () => {
  const outcome = await played(
    room,
    '  - customer: 杯子收到碎了，杯口缺了一块\n  - after: 49h\n    expect: { lines: 99 }',
  )
  if (outcome.kind === 'passed') throw new Error('it was to fail')
  const times = outcome.sight.transcript
    .filter(({ author }) => author.kind === 'bot')
    .map(({ at }) => room.shopTime.format(at))
  expect(times).toEqual([...times].sort())
  expect(times[1]).toBe('2026-11-25 14:30')
  expect(times.at(-1)?.slice(0, 10)).toBe('2026-11-27')
})

test('the clock stands still where nothing is waited for', async () => {
  await expectToPass(
    '  - customer: 杯子收到碎了，杯口缺了一块\n    expect: { timers: { evidence_reminder: "14:30" } }',
  )
})

test('a time of day is the next one', async () => {
  await expectToPass(`
  - customer: 杯子收到碎了，杯口缺了一块
  - until: "13:59"
    expect: { silent: false, timers: { evidence_expiry: "2026-11-27 14:00" } }
  - until: "14:01"
  - customer: { image: 碎杯 }
    expect: { ticket: { status: complete } }`)
})

test('each story begins with a counter of its own', async () => {
  const steps = '  - customer: 杯子收到碎了，杯口缺了一块\n    expect: { tickets: 1 }'
  await expectToPass(steps)
  await expectToPass(steps)
})

test('two customers of one story do not see each other', async () => {
  await expectToPass(`
  - customer: 转人工
    expect: { owner: queue }
  - customer: 我的快递到哪了
    as: demo-3
    expect: { owner: bot, says: "78025661869589", tickets: 0 }`)
})

test('an edit that breaks the playbook is told with the place of the fault', async () => {
  const outcome = await played(
    room,
    '  - reload: [{ file: replies/damaged.yaml, replace: "soothe:", with: "sooth:" }]',
  )
  expect(outcome).toMatchObject({ kind: 'failed', differences: [{ path: ['error'] }] })
  if (outcome.kind === 'passed') return
  expect(outcome.differences[0]?.actual[0]).toMatch(/replies\/damaged\.yaml:\d+:\d+ .*soothe/)
})

test('an edit of what is not there is told', async () => {
  const outcome = await played(
    room,
    '  - reload: [{ file: replies/damaged.yaml, replace: 没有这句, with: 有了 }]',
  )
  expect(outcome).toMatchObject({
    kind: 'failed',
    differences: [
      { actual: ['replies/damaged.yaml 里没有「没有这句」，改不了', expect.anything()] },
    ],
  })
})

test('the same name is the same picture, byte by byte, and another name another', async () => {
  const [a, again, b] = await Promise.all([
    drawPicture('碎杯', 'clear'),
    drawPicture('碎杯', 'clear'),
    drawPicture('花瓶', 'clear'),
  ])
  expect(a.equals(again)).toBe(true)
  expect(a.equals(b)).toBe(false)
})

test('a picture of each quality can be drawn', async () => {
  const drawn = await Promise.all(qualities.map((quality) => drawPicture('碎杯', quality)))
  const distinct = new Set(drawn.map((bytes) => bytes.toString('base64')))
  // Clear ones are the same, whether their link works or not.
  expect(distinct.size).toBe(qualities.length - 2)
})

test.each([
  ['Asia/Shanghai', '2026-11-25 14:00', '2026-11-25T06:00:00Z'],
  ['America/New_York', '2026-07-01 00:30', '2026-07-01T04:30:00Z'],
  ['America/New_York', '2026-12-01 00:30', '2026-12-01T05:30:00Z'],
])('in %s %s is %s, and back', (zone, text, utc) => {
  const shopTime = createShopTime(zone)
  expect(shopTime.parse(text)).toBe(Date.parse(utc))
  expect(shopTime.format(Date.parse(utc))).toBe(text)
})

test.each(['2026-02-30 10:00', '2026-13-01 10:00'])('%s is no time', (text) => {
  expect(createShopTime('Asia/Shanghai').parse(text)).toBeUndefined()
})
