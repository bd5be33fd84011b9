import { expect, test } from 'vitest'
import { agentId, conversationId } from '../../../src/model/ids.ts'
import type { Agent, MediaRecord } from '../../../src/store/index.ts'
import { type OpenStore, stageOn } from './stage.ts'

const lin: Agent = {
  id: agentId('lin'),
  name: '小林',
  role: 'agent',
  passwordHash: 'scrypt$1',
  disabled: false,
}
const wanted: MediaRecord = {
  id: 'media-1',
  conversationId: conversationId('c_0123456789abcdef'),
  url: 'https://example.com/a.jpg',
  at: 1_000,
  status: 'wanted',
}

export function peopleContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('an agent is saved and changed, and known after a restart', async () => {
    await stage.store.people.saveAgent(lin)
    await stage.store.people.saveAgent({ ...lin, role: 'supervisor', disabled: true })
    await stage.reopen()
    const { people } = stage.store
    expect(await people.agent(lin.id)).toEqual({ ...lin, role: 'supervisor', disabled: true })
    expect(await people.agent(agentId('nobody'))).toBeUndefined()
  })

  test('agents are listed by id', async () => {
    const { people } = stage.store
    await people.saveAgent(lin)
    await people.saveAgent({ ...lin, id: agentId('chen'), name: '小陈' })
    expect((await people.agents()).map(({ id }) => id)).toEqual(['chen', 'lin'])
  })

  test('a session is found until it is deleted, and remembers when it was seen', async () => {
    const { people } = stage.store
    const session = { tokenHash: 'ab12', agent: lin.id, createdAt: 1_000, seenAt: 1_000 }
    await people.saveSession(session)
    await people.saveSession({ ...session, seenAt: 2_000 })
    expect(await people.session('ab12')).toEqual({ ...session, seenAt: 2_000 })
    await people.deleteSession('ab12')
    await people.deleteSession('ab12')
    expect(await people.session('ab12')).toBeUndefined()
  })

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
    const kept: MediaRecord = {
      ...wanted,
      status: 'kept',
      mime: 'image/jpeg',
      bytes: 12,
      sha256: 'cd',
      name: '图.jpg',
    }
    const refused: MediaRecord = { ...second, status: 'refused', reason: '太大' }
    await media.save(kept)
    await media.save(refused)
    expect(await media.wanted(9_000, 10)).toEqual([])
    expect(await media.nextDueAt()).toBeUndefined()
    expect(await media.find('media-1')).toEqual(kept)
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
}
