import { describe, expect, test } from 'vitest'
import { emptyMemory } from '../../../src/model/conversation.ts'
import { agentId, type ConversationId, outboxId } from '../../../src/model/ids.ts'
import type { StageClock, Ticket } from '../../../src/model/ticket.ts'
import type { Figure, ListAsked, NewLine, Work } from '../../../src/store/index.ts'
import {
  aLine,
  aTicket,
  aTurn,
  awaitingAgent,
  type TurnParts,
  withAgent,
} from '../../support/builders.ts'
import { commandTurn, commit, exchange, hear, type OpenStore, run, stageOn, take } from './stage.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const lin = agentId('lin')

/** What was is counted as it was: by rounds, by cases, by clocks. */
export function figuresContract(open: OpenStore): void {
  const stage = stageOn(open)
  const later = 20 * dayMs

  const slice = (at = later, more: Partial<ListAsked['spans'][number]> = {}) =>
    stage.store.figures.slice({ from: 0, to: dayMs, at, ...more })
  const rounds = async (at = later) => (await slice(at)).rounds
  const list = (figure: Figure, more: Partial<ListAsked> = {}) =>
    stage.store.figures.list({
      figure,
      spans: [{ from: 0, to: dayMs }],
      at: later,
      skip: 0,
      limit: 10,
      ...more,
    })
  const names = async (figure: Figure, more: Partial<ListAsked> = {}) =>
    (await list(figure, more)).rows.map(({ summary }) => summary.conversation.externalId)

  /** The customer says something and the bot answers. */
  const says = (name: string, at: number, parts: TurnParts = {}) =>
    exchange(
      stage.store,
      at,
      { says: ['好的'], ...parts },
      { conversation: name, customer: { id: name } },
    )
  const sendAll = async (at: number) => {
    for (const { id } of await stage.store.claimSends(at, 100)) {
      await stage.store.settleSend(id, { kind: 'sent' }, at)
    }
  }
  /** Words of an agent. */
  const agentSays = (id: ConversationId, at: number) =>
    stage.store.runTurn({
      conversationId: id,
      at,
      handle: async (work) => {
        const turn = commandTurn(work, { at, trigger: 'agentReplied', next: { phase: withAgent } })
        const author: NewLine['author'] = { kind: 'agent', agent: lin, name: '小林' }
        const line = { ...aLine(turn.id, 0, { text: '我来' }), id: outboxId(turn.id, 0), author }
        return { kind: 'commit', turn: { ...turn, lines: [line] } }
      },
    })
  const saves = (id: ConversationId, at: number, more: Partial<Ticket>) =>
    stage.store.runTurn({
      conversationId: id,
      at,
      handle: async (work: Work) => ({
        kind: 'commit',
        turn: commandTurn(work, { at, tickets: [aTicket(work, { ...work.tickets[0], ...more })] }),
      }),
    })
  const asked = (...intents: readonly string[]) => ({
    memory: { ...emptyMemory, asked: Object.fromEntries(intents.map((id) => [id, 1])) },
  })

  describe('rounds', () => {
    test('what the bot alone answered is resolved once the customer was quiet for a day', async () => {
      await says('quiet', 1_000)
      expect(await rounds(dayMs)).toMatchObject({ begun: 1, own: 1, running: 1, settled: 0 })
      expect(await rounds(1_000 + dayMs)).toMatchObject({ running: 0, settled: 1, resolved: 1 })
    })

    test('who comes back after a day was helped for a day and not for a week', async () => {
      await says('back', 1_000)
      await says('away', 2_000)
      await sendAll(3_000)
      await says('back', 3 * dayMs)
      const { resolved, weekOld, durable } = await rounds()
      expect({ resolved, weekOld, durable }).toEqual({ resolved: 2, weekOld: 2, durable: 1 })
      expect(await names('durable')).toEqual(['away'])
    })

    test('who comes back within the day was not helped until they are quiet', async () => {
      await says('back', 1_000)
      await sendAll(2_000)
      await says('back', 1_000 + dayMs / 2)
      expect(await rounds(1_000 + dayMs)).toMatchObject({ running: 1, settled: 0 })
      expect(await rounds(1_000 + 2 * dayMs)).toMatchObject({ resolved: 1 })
    })

    test('a question of the bot, a miss, and silence resolve nothing', async () => {
      await says('miss', 1_000, { next: { memory: { ...emptyMemory, misses: 1 } } })
      await says('silence', 1_000, { says: [] })
      await hear(stage.store, { at: 1_000, conversation: 'question', customer: { id: 'question' } })
      await take(stage.store, 1_000, async (work) => {
        const turn = aTurn(work, { says: ['是想问物流吗？'] })
        return {
          kind: 'commit',
          turn: { ...turn, decision: { ...turn.decision, kind: 'clarify' } },
        }
      })
      expect(await rounds()).toMatchObject({ settled: 3, resolved: 0, unfinished: 3, missed: 1 })
      expect(await names('missed')).toEqual(['miss'])
    })

    test('a case that was collected is filed, and not resolved', async () => {
      const id = await says('case', 1_000)
      await saves(id, 2_000, { status: 'complete', openedAt: 1_500 })
      expect(await rounds()).toMatchObject({ resolved: 0, filed: 1, settled: 1 })
      await agentSays(id, 9_000)
      expect(await rounds()).toMatchObject({ filed: 1, steppedIn: 0 })
    })

    test('each of the bot’s rounds is in one outcome', async () => {
      await says('resolved', 1_000)
      await says('unfinished', 1_000, { says: [] })
      await says('handed', 1_000, { next: { phase: awaitingAgent(1_000) } })
      const stepped = await says('stepped', 1_000)
      await run(stage.store, stepped, { at: 2_000, next: { phase: withAgent } })
      const filed = await says('filed', 1_000)
      await saves(filed, 2_000, { status: 'partial', openedAt: 1_500 })
      for (const at of [2_000, later]) {
        const counts = await rounds(at)
        const outcomes = [
          'handed',
          'filed',
          'steppedIn',
          'running',
          'resolved',
          'unfinished',
        ] as const
        expect(outcomes.reduce((sum, name) => sum + counts[name], 0)).toBe(counts.own)
      }
    })

    test('a call for a person, its reason, the wait and the first words of a person', async () => {
      const id = await says('calls', 1_000, { next: { phase: awaitingAgent(1_000) } })
      await says('waits', 2_000, { next: { phase: awaitingAgent(2_000) } })
      await sendAll(2_500)
      await run(stage.store, id, { at: 11_000, next: { phase: withAgent } })
      await agentSays(id, 31_000)
      const { rounds: counts, responses, waits, reasons, chats } = await slice()
      expect(counts).toMatchObject({ handed: 2, waited: 2, answered: 1, settled: 2 })
      expect({ responses, waits, reasons, chats }).toEqual({
        responses: [{ agent: 'lin', ms: 30_000 }],
        waits: [10_000],
        reasons: [{ reason: 'customer_request', count: 2 }],
        chats: [{ agent: 'lin', count: 1 }],
      })
      expect(await names('waited', { reason: 'customer_request' })).toEqual(['waits', 'calls'])
      expect(await names('waited', { reason: 'safety' })).toEqual([])
      expect(await names('begun', { agent: lin })).toEqual(['calls'])
    })

    test('words of the bot are no answer of a person', async () => {
      const id = await says('calls', 1_000, { next: { phase: awaitingAgent(1_000) } })
      await run(stage.store, id, { at: 5_000, says: ['同事马上来'] })
      expect((await slice()).responses).toEqual([])
      await hear(stage.store, {
        conversation: 'calls',
        customer: { id: 'calls' },
        sender: 'shop_human',
        at: 9_000,
      })
      await take(stage.store, 9_000, commit({ at: 9_000, next: { phase: withAgent } }))
      expect((await slice()).responses).toEqual([{ agent: null, ms: 8_000 }])
    })

    test('a person who takes it uncalled steps in; one who was there first leaves the bot nothing', async () => {
      const id = await says('stepped', 1_000)
      await run(stage.store, id, { at: 2_000, next: { phase: withAgent } })
      await says('first', 3_000, { says: [], next: { phase: withAgent } })
      await says('draft', 4_000, { route: 'draft' })
      expect(await rounds()).toMatchObject({ begun: 3, own: 1, peopleFirst: 2, steppedIn: 1 })
      expect(await names('steppedIn')).toEqual(['stepped'])
    })

    test('a closed one is reopened by words within a week', async () => {
      for (const [name, back] of [
        ['soon', 2 * dayMs],
        ['late', 10 * dayMs],
      ] as const) {
        const id = await says(name, 1_000)
        await sendAll(1_500)
        await run(stage.store, id, { at: 2_000, next: { phase: { kind: 'closed', at: 2_000 } } })
        await says(name, back, { next: { round: 2 } })
      }
      expect(await rounds()).toMatchObject({ begun: 2, closed: 2, reopened: 1, mayReopen: 0 })
      expect(await names('reopened')).toEqual(['soon'])
      const second = await stage.store.figures.slice({ from: 2 * dayMs, to: 3 * dayMs, at: later })
      expect(second.rounds.begun).toBe(1)
    })

    test('a round counts for the span and the door in which it began', async () => {
      await says('early', 1_000)
      await says('late', dayMs - 1)
      await says('tomorrow', dayMs)
      expect((await slice()).hours).toEqual([
        { hour: 0, count: 1 },
        { hour: 23, count: 1 },
      ])
      const doors = [{ channel: 'simulator', account: 'other' }]
      const there = await stage.store.figures.slice({ from: 0, to: dayMs, at: later, doors })
      expect(there.rounds.begun).toBe(0)
      expect(await list('begun', { doors })).toEqual({ total: 0, rows: [] })
      const spans = [
        { from: 0, to: 2_000 },
        { from: dayMs, to: 2 * dayMs },
      ]
      expect(await names('begun', { spans })).toEqual(['tomorrow', 'early'])
    })

    test('pages go on from day to day, and spans that overlap count nothing twice', async () => {
      const days = [0, 1, 2, 3]
      for (const day of days)
        for (const n of [1, 2]) await says(`${day}-${n}`, day * dayMs + n * 1_000)
      const spans = [
        { from: 2 * dayMs, to: 4 * dayMs },
        { from: 0, to: 2 * dayMs },
        { from: dayMs, to: 3 * dayMs },
      ]
      const pages = await Promise.all(
        [0, 3, 6, 9].map((skip) => list('begun', { spans, skip, limit: 3 })),
      )
      expect(pages.map(({ total }) => total)).toEqual([8, 8, 8, 8])
      expect(
        pages.flatMap(({ rows }) => rows.map(({ summary }) => summary.conversation.externalId)),
      ).toEqual(['3-2', '3-1', '2-2', '2-1', '1-2', '1-1', '0-2', '0-1'])
    })

    test('what was asked counts once a round, with what became of it', async () => {
      await says('two', 1_000, { next: asked('damaged', 'refund_request') })
      await sendAll(1_500)
      await says('two', 2_000, { next: { ...asked('damaged'), phase: awaitingAgent(2_000) } })
      await says('one', 3_000, { next: asked('damaged') })
      expect((await slice()).intents).toEqual([
        { intent: 'damaged', count: 2, handed: 1, missed: 0 },
        { intent: 'refund_request', count: 1, handed: 1, missed: 0 },
      ])
      expect(await names('begun', { intent: 'refund_request' })).toEqual(['two'])
    })

    test('a turn that is taken back leaves nothing in the counts', async () => {
      await says('again', 1_000, {
        next: {
          ...asked('damaged'),
          phase: awaitingAgent(1_000),
          memory: { ...emptyMemory, owed: { since: 1_000, warnAt: 2_000, dueAt: 3_000 } },
        },
      })
      expect(await rounds()).toMatchObject({ begun: 1, handed: 1 })
      expect((await slice()).replies).toMatchObject([{ owed: 1 }])
      await hear(stage.store, { conversation: 'again', customer: { id: 'again' }, at: 1_500 })
      await take(
        stage.store,
        1_500,
        commit({ at: 1_500, says: ['好'], next: asked('refund_status') }),
      )
      const { rounds: counts, intents, replies, reasons } = await slice()
      expect(counts).toMatchObject({ begun: 1, handed: 0 })
      expect(intents.map(({ intent }) => intent)).toEqual(['refund_status'])
      expect({ replies, reasons }).toEqual({ replies: [], reasons: [] })
    })

    test('the turn that began a round again leaves the one before it as it was', async () => {
      const id = await says('closed', 1_000)
      await sendAll(1_500)
      await run(stage.store, id, { at: 2_000, next: { phase: { kind: 'closed', at: 2_000 } } })
      await says('closed', dayMs, { next: { round: 2, phase: { kind: 'answering' } } })
      expect(await rounds()).toMatchObject({ reopened: 1 })
      await hear(stage.store, { conversation: 'closed', customer: { id: 'closed' }, at: dayMs + 1 })
      await take(stage.store, dayMs + 1, commit({ at: dayMs + 1, says: ['在'] }))
      expect(await rounds()).toMatchObject({ reopened: 0 })
    })
  })

  describe('the marketplace’s clock', () => {
    const owed = (since: number) => ({
      phase: withAgent,
      memory: { ...emptyMemory, owed: { since, warnAt: since + 100, dueAt: since + 180 } },
    })
    test('is met by a person in time, late otherwise, and counts no bot', async () => {
      const quick = await says('quick', 1_000, { next: owed(1_000) })
      const slow = await says('slow', 1_000, { next: owed(1_000) })
      await says('open', 1_000, { next: owed(1_000) })
      const dropped = await says('dropped', 1_000, { next: owed(1_000) })
      const free = { memory: emptyMemory }
      await agentSaysFree(quick, 1_100)
      await agentSaysFree(slow, 5_000)
      await run(stage.store, dropped, { at: 1_150, next: free })
      expect((await slice(1_150)).replies).toEqual([
        { channel: 'simulator', owed: 3, met: 1, late: 1, pending: 1 },
      ])
      expect((await slice()).replies).toMatchObject([{ owed: 3, met: 1, late: 2, pending: 0 }])
      expect(await names('repliesLate')).toEqual(['open', 'slow'])
      expect(await names('repliesMet', { channel: 'bridge' })).toEqual([])
    })
    async function agentSaysFree(id: ConversationId, at: number) {
      await stage.store.runTurn({
        conversationId: id,
        at,
        handle: async (work) => {
          const turn = commandTurn(work, { at, next: { phase: withAgent, memory: emptyMemory } })
          const author: NewLine['author'] = { kind: 'agent', agent: lin, name: '小林' }
          return { kind: 'commit', turn: { ...turn, lines: [{ ...aLine(turn.id, 0), author }] } }
        },
      })
    }
  })

  describe('cases', () => {
    const clock = (more: Partial<StageClock>): StageClock => ({
      id: 'call',
      level: 1,
      title: '15 分钟内由人联系',
      startedAt: 1_000,
      dueAt: 2_000,
      until: ['contacted'],
      atBreach: [],
      state: { kind: 'running' },
      ...more,
    })
    const filled = {
      id: 'photo' as Ticket['slots'][number]['id'],
      kind: 'photo',
      label: '照片',
      required: true,
      state: { kind: 'filled', values: [] },
    } as const

    test('the way of the evidence, the levels, and who closed it', async () => {
      const id = await says('case', 1_000)
      await saves(id, 1_100, {})
      expect((await slice()).cases).toMatchObject({ asked: 1, firstEvidence: 0, routine: 1 })
      await saves(id, 1_200, { slots: [filled], status: 'complete' })
      expect((await slice()).cases).toMatchObject({ firstEvidence: 1, complete: 1, decided: 0 })
      const severity = { level: 1, because: '…', by: 'person' } as const
      await saves(id, 1_300, {
        severity,
        stage: 'done',
        owner: { agent: lin, name: '小林' },
        updatedAt: 1_300,
      })
      await saves(id, 2 * dayMs, { updatedAt: 2 * dayMs })
      const { cases, stages, closedBy } = await slice()
      expect(cases).toMatchObject({ asked: 1, decided: 1, urgent: 1, routine: 0 })
      expect(stages).toEqual([{ stage: 'done', count: 1 }])
      expect(closedBy).toEqual([{ agent: 'lin', count: 1 }])
      expect(await names('asked', { stage: 'done' })).toEqual(['case'])
      expect(await names('caseClosed', { agent: lin })).toEqual(['case'])
      await saves(id, 3 * dayMs, { stage: 'reopened' })
      expect((await slice()).closedBy).toEqual([])
    })

    test('a clock is kept, late, or still runs', async () => {
      const id = await says('case', 1_000)
      const clocks = [
        clock({ state: { kind: 'met', at: 1_500 } }),
        clock({ id: 'plan', state: { kind: 'met', at: 2_500 } }),
        clock({ id: 'plan', level: 2, state: { kind: 'breached', at: 2_000 } }),
        clock({ id: 'done', state: { kind: 'cancelled', at: 1_500 } }),
        clock({ id: 'end', dueAt: 9_000 }),
      ]
      await saves(id, 1_100, { clocks })
      const byClock = async (at: number) =>
        (await slice(at)).clocks.map((c) => [c.clock, c.level, c.kept, c.late, c.pending])
      expect(await byClock(8_000)).toEqual([
        ['call', 1, 1, 0, 0],
        ['done', 1, 0, 0, 0],
        ['end', 1, 0, 0, 1],
        ['plan', 1, 0, 1, 0],
        ['plan', 2, 0, 1, 0],
      ])
      expect(await byClock(10_000)).toContainEqual(['end', 1, 0, 1, 0])
      expect((await list('clockLate', { clock: 'plan' })).total).toBe(2)
      expect((await list('clockLate', { clock: 'plan', level: 2 })).total).toBe(1)
    })

    test('a case that a turn opened goes with the turn', async () => {
      await exchange(
        stage.store,
        1_000,
        { says: ['请拍照'] },
        { conversation: 'gone', customer: { id: 'gone' } },
      )
      await hear(stage.store, { conversation: 'gone', customer: { id: 'gone' }, at: 1_100 })
      await take(stage.store, 1_100, (work) =>
        commit({ at: 1_100, says: ['请拍照'], tickets: [aTicket(work, { clocks: [clock({})] })] })(
          work,
        ),
      )
      expect((await slice()).cases.asked).toBe(1)
      await hear(stage.store, { conversation: 'gone', customer: { id: 'gone' }, at: 1_200 })
      await take(stage.store, 1_200, commit({ at: 1_200, says: ['好'] }))
      const { cases, clocks } = await slice()
      expect({ asked: cases.asked, clocks }).toEqual({ asked: 0, clocks: [] })
    })
  })

  describe('the present', () => {
    test('who waits, by level, who is with whom, and which promises press', async () => {
      const at = 100_000
      await says('waits', 50_000, { next: { phase: awaitingAgent(50_000) } })
      const urgent = await says('urgent', 60_000, { next: { phase: awaitingAgent(60_000) } })
      await says('bot', 90_000)
      await says('with', 90_000, { next: { phase: withAgent } })
      const clocks = [70_000, 99_000, 200_000, at + 2 * hourMs].map((dueAt, index) => ({
        id: `c${index}`,
        level: 1 as const,
        title: '联系',
        startedAt: 60_000,
        dueAt,
        until: [],
        atBreach: [],
        state: { kind: 'running' } as const,
      }))
      const severity = { level: 1, because: '…', by: 'rules' } as const
      await stage.store.runTurn({
        conversationId: urgent,
        at: 60_500,
        handle: async (work) => ({
          kind: 'commit',
          turn: commandTurn(work, {
            at: 60_500,
            tickets: [aTicket(work, { severity, openedAt: 60_000, clocks })],
          }),
        }),
      })
      expect(await stage.store.figures.present({ at })).toEqual({
        waiting: [
          { level: null, count: 1, since: 50_000 },
          { level: 1, count: 1, since: 60_000 },
        ],
        withAgents: 1,
        unanswered: 1,
        withBot: 1,
        overdue: 2,
        dueSoon: 1,
      })
      const promises = await stage.store.figures.promises({ at, overdue: true, skip: 0, limit: 10 })
      expect(promises.rows.map((row) => row.at)).toEqual([70_000, 99_000])
      expect(promises.total).toBe(2)
    })
  })

  test('a list is handed out in pages', async () => {
    for (const [index, name] of ['a', 'b', 'c'].entries()) await says(name, 1_000 + index)
    expect(await names('begun', { skip: 1, limit: 1 })).toEqual(['b'])
    expect((await list('begun', { skip: 5 })).total).toBe(3)
  })
}
