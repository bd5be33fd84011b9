import { expect, test } from 'vitest'
import { agentId, conversationId as idOf } from '../../../src/model/ids.ts'
import { hear, type OpenStore, stageOn } from './stage.ts'

export function helpContract(open: OpenStore): void {
  const stage = stageOn(open)
  const lin = agentId('lin')
  const chen = agentId('chen')

  test('quick replies are counted for each agent and for all', async () => {
    const { help } = stage.store
    await help.countQuick(lin, 'hello', 1_000)
    await help.countQuick(lin, 'hello', 2_000)
    await help.countQuick(chen, 'hello', 3_000)
    await help.countQuick(chen, 'bye', 4_000)
    await stage.reopen()
    expect(await stage.store.help.quickUses(lin)).toEqual(
      new Map([
        ['bye', { mine: 0, all: 1 }],
        ['hello', { mine: 2, all: 3 }],
      ]),
    )
  })

  const answers = [
    { id: 'a', text: '寄到杭州' },
    { id: 'b', text: '寄到苏州' },
  ]

  test('what was suggested is counted once for the same words, and what became of it', async () => {
    const { conversationId } = await hear(stage.store)
    const { help } = stage.store
    const suggested = { conversationId, upTo: 5, answers, at: 1_000, agent: lin }
    await help.noteSuggested(suggested)
    await help.noteSuggested({ ...suggested, at: 2_000 })
    await help.noteTaken({ conversationId, id: 'a', text: '寄到杭州', agent: lin })
    await help.noteTaken({ conversationId, id: 'a', text: '别的话', agent: chen })
    await help.noteSuggested({ ...suggested, upTo: 9, at: 3_000 })
    await help.noteTaken({ conversationId, id: 'a', text: '寄到杭州，谢谢', agent: lin })
    await stage.reopen()
    expect(await stage.store.help.suggestions(0, [])).toEqual([
      { id: 'a', shown: 2, accepted: 1, edited: 1 },
      { id: 'b', shown: 2, accepted: 0, edited: 0 },
    ])
    expect(await stage.store.help.suggestions(3_000, [])).toMatchObject([
      { id: 'a', shown: 1, edited: 1 },
      { id: 'b', shown: 1 },
    ])
  })

  test('what was not suggested there is not taken, and nothing is suggested nowhere', async () => {
    const { conversationId } = await hear(stage.store)
    const other = await hear(stage.store, { conversation: 'chat-2' })
    const { help } = stage.store
    await help.noteSuggested({ conversationId, upTo: 5, answers, at: 1_000, agent: lin })
    await help.noteSuggested({
      conversationId: idOf('c_0000000000000000'),
      upTo: 5,
      answers,
      at: 1_000,
      agent: lin,
    })
    await help.noteTaken({ conversationId: other.conversationId, id: 'a', text: '', agent: lin })
    await help.noteTaken({ conversationId, id: 'c', text: '', agent: lin })
    expect(await help.suggestions(0, [])).toEqual([
      { id: 'a', shown: 1, accepted: 0, edited: 0 },
      { id: 'b', shown: 1, accepted: 0, edited: 0 },
    ])
  })
}
