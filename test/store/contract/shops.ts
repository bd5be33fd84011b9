import { expect, test } from 'vitest'
import { agentId } from '../../../src/model/ids.ts'
import { aMessage, aTicket, aTurn } from '../../support/builders.ts'
import { type OpenStore, stageOn, take, texts } from './stage.ts'

/** Three shops on two channels, each with a line, a customer and a case. */
const shops = [
  ['web', 'demo'],
  ['web', 'other'],
  ['bridge', 'demo'],
] as const

/** What somebody sees who is for some shops only. */
export function shopContract(open: OpenStore): void {
  const stage = stageOn(open)

  const fill = async () => {
    for (const [index, [channel, account]] of shops.entries()) {
      const conversation = `${channel}/${account}`
      const message = aMessage({ channel, account, conversation, text: `退货地址 ${conversation}` })
      await stage.store.accept([{ ...message, externalId: conversation }], 1_000 + index)
    }
    await take(stage.store, 10_000, async (work) => {
      const ticket = aTicket(work, { openedAt: 1_000 })
      return { kind: 'commit', turn: { ...aTurn(work, { at: 10_000 }), tickets: [ticket] } }
    })
  }

  test.each([
    [[], ['bridge/demo', 'web/demo', 'web/other']],
    [['web'], ['web/demo', 'web/other']],
    [['web/other'], ['web/other']],
    [
      ['web/demo', 'bridge'],
      ['bridge/demo', 'web/demo'],
    ],
    [['we', 'demo', 'web/dem'], []],
  ] as const)('who is for %j finds %j in every list', async (shops, seen) => {
    await fill()
    const { read, search } = stage.store
    const within = { limit: 9, shops }
    const rows = await read.conversations(within)
    expect(rows.map(({ conversation }) => conversation.externalId).sort()).toEqual(seen)
    const cases = await read.cases(within)
    expect(cases.map(({ channel, account }) => `${channel}/${account}`).sort()).toEqual(seen)
    const said = seen.map((shop) => `退货地址 ${shop}`)
    for (const words of ['退货地址', '退货'])
      expect([...texts(await search.lines([words], within))].sort()).toEqual(said)
    const customer = rows[0]?.conversation.customer.id ?? 'buyer-1'
    expect(await search.ofCustomer(customer, within)).toHaveLength(seen.length)
    expect(await search.conversations([customer], within)).toHaveLength(seen.length)
  })

  test('a change tells whose it is', async () => {
    await fill()
    const changes = await stage.store.read.changes({ after: 0, limit: 99 })
    const told = changes.map((change) => {
      const { channel, account } =
        change.kind === 'entry' ? change.shop : change.summary.conversation
      return `${channel}/${account}`
    })
    expect([...new Set(told)].sort()).toEqual(['bridge/demo', 'web/demo', 'web/other'])
  })

  test('a file is of the shop that it came to, and of those in whose notes it stands', async () => {
    await fill()
    const { read, media, desk } = stage.store
    const rows = await read.conversations({ limit: 9 })
    const idOf = (external: string) => {
      const found = rows.find(({ conversation }) => conversation.externalId === external)
      if (!found) throw new Error('no such conversation')
      return found.conversation.id
    }
    const file = { url: 'media:m', at: 1, status: 'refused', reason: '…' } as const
    await media.save({ ...file, id: 'm_1', conversationId: idOf('web/demo') })
    expect(await media.shopsOf('m_1')).toEqual([{ channel: 'web', account: 'demo' }])
    await desk.addNote({
      conversationId: idOf('web/other'),
      key: 'k',
      agent: agentId('lin'),
      name: '小林',
      parts: [{ kind: 'image', url: 'media:m', mediaId: 'm_1' }],
      at: 20_000,
    })
    expect((await media.shopsOf('m_1')).map(({ account }) => account).sort()).toEqual([
      'demo',
      'other',
    ])
    expect(await media.shopsOf('m_2')).toEqual([])
  })
}
