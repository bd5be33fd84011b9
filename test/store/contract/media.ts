import { describe, expect, test } from 'vitest'
import { conversationId, slotId } from '../../../src/model/ids.ts'
import type { MessagePart } from '../../../src/model/message.ts'
import type { Inspection } from '../../../src/model/picture.ts'
import type { Ticket } from '../../../src/model/ticket.ts'
import { conversationIdOf } from '../../../src/store/identity.ts'
import type { MediaRecord, WantedMedia, Work } from '../../../src/store/index.ts'
import { aTicket } from '../../support/builders.ts'
import { commit, exchange, hear, type OpenStore, stageOn, take, waitUntil } from './stage.ts'

const common = {
  conversationId: conversationId('c_0123456789abcdef'),
  url: 'https://example.com/a.jpg',
  at: 1_000,
}
const wanted: WantedMedia = { ...common, id: 'media-1', status: 'wanted' }
const looks = { width: 800, height: 600, sharpness: 20.5, entropy: 6.25 }
const checked = (hash?: string): Inspection => ({
  kind: 'checked',
  ...looks,
  ...(hash !== undefined && { hash }),
  shown: { mime: 'image/jpeg', bytes: 9 },
})
const kept = (
  id: string,
  more: { sha256?: string; inspection?: Inspection } = {},
): MediaRecord => ({
  ...common,
  id,
  status: 'kept',
  mime: 'image/jpeg',
  bytes: 12,
  sha256: `sum of ${id}`,
  inspection: checked(),
  ...more,
})

const image = (mediaId: string): MessagePart => ({ kind: 'image', url: 'u', mediaId })
const nobody = { channel: 'simulator', account: 'demo', customer: { id: 'nobody' } }

