import { expect, test } from 'vitest'
import { agentId } from '../../../src/model/ids.ts'
import type { Agent } from '../../../src/store/index.ts'
import { type OpenStore, stageOn } from './stage.ts'

const lin: Agent = {
  id: agentId('lin'),
  name: '小林',
  role: 'agent',
  shops: [],
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
    await people.noteSessionSeen('ab12', 2_000)
    expect(await people.session('ab12')).toEqual({ ...session, seenAt: 2_000 })
    await people.deleteSession('ab12')
    await people.deleteSession('ab12')
    await people.noteSessionSeen('ab12', 3_000)
    expect(await people.session('ab12')).toBeUndefined()
  })

  test('when somebody had a session last is known after its end', async () => {
    const { people } = stage.store
    await people.saveAgent(lin)
    await people.saveAgent({ ...lin, id: agentId('chen') })
    await people.saveSession({ tokenHash: 'a', agent: lin.id, createdAt: 1_000, seenAt: 1_000 })
    await people.noteSessionSeen('a', 2_000)
    await people.deleteSession('a')
    expect(await people.lastSeen()).toEqual(new Map([[lin.id, 2_000]]))
  })

  test('a login that somebody has is not given again', async () => {
    const { people } = stage.store
    expect(await people.addAgent(lin)).toBe(true)
    expect(await people.addAgent({ ...lin, name: '另一个' })).toBe(false)
    expect(await people.agents()).toEqual([lin])
  })

  test('a change is decided knowing everybody, and a refused one changes nothing', async () => {
    const { people } = stage.store
    const chen = { ...lin, id: agentId('chen'), shops: ['web/demo', 'bridge'] }
    await people.saveAgent(lin)
    await people.saveAgent(chen)
    const refused = people.changeAgent(lin.id, (agent, everybody) => {
      expect([agent, everybody]).toEqual([lin, [chen, lin]])
      throw new Error('不行')
    })
    await expect(refused).rejects.toThrow('不行')
    expect(await people.agent(lin.id)).toEqual(lin)
    const changed = await people.changeAgent(chen.id, (agent) => ({ ...agent, shops: ['web'] }))
    expect(changed).toEqual({ ...chen, shops: ['web'] })
    expect(await people.agent(chen.id)).toEqual(changed)
    const nobody = people.changeAgent(agentId('nobody'), (agent) => agent)
    await expect(nobody).rejects.toMatchObject({ code: 'not_found' })
  })

  test('who cannot log in any more has no session; any other change leaves them', async () => {
    const { people } = stage.store
    await people.saveAgent(lin)
    await people.saveSession({ tokenHash: 'a', agent: lin.id, createdAt: 1, seenAt: 1 })
    await people.changeAgent(lin.id, (agent) => ({ ...agent, role: 'supervisor' }))
    expect(await people.session('a')).toBeDefined()
    await people.changeAgent(lin.id, (agent) => ({ ...agent, disabled: true }))
    expect(await people.session('a')).toBeUndefined()
  })

  test('a new password ends that person’s sessions, but for the one that is kept', async () => {
    const { people } = stage.store
    const chen = { ...lin, id: agentId('chen') }
    for (const agent of [lin, chen]) {
      await people.saveAgent(agent)
      for (const n of [1, 2])
        await people.saveSession({
          tokenHash: `${agent.id}-${n}`,
          agent: agent.id,
          createdAt: 1,
          seenAt: 1,
        })
    }
    await people.setPassword(lin.id, 'scrypt$2', 'lin-2')
    expect(await people.agent(lin.id)).toEqual({ ...lin, passwordHash: 'scrypt$2' })
    expect(await people.session('lin-1')).toBeUndefined()
    expect(await people.session('lin-2')).toBeDefined()
    expect(await people.session('chen-1')).toBeDefined()
    await people.setPassword(lin.id, 'scrypt$3')
    expect(await people.session('lin-2')).toBeUndefined()
  })
}
