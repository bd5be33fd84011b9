import { expect, test } from 'vitest'
import { conversationId } from '../../../src/model/ids.ts'
import { aTurn } from '../../support/builders.ts'
import {
  aGate,
  commandTurn,
  commit,
  hear,
  type OpenStore,
  run,
  said,
  stageOn,
  take,
} from './stage.ts'

export function commandContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('a command is a turn like any other', async () => {
    const { conversationId } = await hear(stage.store)
    const report = await run(stage.store, conversationId, { says: ['我是小林'] })
    expect(report).toEqual({ kind: 'committed', conversationId, turn: `${conversationId}:0` })
    expect(await said(stage.store, conversationId)).toEqual(['收到就碎了', '我是小林:pending'])
  })

  test('a command leaves unread messages that it did not read to a turn of their own', async () => {
    const { conversationId } = await hear(stage.store)
    await run(stage.store, conversationId)
    expect((await take(stage.store, 1_000)).works[0]?.unread).toHaveLength(1)
  })

  test('a command may read messages by naming them', async () => {
    const { conversationId } = await hear(stage.store)
    await stage.store.runTurn({ conversationId, at: 1_000, handle: commit() })
    expect((await take(stage.store, 1_000)).works).toEqual([])
  })

  test('a command waits while a turn has the conversation', async () => {
    const { conversationId } = await hear(stage.store)
    const gate = aGate()
    const steps: string[] = []
    const turn = take(stage.store, 1_000, async (work) => {
      await gate.passed
      steps.push('turn')
      return { kind: 'commit', turn: aTurn(work) }
    })
    const command = stage.store.runTurn({
      conversationId,
      at: 1_000,
      handle: async (work) => {
        steps.push(`command at version ${work.conversation.version}`)
        return { kind: 'commit', turn: commandTurn(work, {}) }
      },
    })
    gate.open()
    await Promise.all([turn, command])
    expect(steps).toEqual(['turn', 'command at version 1'])
  })

  test('a command for an unknown conversation is not found', async () => {
    const unknown = run(stage.store, conversationId('c_0000000000000000'))
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a command key works once, also after a restart', async () => {
    const { conversationId } = await hear(stage.store)
    const once = { commandKey: 'key-1' }
    expect(await run(stage.store, conversationId, {}, once)).toMatchObject({ kind: 'committed' })
    const repeated = { kind: 'repeated', conversationId }
    expect(await run(stage.store, conversationId, {}, once)).toEqual(repeated)
    await stage.reopen()
    expect(await run(stage.store, conversationId, {}, once)).toEqual(repeated)
    expect((await stage.store.read.conversation(conversationId))?.conversation.version).toBe(1)
  })

  test('of commands with one key at once exactly one is carried out', async () => {
    const { conversationId } = await hear(stage.store)
    let handled = 0
    const reports = await Promise.all(
      Array.from({ length: 20 }, () =>
        stage.store.runTurn({
          conversationId,
          at: 1_000,
          commandKey: 'key-1',
          handle: async (work) => {
            handled++
            return { kind: 'commit', turn: commandTurn(work, { says: ['好'] }) }
          },
        }),
      ),
    )
    expect(handled).toBe(1)
    expect(reports.filter(({ kind }) => kind === 'repeated')).toHaveLength(19)
    expect(await said(stage.store, conversationId)).toEqual(['收到就碎了', '好:pending'])
  })

  test('the same key in another conversation is another command', async () => {
    const { conversationId: a } = await hear(stage.store, { conversation: 'a' })
    const { conversationId: b } = await hear(stage.store, { conversation: 'b' })
    await run(stage.store, a, {}, { commandKey: 'key-1' })
    expect(await run(stage.store, b, {}, { commandKey: 'key-1' })).toMatchObject({
      kind: 'committed',
    })
  })

  test('a command that fails is reported, and its key may be tried again', async () => {
    const { conversationId } = await hear(stage.store)
    const failing = { commandKey: 'key-1', handle: () => Promise.reject(new Error('no')) }
    expect(await run(stage.store, conversationId, {}, failing)).toMatchObject({ kind: 'failed' })
    expect(await run(stage.store, conversationId, {}, { commandKey: 'key-1' })).toMatchObject({
      kind: 'committed',
    })
  })

  test('a command that fails lets the next one go on', async () => {
    const { conversationId } = await hear(stage.store)
    const [failed, next] = await Promise.all([
      run(stage.store, conversationId, {}, { handle: () => Promise.reject(new Error('no')) }),
      run(stage.store, conversationId),
    ])
    expect([failed.kind, next.kind]).toEqual(['failed', 'committed'])
  })
}
