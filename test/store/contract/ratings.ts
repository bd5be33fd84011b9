import { describe, expect, test } from 'vitest'
import { agentId, type ConversationId } from '../../../src/model/ids.ts'
import { type Entry, textOf, type Why } from '../../../src/model/message.ts'
import type { Store, Work } from '../../../src/store/index.ts'
import { aLine, aTurn } from '../../support/builders.ts'
import { commit, exchange, hear, type OpenStore, run, said, stageOn, take } from './stage.ts'

const aWhy = (more: Partial<Why> = {}): Why => ({
  kind: 'answer',
  rung: 'intent',
  because: '听起来像「物流」',
  intent: 'logistics_status',
  source: 'replies/logistics.yaml:12:5',
  inReplyTo: [],
  ...more,
})

/** The bot answers in a conversation, and the answer arrives; the line's id. */
async function answered(store: Store, at: number, why: Why, message: object = {}) {
  const handle = async (work: Work) => {
    const turn = aTurn(work, { at })
    return { kind: 'commit' as const, turn: { ...turn, lines: [aLine(turn.id, 0, { why })] } }
  }
  const { conversationId } = await hear(store, { at, ...message })
  await take(store, at, handle)
  for (const { id } of await store.claimSends(at, 10))
    await store.settleSend(id, { kind: 'sent' }, at)
  return { conversationId, line: await lastLine(store, conversationId) }
}

async function lastLine(store: Store, id: ConversationId): Promise<string> {
  const entries = await store.read.transcript(id, { limit: 100 })
  return entries.at(-1)?.id ?? ''
}