export function mediaContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('a media file is wanted until it is kept or refused', async () => {
    const { media } = stage.store
    const second: MediaRecord = { ...wanted, id: 'media-2', at: 500 }
    await media.save(wanted)
    await media.save(second)
    const due = async (at: number, limit: number) =>
      (await media.wanted(at, limit)).map(({ id }) => id)
    expect(await due(1_000, 10)).toEqual(['media-2', 'media-1'])
    expect(await due(1_000, 1)).toEqual(['media-2'])
    expect(await media.find('media-1')).toEqual({ ...wanted, attempts: 0, nextAt: 1_000 })
    const photo: MediaRecord = { ...kept('media-1'), name: '图.jpg' }
    const refused: MediaRecord = { ...second, status: 'refused', reason: '太大' }
    await media.save(photo)
    await media.save(refused)
    expect(await media.wanted(9_000, 10)).toEqual([])
    expect(await media.nextDueAt()).toBeUndefined()
    expect(await media.find('media-1')).toEqual(photo)
    expect(await media.find('media-2')).toEqual(refused)
    expect(await media.find('media-3')).toBeUndefined()
  })

  test('a file that is tried again later does not stand in the way of the others', async () => {
    const { media } = stage.store
    await media.save({ ...wanted, status: 'wanted', attempts: 2, nextAt: 31_000 })
    await media.save({ ...wanted, id: 'media-2', at: 2_000 })
    expect(await media.wanted(2_000, 1)).toMatchObject([{ id: 'media-2', attempts: 0 }])
    await media.save({ ...wanted, id: 'media-2', status: 'refused', reason: '太大' })
    expect(await media.wanted(30_999, 1)).toEqual([])
    expect(await media.nextDueAt()).toBe(31_000)
    expect(await media.wanted(31_000, 1)).toMatchObject([{ id: 'media-1', attempts: 2 }])
  })

  test.each<Inspection>([
    { kind: 'unchecked' },
    { kind: 'unreadable' },
    checked(),
    checked('0123456789abcdef0123456789abcdef'),
  ])('what was found in a file stays with it: %j', async (inspection) => {
    await stage.store.media.save(kept('media-1', { inspection }))
    await stage.reopen()
    expect(await stage.store.media.find('media-1')).toEqual(kept('media-1', { inspection }))
  })

  test('what is known of pictures is told by their ids', async () => {
    const { media } = stage.store
    await media.save({ ...wanted, id: 'on-its-way' })
    await media.save({ ...common, id: 'dead', status: 'refused', reason: '链接失效' })
    const foreign = { ...common, id: 'foreign', status: 'refused', reason: '来源' } as const
    await media.save({ ...foreign, bySettings: true })
    expect(await media.find('foreign')).toEqual({ ...foreign, bySettings: true })
    await media.save(kept('film', { inspection: { kind: 'unchecked' } }))
    await media.save(kept('broken', { inspection: { kind: 'unreadable' } }))
    await media.save(kept('photo', { inspection: checked('00'.repeat(16)) }))
    const ids = ['on-its-way', 'dead', 'foreign', 'film', 'broken', 'photo', 'unknown']
    expect(await media.pictures(ids, nobody)).toEqual({
      'on-its-way': { kind: 'pending' },
      dead: { kind: 'refused', reason: '链接失效' },
      film: { kind: 'unchecked', reuses: [] },
      broken: { kind: 'unreadable' },
      photo: { kind: 'checked', ...looks, reuses: [] },
    })
  })

  describe('a picture that is evidence elsewhere', () => {
    const withPictures = (work: Work, pictures: readonly string[], more: Partial<Ticket>) => {
      const values = pictures.map(
        (id) => ({ kind: 'media', part: image(id), from: 'm-1' }) as const,
      )
      const slot = { id: slotId('photo'), kind: 'photo', label: '照片', required: true } as const
      return aTicket(work, { slots: [{ ...slot, state: { kind: 'filled', values } }], ...more })
    }

    /** A customer's form takes these pictures; its first words have not left yet. */
    const claim = async (buyer: string, pictures: readonly string[], at = 1_000) => {
      const chat = { conversation: `chat-${buyer}`, customer: { id: buyer } }
      await hear(stage.store, { ...chat, at })
      await take(stage.store, at, (work) => {
        const ticket = withPictures(work, pictures, { number: `SH-${buyer}`, openedAt: at })
        return commit({ at, says: ['收到'], tickets: [ticket] })(work)
      })
    }

    const reusesOf = async (id: string, buyer = 'nobody') => {
      const owner = { channel: 'simulator', account: 'demo', customer: { id: buyer } }
      const state = (await stage.store.media.pictures([id], owner))[id]
      return state && 'reuses' in state ? state.reuses : undefined
    }
    const hash = '0f'.repeat(16)
    /** The hash with these bits turned, counted from its end; the coarse half begins at 64. */
    const turned = (...bits: readonly number[]) =>
      bits
        .reduce((sum, bit) => sum ^ (1n << BigInt(bit)), BigInt(`0x${hash}`))
        .toString(16)
        .padStart(32, '0')
    const photo = (id: string, ofHash = hash, sha256 = `sum of ${id}`) =>
      stage.store.media.save(kept(id, { sha256, inspection: checked(ofHash) }))

    test('is known again by its bytes, or by its looks', async () => {
      await photo('first')
      await claim('wang', ['first'])
      await photo('copy', turned(), 'sum of first')
      await photo('alike', turned(64, 3))
      const reuse = { ticketNumber: 'SH-wang', at: 1_000 }
      expect(await reusesOf('copy')).toEqual([{ ...reuse, exact: true }])
      expect(await reusesOf('alike')).toEqual([{ ...reuse, exact: false }])
    })

    test('is known by its bytes alone where nobody could look into it', async () => {
      const film = { sha256: 'one film', inspection: { kind: 'unchecked' } } as const
      await stage.store.media.save(kept('film-1', film))
      await claim('wang', ['film-1'])
      await stage.store.media.save(kept('film-2', film))
      expect(await reusesOf('film-2')).toMatchObject([{ ticketNumber: 'SH-wang', exact: true }])
    })

    const bits = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)
    /** Two bits in each quarter but one: no quarter is the same. */
    const spread = [64, 65, 80, 81, 96, 97, 112]
    test.each([
      ['7 bits of the coarse half, wherever', spread, true],
      ['7 bits of one quarter', bits(64, 7), true],
      ['8 bits of the coarse half', [...spread, 113], false],
      ['16 bits, 7 of them coarse', [...spread, ...bits(0, 9)], true],
      ['17 bits, 7 of them coarse', [...spread, ...bits(0, 10)], false],
      ['17 fine bits', bits(0, 17), false],
    ])('differs from it in %s', async (_, differing, isAlike) => {
      await photo('first')
      await claim('wang', ['first'])
      await photo('other', turned(...differing))
      expect(await reusesOf('other')).toHaveLength(isAlike ? 1 : 0)
    })

    test('is no reuse in tickets of the same customer', async () => {
      await photo('first')
      await claim('wang', ['first'])
      await photo('again', hash, 'sum of first')
      expect(await reusesOf('again', 'wang')).toEqual([])
      expect(await reusesOf('first', 'wang')).toEqual([])
      expect(await reusesOf('again', 'chen')).toHaveLength(1)
    })

    test('of the same name in another shop is another customer', async () => {
      await photo('first')
      await claim('wang', ['first'])
      const elsewhere = { channel: 'simulator', account: 'other', customer: { id: 'wang' } }
      expect(await stage.store.media.pictures(['first'], elsewhere)).toMatchObject({
        first: { reuses: [{ ticketNumber: 'SH-wang' }] },
      })
    })

    test('counts once it is evidence, not when it was merely sent', async () => {
      await photo('first')
      await photo('again')
      expect(await reusesOf('again')).toEqual([])
    })

    test('counts though it came after the ticket', async () => {
      await stage.store.media.save({ ...wanted, id: 'late' })
      await claim('wang', ['late'])
      await photo('again')
      expect(await reusesOf('again')).toEqual([])
      await photo('late')
      expect(await reusesOf('again')).toHaveLength(1)
    })

    test('several of one ticket are one reuse', async () => {
      await photo('first')
      await photo('second', turned(64))
      await claim('wang', ['first', 'second'])
      await photo('again', hash, 'sum of first')
      expect(await reusesOf('again')).toEqual([{ ticketNumber: 'SH-wang', at: 1_000, exact: true }])
    })

    test('the newest five that are the same are told', async () => {
      await photo('first')
      for (let n = 1; n <= 7; n += 1) await claim(`buyer-${n}`, ['first'], n * 1_000)
      const tickets = (await reusesOf('first'))?.map(({ ticketNumber }) => ticketNumber)
      expect(tickets).toEqual([7, 6, 5, 4, 3].map((n) => `SH-buyer-${n}`))
    })

    test('what many have alike says nothing, what is the same does', async () => {
      for (let n = 1; n <= 5; n += 1) {
        await photo(`page-${n}`, turned(n))
        await claim(`buyer-${n}`, [`page-${n}`], n * 1_000)
      }
      await photo('page-6', turned(6))
      expect(await reusesOf('page-6')).toEqual([])
      await photo('page-7', turned(7), 'sum of page-2')
      expect(await reusesOf('page-7')).toEqual([
        { ticketNumber: 'SH-buyer-2', at: 2_000, exact: true },
      ])
    })

    test('is none when the turn that took it in was taken back', async () => {
      await photo('first')
      await photo('second', turned(64))
      await claim('wang', ['first'])
      expect(await reusesOf('first')).toHaveLength(1)
      await claim('wang', ['second'], 2_000)
      await photo('third', 'ff'.repeat(16), 'sum of first')
      await photo('fourth', 'ff'.repeat(16), 'sum of second')
      expect(await reusesOf('third')).toEqual([])
      expect(await reusesOf('fourth')).toHaveLength(1)
    })

    test('stays one when a correction took its place', async () => {
      await photo('first')
      await photo('second', 'ff'.repeat(16))
      await claim('wang', ['first'])
      for (const { id } of await stage.store.claimSends(60_000, 10))
        await stage.store.settleSend(id, { kind: 'sent' }, 60_000)
      await claim('wang', ['second'], 61_000)
      expect(await reusesOf('first')).toHaveLength(1)
      expect(await reusesOf('second')).toHaveLength(1)
    })
  })

  describe('a turn that waits for a file', () => {
    const id = conversationIdOf({ channel: 'simulator', account: 'demo', conversation: 'chat-1' })
    const parts = [image('media-1')]
    const settled: readonly MediaRecord[] = [
      { ...kept('media-1'), conversationId: id },
      { ...common, id: 'media-1', conversationId: id, status: 'refused', reason: '失效' },
    ]

    test.each(settled)('is handed out when the file is $status', async (record) => {
      await hear(stage.store, { parts })
      expect((await take(stage.store, 1_000, waitUntil(6_000))).works).toHaveLength(1)
      expect((await take(stage.store, 2_000)).works).toEqual([])
      await stage.store.media.save(record)
      expect((await take(stage.store, 2_000)).works).toHaveLength(1)
    })

    test('is handed out when the file is settled while it is being judged', async () => {
      await hear(stage.store, { parts })
      await take(stage.store, 1_000, async () => {
        await stage.store.media.save({ ...kept('media-1'), conversationId: id })
        return { kind: 'wait', until: 6_000 }
      })
      expect((await take(stage.store, 1_001)).works).toHaveLength(1)
    })

    test('goes on waiting while the file is tried again', async () => {
      await hear(stage.store, { parts })
      await take(stage.store, 1_000, waitUntil(6_000))
      await stage.store.media.save({
        ...wanted,
        conversationId: id,
        attempts: 1,
        nextAt: 9_000,
      })
      expect((await take(stage.store, 5_999)).works).toEqual([])
      expect((await take(stage.store, 6_000)).works).toHaveLength(1)
    })

    test('is woken, and a conversation that waits for a timer is not', async () => {
      await exchange(
        stage.store,
        1_000,
        { startTimers: [{ name: 'evidence_reminder', dueAt: 9_000 }] },
        { parts },
      )
      let woken = 0
      stage.store.onChange(() => {
        woken += 1
      })
      await stage.store.media.save({ ...kept('media-1'), conversationId: id })
      expect(woken).toBe(1)
      expect((await take(stage.store, 8_999)).works).toEqual([])
      expect((await take(stage.store, 9_000)).works).toMatchObject([
        { timers: [{ name: 'evidence_reminder' }] },
      ])
    })
  })
}
