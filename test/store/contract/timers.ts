import { expect, test } from 'vitest'
import { commit, exchange, hear, type OpenStore, run, stageOn, take, waitUntil } from './stage.ts'

export function timerContract(open: OpenStore): void {
  const stage = stageOn(open)

  const reminderAt = (dueAt: number) =>
    ({ startTimers: [{ name: 'evidence_reminder', dueAt }] }) as const

  test('a timer is handed out when it is due, not before', async () => {
    const id = await exchange(stage.store, 1_000, reminderAt(5_000))
    expect(await stage.store.nextDueAt()).toBe(5_000)
    expect((await take(stage.store, 4_999)).works).toEqual([])
    const { works } = await take(stage.store, 5_000)
    expect(works).toMatchObject([
      { conversation: { id }, unread: [], timers: [{ name: 'evidence_reminder', dueAt: 5_000 }] },
    ])
  })

  test('a timer fires once, also after a crash', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await stage.crash()
    expect((await take(stage.store, 5_000)).works).toHaveLength(1)
    await stage.crash()
    expect((await take(stage.store, 9_000)).works).toEqual([])
    expect(await stage.store.nextDueAt()).toBeUndefined()
  })

  test('a timer whose turn failed fires again', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await take(stage.store, 5_000, () => Promise.reject(new Error('poison')))
    expect((await take(stage.store, 5_000)).works).toEqual([])
    expect((await take(stage.store, 20_000)).works[0]?.timers).toHaveLength(1)
  })

  test('a cancelled timer does not fire', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await exchange(stage.store, 2_000, { cancelTimers: [{ name: 'evidence_reminder' }] })
    expect(await stage.store.nextDueAt()).toBeUndefined()
    expect((await take(stage.store, 5_000)).works).toEqual([])
  })

  test('the timers that run are read, soonest first', async () => {
    const id = await exchange(stage.store, 1_000, {
      startTimers: [
        { name: 'evidence_expiry', dueAt: 6_000 },
        { name: 'stage_clock', subject: 'call', dueAt: 5_000 },
        { name: 'evidence_reminder', dueAt: 4_000 },
      ],
    })
    await exchange(stage.store, 2_000, { cancelTimers: [{ name: 'evidence_reminder' }] })
    expect(await stage.store.read.timers(id)).toMatchObject([
      { name: 'stage_clock', subject: 'call', dueAt: 5_000 },
      { name: 'evidence_expiry', dueAt: 6_000 },
    ])
    await take(stage.store, 9_000)
    expect(await stage.store.read.timers(id)).toEqual([])
  })

  test('cancelling one timer leaves the others', async () => {
    await exchange(stage.store, 1_000, {
      startTimers: [
        { name: 'evidence_reminder', dueAt: 5_000 },
        { name: 'evidence_expiry', dueAt: 6_000 },
      ],
    })
    await exchange(stage.store, 2_000, { cancelTimers: [{ name: 'evidence_reminder' }] })
    expect((await take(stage.store, 9_000)).works[0]?.timers).toMatchObject([
      { name: 'evidence_expiry' },
    ])
  })

  test('starting a running timer replaces it', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await exchange(stage.store, 2_000, reminderAt(8_000))
    expect((await take(stage.store, 7_999)).works).toEqual([])
    expect((await take(stage.store, 8_000)).works[0]?.timers).toMatchObject([{ dueAt: 8_000 }])
  })

  test('cancelling and starting in one turn leaves it running', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await exchange(stage.store, 2_000, {
      ...reminderAt(6_000),
      cancelTimers: [{ name: 'evidence_reminder' }],
    })
    expect((await take(stage.store, 9_000)).works[0]?.timers).toMatchObject([{ dueAt: 6_000 }])
  })

  test('a timer that fired may be started anew by its own turn', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await take(stage.store, 5_000, commit({ at: 5_000, ...reminderAt(9_000) }))
    expect((await take(stage.store, 9_000)).works[0]?.timers).toMatchObject([{ dueAt: 9_000 }])
  })

  test('due timers come together with unread messages in one turn', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await hear(stage.store, { at: 5_000 })
    const { works } = await take(stage.store, 5_000)
    expect(works).toHaveLength(1)
    expect(works[0]?.unread).toHaveLength(1)
    expect(works[0]?.timers).toHaveLength(1)
  })

  test('a due timer outlives a turn in which only the shop’s system spoke', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await hear(stage.store, { sender: 'shop_system', at: 5_000 })
    expect((await take(stage.store, 5_000)).works[0]?.timers).toHaveLength(1)
    expect(await stage.store.nextDueAt()).toBe(5_000)
    expect((await take(stage.store, 5_000)).works).toMatchObject([
      { unread: [], timers: [{ name: 'evidence_reminder' }] },
    ])
    expect(await stage.store.nextDueAt()).toBeUndefined()
  })

  test('a turn may say which due timers it dealt with', async () => {
    await exchange(stage.store, 1_000, {
      startTimers: [
        { name: 'evidence_reminder', dueAt: 5_000 },
        { name: 'evidence_expiry', dueAt: 6_000 },
      ],
    })
    await hear(stage.store, { sender: 'shop_system', at: 9_000 })
    await take(
      stage.store,
      9_000,
      commit(({ timers }) => ({ at: 9_000, timers: timers.slice(0, 1).map(({ id }) => id) })),
    )
    expect((await take(stage.store, 9_000)).works[0]?.timers).toMatchObject([
      { name: 'evidence_expiry' },
    ])
  })

  test('a command leaves due timers to a turn of their own', async () => {
    const id = await exchange(stage.store, 1_000, reminderAt(5_000))
    await run(stage.store, id, {}, { at: 6_000 })
    expect((await take(stage.store, 6_000)).works[0]?.timers).toHaveLength(1)
  })

  test('a command may cancel a timer', async () => {
    const id = await exchange(stage.store, 1_000, reminderAt(5_000))
    await run(stage.store, id, { cancelTimers: [{ name: 'evidence_reminder' }] })
    expect((await take(stage.store, 6_000)).works).toEqual([])
  })

  test('a wait puts due timers off with the messages', async () => {
    await exchange(stage.store, 1_000, reminderAt(5_000))
    await hear(stage.store, { at: 5_000 })
    await take(stage.store, 5_000, waitUntil(7_000))
    expect((await take(stage.store, 6_000)).works).toEqual([])
    expect((await take(stage.store, 7_000)).works[0]?.timers).toHaveLength(1)
  })
}