export function ratingContract(open: OpenStore): void {
  const stage = stageOn(open)
  const other = { conversation: 'chat-2', customer: { id: 'buyer-2' } }

  describe('of a line', () => {
    test('is kept with what decided the line, and changed, also after a restart', async () => {
      const line = await answered(stage.store, 1_000, aWhy())
      await stage.store.ratings.rate({ ...line, at: 2_000, verdict: 'up', reasons: [] })
      const changed = {
        ...line,
        at: 3_000,
        verdict: 'down',
        reasons: ['wrong', 'unclear'],
      } as const
      await stage.store.ratings.rate(changed)
      await stage.reopen()
      expect(await stage.store.ratings.ofConversation(line.conversationId)).toEqual([
        {
          ...changed,
          intent: 'logistics_status',
          rung: 'intent',
          source: 'replies/logistics.yaml:12:5',
        },
      ])
    })

    test('is taken back, and only by the conversation it is of', async () => {
      const line = await answered(stage.store, 1_000, aWhy())
      const stranger = await answered(stage.store, 1_000, aWhy(), other)
      const { ratings } = stage.store
      await ratings.rate({ ...line, at: 2_000, verdict: 'up', reasons: [] })
      await ratings.takeBack({ conversationId: stranger.conversationId, line: line.line })
      expect(await ratings.ofConversation(line.conversationId)).toHaveLength(1)
      await ratings.takeBack(line)
      expect(await ratings.ofConversation(line.conversationId)).toEqual([])
    })

    test('is refused for a line of another conversation, of the customer, and for none', async () => {
      const { store } = stage
      const mine = await answered(store, 1_000, aWhy())
      const stranger = await answered(store, 1_000, aWhy(), other)
      const own = (await store.read.transcript(mine.conversationId, { limit: 10 }))[0]?.id ?? ''
      for (const line of [stranger.line, own, 'nothing', ''])
        await expect(
          store.ratings.rate({ ...mine, line, at: 2_000, verdict: 'up', reasons: [] }),
        ).rejects.toMatchObject({ code: 'not_found' })
      expect(await store.ratings.list({ limit: 10 })).toEqual([])
    })

    test('is refused for what has not reached the customer', async () => {
      const { store } = stage
      const id = await exchange(store, 1_000, { says: ['还在路上'] })
      const line = await lastLine(store, id)
      await expect(
        store.ratings.rate({ conversationId: id, line, at: 2_000, verdict: 'up', reasons: [] }),
      ).rejects.toMatchObject({ code: 'not_found' })
    })

    test('is kept only where it is allowed', async () => {
      const { ratings } = stage.store
      const line = await answered(stage.store, 1_000, aWhy({ kind: 'collect' }))
      const seen: Entry[] = []
      const rating = { ...line, at: 2_000, verdict: 'up', reasons: [] } as const
      const refuse = (entry: Entry) => {
        seen.push(entry)
        throw new Error('no')
      }
      await expect(ratings.rate(rating, refuse)).rejects.toThrow('no')
      expect(seen.map(({ why, parts }) => [why?.kind, textOf(parts)])).toEqual([
        ['collect', '您好'],
      ])
      expect(await ratings.list({ limit: 10 })).toEqual([])
    })

    test('lists the newest first, and counts them by intent', async () => {
      const { store } = stage
      const first = await answered(store, 1_000, aWhy())
      const second = await answered(store, 20_000, aWhy({ intent: 'refund_status' }))
      const third = await answered(store, 1_000, aWhy(), other)
      await store.ratings.rate({ ...first, at: 30_000, verdict: 'down', reasons: ['wrong'] })
      await store.ratings.rate({ ...second, at: 31_000, verdict: 'down', reasons: [] })
      await store.ratings.rate({ ...third, at: 32_000, verdict: 'up', reasons: [] })
      const lines = async (filter: object) =>
        (await store.ratings.list({ limit: 10, ...filter })).map(({ line }) => line)
      expect(await lines({})).toEqual([third.line, second.line, first.line])
      expect(await lines({ verdict: 'down' })).toEqual([second.line, first.line])
      expect(await lines({ before: 31_000 })).toEqual([first.line])
      expect(await lines({ limit: 1 })).toEqual([third.line])
      expect(await store.ratings.byIntent({ from: 30_000, to: 33_000 })).toEqual([
        { intent: 'logistics_status', up: 1, down: 1 },
        { intent: 'refund_status', up: 0, down: 1 },
      ])
      expect(await store.ratings.byIntent({ from: 32_000, to: 32_000 })).toEqual([])
    })
  })

  describe('of a round', () => {
    const answer = { score: 4, marks: ['fast'], words: '谢谢' } as const
    const agent = { id: agentId('lin'), name: '小林' }

    test('is kept once, and agents read of it', async () => {
      const { store } = stage
      const id = await exchange(store, 1_000, { says: ['好的'] })
      const survey = { conversationId: id, round: 1, at: 2_000, agent, answer }
      const before = await store.read.lastSeq()
      expect(await store.ratings.keepSurvey(survey, '顾客评价：4 星')).toBe(true)
      const again = { ...survey, at: 3_000, answer: { ...answer, score: 1 } }
      expect(await store.ratings.keepSurvey(again, '顾客评价：1 星')).toBe(false)
      await stage.reopen()
      expect(await stage.store.ratings.survey(id, 1)).toEqual(survey)
      expect(await stage.store.ratings.survey(id, 2)).toBeUndefined()
      expect((await said(stage.store, id)).at(-1)).toBe('顾客评价：4 星')
      const changes = await stage.store.read.changes({ after: before, limit: 10 })
      expect(changes.map((each) => each.kind === 'entry' && each.entry.author.kind)).toEqual([
        'event',
      ])
    })

    test('that was put away is no answer, and says nothing', async () => {
      const { store } = stage
      const id = await exchange(store, 1_000, { says: ['好的'] })
      const away = { conversationId: id, round: 1, at: 2_000 }
      expect(await store.ratings.keepSurvey(away)).toBe(true)
      expect(await store.ratings.survey(id, 1)).toEqual(away)
      expect(await store.ratings.surveys({ limit: 10 })).toEqual([away])
      expect(await store.ratings.surveys({ limit: 10, before: 2_000 })).toEqual([])
    })

    test('of no conversation is refused', async () => {
      const nobody = { conversationId: 'c_nobody' as ConversationId, round: 1, at: 1 }
      await expect(stage.store.ratings.keepSurvey(nobody)).rejects.toMatchObject({
        code: 'not_found',
      })
    })

    test('stays where the turn before it is run again', async () => {
      const { store } = stage
      const id = await exchange(store, 1_000, { says: ['还没发出去'] })
      await store.ratings.keepSurvey({ conversationId: id, round: 1, at: 1_500, answer }, '评价')
      await hear(store, { at: 2_000, text: '再问一句' })
      await take(store, 2_000, commit({ at: 2_000, says: ['一起答'] }))
      await run(store, id)
      expect(await said(store, id)).toContain('评价')
    })
  })
}
