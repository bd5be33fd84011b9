import { expect, test } from 'vitest'
import { agentId } from '../../../src/model/ids.ts'
import type { Agent } from '../../../src/store/index.ts'
import { type OpenStore, stageOn } from './stage.ts'

const lin: Agent = {
  id: agentId('lin'),
  name: '小林',
  role: 'agent',
  passwordHash: 'scrypt$1',
  disabled: false,
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
}
