import { expect, test } from 'vitest'
import { agentId, type ConversationId, outboxId } from '../../../src/model/ids.ts'
import type { Why } from '../../../src/model/message.ts'
import type { Rating, RatingReason } from '../../../src/model/rating.ts'
import type { Ticket } from '../../../src/model/ticket.ts'
import type { Figure, ListAsked, NewLine, Work } from '../../../src/store/index.ts'
import { aLine, aTicket, aTurn, withAgent } from '../../support/builders.ts'
import { commandTurn, exchange, hear, type OpenStore, stageOn, take } from './stage.ts'

const dayMs = 24 * 60 * 60_000
const lin = agentId('lin')
const chen = agentId('chen')

/** What customers thought, how cases ended, and what agents made of it, in numbers. */
export function opinionFiguresContract(open: OpenStore): void {
  const stage = stageOn(open)
  const later = 20 * dayMs
  const first = { from: 0, to: dayMs }
  const slice = (more: object = {}) => stage.store.figures.slice({ ...first, at: later, ...more })
  const names = async (figure: Figure, more: Partial<ListAsked> = {}) => {
    const asked = { spans: [first], at: later, skip: 0, limit: 10, ...more }
    const { total, rows } = await stage.store.figures.list({ figure, ...asked })
    expect(total).toBe(rows.length)
    return rows.map(({ summary }) => summary.conversation.externalId)
  }
  const of = (name: string) => ({ conversation: name, customer: { id: name } })
  const says = (name: string, at: number) => exchange(stage.store, at, { says: ['好的'] }, of(name))

  /** The bot answers from a place of the playbook, and the customer thinks something of it. */
  async function rates(name: string, source: string, rating: Rating) {
    const why: Why = {
      kind: 'answer',
      rung: 'intent',
      because: '…',
      intent: 'logistics_status',
      source,
      inReplyTo: [],
    }
    const { conversationId } = await hear(stage.store, { at: 1_000, ...of(name) })
    await take(stage.store, 1_000, async (work) => {
      const turn = aTurn(work, { at: 1_000 })
      return { kind: 'commit', turn: { ...turn, lines: [aLine(turn.id, 0, { why })] } }
    })
    for (const { id } of await stage.store.claimSends(1_000, 10))
      await stage.store.settleSend(id, { kind: 'sent' }, 1_000)
    const line = (await stage.store.read.transcript(conversationId, { limit: 9 })).at(-1)?.id ?? ''
    await stage.store.ratings.rate({ conversationId, line, at: 2_000, ...rating })
  }
  const down = (...reasons: readonly RatingReason[]) => ({ verdict: 'down', reasons }) as const

  test('the bot’s answers, by where they stand, with what was wrong', async () => {
    await rates('a', 'replies/x.yaml:1:5', { verdict: 'up', reasons: [] })
    await rates('b', 'replies/x.yaml:1:5', down('wrong', 'unclear'))
    await rates('c', 'replies/x.yaml:1:5', down('wrong'))
    await rates('d', 'replies/y.yaml:9:5', down())
    const intent = 'logistics_status'
    const none = { off_point: 0, wrong: 0, unclear: 0, no_help: 0, wants_human: 0 }
    expect((await slice()).ratings).toEqual([
      {
        source: 'replies/x.yaml:1:5',
        intent,
        up: 1,
        down: 2,
        reasons: { ...none, wrong: 2, unclear: 1 },
      },
      { source: 'replies/y.yaml:9:5', intent, up: 0, down: 1, reasons: none },
    ])
    const here = { source: 'replies/x.yaml:1:5', intent }
    expect(await names('disliked', here)).toEqual(['c', 'b'])
    expect(await names('disliked', { ...here, because: 'unclear' })).toEqual(['b'])
    expect(await names('liked')).toEqual(['a'])
    expect((await slice({ doors: [] })).ratings).toEqual([])
    expect((await slice({ from: dayMs, to: later })).ratings).toEqual([])
  })

  test('a survey counts for when it was asked: told, put away, or silence', async () => {
    const { ratings } = stage.store
    const ids = new Map<string, ConversationId>()
    for (const [index, name] of ['told', 'away', 'silent', 'tomorrow'].entries())
      ids.set(name, await says(name, 1_000 + index))
    const on = (name: string) => ({ conversationId: ids.get(name) ?? stranger, round: 1 })
    for (const name of ['told', 'away', 'silent'])
      await ratings.noteSurveyAsked({ ...on(name), at: 5_000 })
    await ratings.noteSurveyAsked({ ...on('told'), at: 9_000 })
    const answer = { score: 4, marks: [], words: '' }
    const agent = { id: lin, name: '小林' }
    await ratings.keepSurvey({ ...on('told'), at: 2 * dayMs, agent, answer })
    await ratings.keepSurvey({ ...on('away'), at: 6_000 })
    await ratings.keepSurvey({ ...on('tomorrow'), at: dayMs + 1, answer })
    const { surveys, scores } = await slice()
    expect(surveys).toEqual({ surveyAsked: 3, surveyTold: 1, surveyPutAway: 1, surveySilent: 1 })
    expect(scores).toEqual([{ score: 4, agent: 'lin', count: 1 }])
    expect(await names('surveyTold', { score: 4, agent: lin })).toEqual(['told'])
    expect(await names('surveyTold', { score: 5 })).toEqual([])
    expect(await names('surveySilent')).toEqual(['silent'])
    const next = await slice({ from: dayMs, to: 2 * dayMs })
    expect(next.surveys).toMatchObject({ surveyAsked: 1, surveyTold: 1 })
  })
  const stranger = 'c_0000000000000000' as ConversationId

  test('suggestions count for who saw them, or took them', async () => {
    const conversationId = await says('a', 1_000)
    const answers = ['x', 'y', 'z'].map((id) => ({ id, text: id }))
    const { help } = stage.store
    await help.noteSuggested({ conversationId, upTo: 5, answers, at: 1_000, agent: lin })
    await help.noteTaken({ conversationId, id: 'x', text: 'x', agent: lin })
    await help.noteTaken({ conversationId, id: 'y', text: 'y!', agent: chen })
    expect((await slice()).suggestions).toEqual([
      { agent: 'chen', suggested: 1, suggestedSame: 0, suggestedChanged: 1 },
      { agent: 'lin', suggested: 2, suggestedSame: 1, suggestedChanged: 0 },
    ])
    expect(await names('suggested', { agent: lin })).toEqual(['a', 'a'])
    expect(await names('suggestedChanged', { agent: chen })).toEqual(['a'])
    expect(await help.suggestions(0, ['simulator/other'])).toEqual([])
    expect(await help.suggestions(0, ['simulator'])).toHaveLength(3)
  })

  test('the marketplace’s clock is of who answered, or had it', async () => {
    const owes = async (name: string, at: number) => {
      const id = await says(name, at)
      await turnOf(id, at, { owed: { since: at, warnAt: at + 100, dueAt: at + 180 } })
      return id
    }
    const quick = await owes('quick', 1_000)
    await owes('open', 2_000)
    await turnOf(quick, 1_100, { by: chen })
    expect((await slice()).repliesBy).toEqual([
      { agent: 'chen', met: 1, late: 0 },
      { agent: 'lin', met: 0, late: 1 },
    ])
    expect(await names('repliesMet', { agent: chen })).toEqual(['quick'])
  })

  const turnOf = (
    id: ConversationId,
    at: number,
    {
      owed,
      by,
    }: { owed?: { since: number; warnAt: number; dueAt: number }; by?: ReturnType<typeof agentId> },
  ) =>
    stage.store.runTurn({
      conversationId: id,
      at,
      handle: async (work: Work) => {
        const { owed: _, ...memory } = work.conversation.memory
        const next = { phase: withAgent, memory: { ...memory, ...(owed && { owed }) } }
        const turn = commandTurn(work, { at, trigger: 'agentReplied', next })
        const author: NewLine['author'] = { kind: 'agent', agent: by ?? lin, name: '…' }
        const line = { ...aLine(turn.id, 0, { text: '我来' }), id: outboxId(turn.id, 0), author }
        return { kind: 'commit', turn: { ...turn, lines: by === undefined ? [] : [line] } }
      },
    })

  const saves = (id: ConversationId, at: number, more: Partial<Ticket>) =>
    stage.store.runTurn({
      conversationId: id,
      at,
      handle: async (work: Work) => ({
        kind: 'commit',
        turn: commandTurn(work, {
          at,
          tickets: [aTicket(work, { ...work.tickets[0], openedAt: 1_000, updatedAt: at, ...more })],
        }),
      }),
    })

  test('cases that ended: how, what it cost, how long it took, and who came again', async () => {
    const money = { minor: 1_250, currency: 'CNY' } as const
    const refunded = await says('refunded', 1_000)
    await saves(refunded, 5_000, {
      stage: 'done',
      outcome: { kind: 'refund', amount: money },
    })
    const resent = await says('resent', 1_000)
    await saves(resent, 4_000, { stage: 'done' })
    const refused = await says('refused', 1_000)
    // What was asked for and refused was not paid.
    await saves(refused, 3_000, {
      stage: 'rejected',
      outcome: { kind: 'refund', amount: { minor: 9_900, currency: 'CNY' } },
    })
    const withdrawn = await says('withdrawn', 1_000)
    await saves(withdrawn, 3_000, { stage: 'withdrawn' })
    const opened = await says('open', 1_000)
    await saves(opened, 3_000, { stage: 'agreed' })
    // Written down after the end, it counts all the same.
    await saves(resent, 6_000, { stage: 'done', outcome: { kind: 'resend' } })

    const { outcomes, settling } = await slice()
    expect(outcomes).toEqual([
      { outcome: 'refund', count: 1, priced: 1, minor: 1_250 },
      { outcome: 'rejected', count: 1, priced: 0, minor: 0 },
      { outcome: 'resend', count: 1, priced: 0, minor: 0 },
    ])
    expect([...settling].sort()).toEqual([2_000, 3_000, 4_000])
    expect(await names('caseSettled', { outcome: 'rejected' })).toEqual(['refused'])
    expect(await names('caseSettled', { outcome: null })).toEqual([])

    // A thank-you is no new trouble; words after a day of quiet are.
    await says('resent', 8_000)
    await says('refused', 3 * dayMs)
    await says('refunded', 12 * dayMs)
    expect((await slice()).settled).toEqual({ caseSettled: 3, caseReturned: 1, caseMayReturn: 0 })
    expect(await names('caseReturned')).toEqual(['refused'])
    const soon = await slice({ at: 3 * dayMs + 1 })
    expect(soon.settled).toEqual({ caseSettled: 3, caseReturned: 1, caseMayReturn: 2 })
  })
}
