import { expect, test } from 'vitest'
import type { Phase } from '../../../src/model/conversation.ts'
import { agentId, type ConversationId } from '../../../src/model/ids.ts'
import type { StageClock, Ticket } from '../../../src/model/ticket.ts'
import { aLine, aTicket, aTurn, awaitingAgent, withAgent } from '../../support/builders.ts'
import { commit, exchange, hear, type OpenStore, run, stageOn, take } from './stage.ts'

const lin = agentId('lin')
const chen = agentId('chen')
const dayMs = 24 * 60 * 60_000

const inDanger = (at: number): Phase => {
  const phase = awaitingAgent(at)
  return phase.kind === 'awaitingAgent'
    ? { ...phase, handoff: { ...phase.handoff, reason: 'safety' } }
    : phase
}
const heldBy = (agent: typeof lin): Phase => ({
  kind: 'withAgent',
  by: { kind: 'agent', agent, name: agent },
  since: 1_000,
})

export function queueContract(open: OpenStore): void {
  const stage = stageOn(open)

  /** Somebody whose words the bot answered with a handoff that has left. */
  async function waits(name: string, at: number, phase = awaitingAgent(at)) {
    return exchange(stage.store, at, { next: { phase } }, { conversation: name })
  }
  const order = async (page = { skip: 0, limit: 10 }) =>
    (await stage.store.queue.waiting(page)).map(({ conversation }) => conversation.externalId)
  const withTicket = (id: ConversationId, more: Partial<Ticket>) =>
    stage.store.runTurn({
      conversationId: id,
      at: 9_000,
      handle: (work) =>
        commit({ tickets: [aTicket(work, { ...work.tickets[0], ...more })] })({
          ...work,
          unread: [],
        }),
    })
  const level = (n: 1 | 2) => ({ level: n, because: '…', by: 'rules' }) as const

  test('who has waited longest comes first, danger before them, and who does not wait is left out', async () => {
    await waits('second', 2_000)
    await waits('first', 1_000)
    await waits('danger', 3_000, inDanger(3_000))
    await waits('answered', 500, { kind: 'answering' })
    await waits('taken', 400, withAgent)
    expect(await order()).toEqual(['danger', 'first', 'second'])
    expect(await order({ skip: 1, limit: 1 })).toEqual(['first'])
  })

  test('an open ticket of level 1 is urgent, and a closed one is not', async () => {
    await waits('first', 1_000)
    const id = await waits('case', 2_000)
    await withTicket(id, { severity: level(1) })
    expect(await order()).toEqual(['case', 'first'])
    const [{ urgent, tickets } = { urgent: false, tickets: [] }] = await stage.store.queue.waiting({
      skip: 0,
      limit: 1,
    })
    expect({ urgent, tickets: tickets.length }).toEqual({ urgent: true, tickets: 1 })
    expect(await stage.store.read.conversation(id)).toMatchObject({ urgent: true })
    await withTicket(id, { stage: 'done' })
    expect(await order()).toEqual(['first', 'case'])
    await withTicket(id, { stage: 'reopened' })
    expect(await order()).toEqual(['case', 'first'])
    await withTicket(id, { severity: level(2) })
    expect(await order()).toEqual(['first', 'case'])
  })

  test('danger comes before an open ticket of level 1 that has waited longer, also in what is ahead', async () => {
    const id = await waits('case', 1_000)
    await withTicket(id, { severity: level(1) })
    const danger = await waits('danger', 2_000, inDanger(2_000))
    expect(await order()).toEqual(['danger', 'case'])
    expect(await stage.store.queue.ahead(danger)).toBe(0)
    expect(await stage.store.queue.ahead(id)).toBe(1)
  })

  test('the nearest promise of its open tickets that is not kept is told', async () => {
    const id = await waits('case', 1_000)
    const promise = async () => (await stage.store.read.conversation(id))?.promise
    const clock = (more: Partial<StageClock>): StageClock => ({
      id: 'call',
      level: 1,
      title: '15 分钟内由人联系',
      startedAt: 2_000,
      warnAt: 5_000,
      dueAt: 6_000,
      until: ['contacted'],
      atBreach: [],
      state: { kind: 'running' },
      ...more,
    })
    const plan = clock({ id: 'plan', dueAt: 9_000 })
    const review = clock({ id: 'review', level: 2, dueAt: 3_000 })
    const before = clock({ id: 'before', startedAt: 500, dueAt: 800 })
    const withClocks = (clocks: readonly StageClock[], more: Partial<Ticket> = {}) =>
      withTicket(id, { severity: level(1), openedAt: 2_000, clocks, ...more })

    expect(await promise()).toBeUndefined()
    await withClocks([plan, review, before, clock({})])
    expect(await promise()).toEqual(clock({}))
    const late = clock({ state: { kind: 'breached', at: 6_000 } })
    await withClocks([plan, late])
    expect(await promise()).toEqual(late)
    await withClocks([plan, clock({ state: { kind: 'met', at: 5_500 } })])
    expect(await promise()).toEqual(plan)
    expect(await stage.store.read.conversations({ limit: 1 })).toMatchObject([{ promise: plan }])
    await withClocks([plan], { stage: 'done' })
    expect(await promise()).toBeUndefined()
  })

  test('a turn that is taken back takes its urgent ticket along', async () => {
    await hear(stage.store, { at: 1_000 })
    const urgent = (work: Parameters<typeof aTicket>[0]) => ({
      at: 1_000,
      says: ['抱歉'],
      next: { phase: awaitingAgent(1_000) },
      tickets: [aTicket(work, { severity: level(1) })],
    })
    await take(stage.store, 1_000, commit(urgent))
    const { conversationId } = await hear(stage.store, { at: 1_500, text: '算了' })
    expect(await stage.store.read.conversation(conversationId)).toMatchObject({ urgent: true })
    await take(stage.store, 1_500, commit({ at: 1_500, next: { phase: awaitingAgent(1_500) } }))
    expect(await stage.store.read.conversation(conversationId)).toMatchObject({ urgent: false })
  })

  test('nobody is given away before the bot has finished speaking, or has failed to', async () => {
    await exchange(stage.store, 1_000, { says: ['马上来'], next: { phase: awaitingAgent(1_000) } })
    expect(await order()).toEqual([])
    const [send] = await stage.store.claimSends(1_000, 1)
    expect(await order()).toEqual([])
    if (send === undefined) throw new Error('nothing to send')
    await stage.store.settleSend(send.id, { kind: 'retry', retryAt: 9_000, reason: '断了' }, 1_001)
    expect(await order()).toEqual(['chat-1'])
    await stage.store.claimSends(9_000, 1)
    expect(await order()).toEqual(['chat-1'])
    await stage.store.settleSend(send.id, { kind: 'sent' }, 9_001)
    expect(await order()).toEqual(['chat-1'])
  })

  test('who is ahead is counted in the order of serving, and a newcomer comes last', async () => {
    const first = await waits('first', 1_000)
    const second = await waits('second', 2_000)
    const danger = await waits('danger', 3_000, inDanger(3_000))
    const newcomer = await waits('newcomer', 100, { kind: 'answering' })
    const { queue } = stage.store
    expect(
      await Promise.all([danger, first, second, newcomer].map((id) => queue.ahead(id))),
    ).toEqual([0, 1, 2, 3])
    expect(await queue.ahead('c_nobody' as ConversationId)).toBe(0)
  })

  test('what agents have is counted, as far as something was said in it lately', async () => {
    for (const [name, at] of [
      ['a', 1_000],
      ['b', 5_000],
      ['c', 6_000],
    ] as const) {
      await waits(name, at, heldBy(name === 'c' ? chen : lin))
    }
    await waits('platform', 5_000, { kind: 'withAgent', by: { kind: 'platform' }, since: 5_000 })
    expect([...(await stage.store.queue.held(0))].sort()).toEqual([
      ['chen', 1],
      ['lin', 2],
    ])
    expect([...(await stage.store.queue.held(5_000))]).toEqual([['chen', 1]])
  })

  test('of these, those in which a customer still waits for the first word', async () => {
    const given = {
      kind: 'withAgent',
      by: { kind: 'agent', agent: lin, name: lin },
      since: 2_000,
    } as const
    await waits('given', 1_000, { ...given, waitingSince: 1_000 })
    await waits('answered', 1_000, given)
    await waits('asked again', 1_000, { ...given, waitingSince: 3_000 })
    await waits('long ago', 500, { ...given, waitingSince: 100 })
    expect([...(await stage.store.queue.unanswered(500))]).toEqual([['lin', 1]])
  })

  test('who waits for the words of this agent, the longest wait first', async () => {
    const held = async (name: string, at: number, agent = lin) => {
      const id = await waits(name, at)
      await run(stage.store, id, { at: 9_000, next: { phase: heldBy(agent) } })
      return id
    }
    const later = await held('later', 3_000)
    const first = await held('first', 2_000)
    await held('a colleague’s', 1_000, chen)
    await waits('nobody’s', 1_000)
    const answered = await held('answered', 1_000)
    const author = { kind: 'agent', agent: lin, name: lin } as const
    await stage.store.runTurn({
      conversationId: answered,
      at: 9_500,
      handle: async (work) => {
        const turn = aTurn(work)
        return { kind: 'commit', turn: { ...turn, lines: [aLine(turn.id, 0, { author })] } }
      },
    })
    expect(await stage.store.queue.waitingFor(lin)).toEqual([first, later])
  })

  test('a wait that is over is known for a week', async () => {
    const id = await waits('a', 1_000)
    await run(stage.store, id, { at: 61_000, next: { phase: heldBy(lin) } })
    await run(stage.store, id, { at: 62_000, next: { phase: heldBy(chen) } })
    const other = await waits('b', 2_000)
    await run(stage.store, other, { at: 65_000, next: { phase: heldBy(lin) } })
    const { queue } = stage.store
    const all = [
      { beganAt: 2_000, endedAt: 65_000 },
      { beganAt: 1_000, endedAt: 61_000 },
    ]
    expect(await queue.waits({ endedAfter: 0, limit: 9 })).toEqual(all)
    expect(await queue.waits({ endedAfter: 61_000, limit: 9 })).toEqual(all.slice(0, 1))
    expect(await queue.waits({ endedAfter: 0, limit: 1 })).toEqual(all.slice(0, 1))
    const last = await waits('c', 8 * dayMs)
    await run(stage.store, last, { at: 8 * dayMs + 1, next: { phase: heldBy(lin) } })
    expect(await queue.waits({ endedAfter: 0, limit: 9 })).toHaveLength(1)
  })

  test('an agent is what they said last, seen when a console was open, known after a restart', async () => {
    const { people } = stage.store
    await people.noteSeen([lin], 500)
    expect(await people.presences()).toEqual([])
    await people.setPresence(lin, 'online', 1_000)
    await people.setPresence(chen, 'online', 1_000)
    await people.setPresence(chen, 'break', 2_000)
    await people.noteSeen([lin], 3_000)
    await stage.reopen()
    expect(await stage.store.people.presences()).toEqual([
      { agent: 'chen', state: 'break', since: 2_000, seenAt: 2_000 },
      { agent: 'lin', state: 'online', since: 1_000, seenAt: 3_000 },
    ])
  })

  test('it is remembered when an agent last got a conversation', async () => {
    await stage.store.people.setPresence(lin, 'online', 1_000)
    const tookAt = async () => (await stage.store.people.presences())[0]?.tookAt
    const id = await waits('a', 1_000)
    await run(stage.store, id, { at: 2_000, next: { phase: heldBy(lin) } })
    expect(await tookAt()).toBe(2_000)
    await run(stage.store, id, { at: 3_000, next: { phase: heldBy(lin) } })
    expect(await tookAt()).toBe(2_000)
    await run(stage.store, id, { at: 4_000, next: { phase: heldBy(chen) } })
    await run(stage.store, id, { at: 5_000, next: { phase: heldBy(lin) } })
    expect(await tookAt()).toBe(5_000)
  })
}
