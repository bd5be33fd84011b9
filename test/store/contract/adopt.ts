import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { agentId } from '../../../src/model/ids.ts'
import { conversationIdOf } from '../../../src/store/index.ts'
import { aTicket, awaitingAgent, withAgent } from '../../support/builders.ts'
import { commit, exchange, hear, type OpenStore, said, stageOn, take } from './stage.ts'

/** What one store remembers is written to a file, and another takes it in. */
export function adoptContract(open: OpenStore): void {
  const past = stageOn(open)
  const here = stageOn(open)
  let folder = ''
  let file = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shouhou-past-'))
    file = join(folder, 'past.db')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const once = (name: string) => ({ conversation: name, customer: { id: name } })

  test('its conversations stand beside those that were here, and each goes on by itself', async () => {
    const old = await exchange(past.store, 1_000, { says: ['老的'] }, once('old'))
    const own = await exchange(here.store, 2_000, { says: ['新的'] }, once('own'))
    await past.store.copyTo(file)
    await here.store.adopt(file)
    expect(await said(here.store, old)).toEqual(['收到就碎了', '老的:pending'])
    expect(await said(here.store, own)).toEqual(['收到就碎了', '新的:pending'])
    await hear(here.store, { at: 3_000, ...once('old'), text: '又来了' })
    await take(here.store, 3_000, commit({ at: 3_000, says: ['在'] }))
    expect((await said(here.store, old)).at(-1)).toBe('在:pending')
    expect((await said(here.store, own)).length).toBe(2)
    const seqs = (await here.store.read.changes({ after: 0, limit: 50 })).map(({ seq }) => seq)
    expect(new Set(seqs).size).toBe(seqs.length)
  })

  test('who has not spoken yet is shown nothing, least of all what another said', async () => {
    await exchange(past.store, 1_000, { says: ['老的'] }, once('old'))
    await past.store.copyTo(file)
    await here.store.adopt(file)
    // The first words after a past: whatever it is numbered by, nobody else may be taken for it.
    const own = await exchange(
      here.store,
      2_000,
      { says: ['新的'], next: { phase: awaitingAgent(2_000) } },
      once('own'),
    )
    const { read } = here.store
    const stranger = conversationIdOf({ channel: 'web', account: 'demo', conversation: 'nobody' })
    expect(await read.transcript(own, { limit: 9 })).toHaveLength(2)
    expect(await read.conversation(stranger)).toBeUndefined()
    expect(await read.transcript(stranger, { limit: 9 })).toEqual([])
    expect(await read.decisions(stranger, 9)).toEqual([])
    expect(await read.tickets(stranger)).toEqual([])
    expect(await read.timers(stranger)).toEqual([])
  })

  test('what its customers thought comes along', async () => {
    const { store } = past
    const conversationId = await exchange(store, 1_000, { says: ['好的'] }, once('old'))
    await store.ratings.noteSurveyAsked({ conversationId, round: 1, at: 2_000 })
    const answer = { score: 4, marks: [], words: '' }
    await store.ratings.keepSurvey({ conversationId, round: 1, at: 3_000, answer })
    const suggested = { conversationId, upTo: 1, at: 3_000, agent: agentId('lin') }
    await store.help.noteSuggested({ ...suggested, answers: [{ id: 'a', text: '好' }] })
    await exchange(here.store, 2_000, {}, once('own'))
    await store.copyTo(file)
    await here.store.adopt(file)
    const counts = await here.store.figures.slice({ from: 0, to: 9_000, at: 9_000 })
    expect(counts.surveys).toMatchObject({ surveyAsked: 1, surveyTold: 1 })
    expect(counts.suggestions).toMatchObject([{ agent: 'lin', suggested: 1 }])
    expect(await here.store.ratings.survey(conversationId, 1)).toMatchObject({ answer })
  })

  test('its cases and counts come along, and nothing that was still to be done', async () => {
    const { conversationId } = await hear(past.store, { at: 1_000, ...once('old') })
    await take(past.store, 1_000, (work) =>
      commit({
        at: 1_000,
        says: ['请拍照'],
        next: { phase: awaitingAgent(1_000) },
        tickets: [aTicket(work)],
        startTimers: [{ name: 'soothe', dueAt: 5_000 }],
      })(work),
    )
    await exchange(here.store, 2_000, { next: { phase: withAgent } }, once('own'))
    await past.store.copyTo(file)
    await here.store.adopt(file)
    expect(await here.store.read.tickets(conversationId)).toHaveLength(1)
    expect(await here.store.read.timers(conversationId)).toEqual([])
    const counts = await here.store.figures.slice({ from: 0, to: 9_000, at: 9_000 })
    expect(counts.rounds).toMatchObject({ begun: 2, handed: 1 })
    expect(counts.cases.asked).toBe(1)
    expect((await here.store.read.counts()).phases).toMatchObject({
      awaitingAgent: 1,
      withAgent: 1,
    })
  })

  test('it may stop midway, goes on with the rest, and takes nothing in twice', async () => {
    for (let n = 1; n <= 50; n += 1)
      await exchange(past.store, n * 1_000, { says: ['老的'] }, once(`old-${n}`))
    await exchange(here.store, 2_000, { says: ['新的'] }, once('own'))
    await past.store.copyTo(file)
    const heads: number[] = []
    let rounds = 2
    const stop = here.store.onChange(() => heads.push(1))
    const before = await here.store.read.lastSeq()
    expect(await here.store.adopt(file, () => rounds-- > 0)).toBe(false)
    const known = async () => (await here.store.read.conversations({ limit: 99 })).length
    expect(await known()).toBe(41)
    // What was is no news, and what came meanwhile has its own place.
    expect(heads).toEqual([])
    expect(await here.store.read.lastSeq()).toBe(before)
    const changes = await here.store.read.changes({ after: 0, limit: 99 })
    expect(changes.every(({ seq }) => seq > 0 && seq <= before)).toBe(true)
    await exchange(here.store, 3_000, { says: ['又一个'] }, once('later'))
    await here.reopen()
    expect(await here.store.adopt(file)).toBe(true)
    expect(await known()).toBe(52)
    expect(await here.store.adopt(file)).toBe(true)
    expect(await known()).toBe(52)
    const { rounds: counted } = await here.store.figures.slice({ from: 0, to: 99_000, at: 99_000 })
    expect(counted.begun).toBe(52)
    stop()
  })
}
