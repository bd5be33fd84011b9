import { describe, expect, test } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import { aPlaybook, type Talk, talk } from '../support/dialogue.ts'

const words = '换同事接着帮您。'

/** 小林 has the chat, and has talked to the customer. */
const talking = (chat = talk()): Talk => {
  chat.says('收到就碎了', 'damaged')
  chat.takes()
  chat.replies('您好，我来看看')
  return chat
}

describe('who has talked to a person hears that another one goes on', () => {
  test('when the chat is given to a colleague', () => {
    expect(talking().gives()).toMatchObject({ kind: 'notice', said: words })
  })

  test('when it is taken over', () => {
    expect(talking().isTakenByBoss().said).toBe(words)
  })

  test('when it goes along with its case', () => {
    const chat = talking()
    const { id } = chat.tickets[0] ?? expect.fail('no case')
    const to = { agent: agentId('chen'), name: '小陈' }
    expect(chat.changes(id, { kind: 'assign', to }, 'agent', 'lin').said).toBe(words)
  })

  test('when the first one was silent, and somebody else takes it out of the queue', () => {
    const chat = talking()
    chat.says('那怎么处理呢？')
    chat.fires('agent_silent')
    expect(chat.isTakenByBoss()).toMatchObject({ kind: 'notice', said: words })
  })

  test('once a round, however often it goes on', () => {
    const chat = talking()
    chat.gives()
    expect(chat.isTakenByBoss()).toMatchObject({ kind: 'silent', said: '' })
  })

  test('and again in the next round', () => {
    const chat = talking()
    chat.gives()
    chat.resolves()
    talking(chat)
    expect(chat.gives().said).toBe(words)
  })
})

describe('while the other one is not there', () => {
  const desk = { open: true, online: 1, here: [agentId('lin')], ahead: 0 }

  test('nothing is said, until they take it up', () => {
    const chat = talking()
    chat.learns({ desk })
    expect(chat.gives()).toMatchObject({ kind: 'silent', said: '' })
    const chen = { agent: agentId('chen'), name: '小陈' }
    expect(chat.isTakenBy(chen).said).toBe(words)
    expect(chat.isTakenByBoss().said).toBe('')
  })

  test('nor where the first one has it again by then', () => {
    const chat = talking()
    chat.learns({ desk })
    chat.gives()
    expect(chat.takes()).toMatchObject({ kind: 'silent', said: '' })
  })

  test('nor after they have said something themselves', () => {
    const chat = talking()
    chat.learns({ desk })
    const zhao = { agent: agentId('zhao'), name: '赵主管' }
    chat.gives(zhao)
    chat.isTakenUp(zhao, '我接着来')
    expect(chat.isTakenBy(zhao).said).toBe('')
  })

  test('it is said at once to who is given to somebody there', () => {
    const chat = talking()
    chat.learns({ desk: { ...desk, here: [agentId('chen')] } })
    expect(chat.gives().said).toBe(words)
  })
})

describe('nothing is said', () => {
  test('to who has heard nothing of the first one', () => {
    const chat = talk()
    chat.says('人工')
    chat.takes()
    expect(chat.gives()).toMatchObject({ kind: 'silent', said: '' })
  })

  test('where the same person takes it twice', () => {
    expect(talking().takes().said).toBe('')
  })

  test('where the first one takes it out of the queue again', () => {
    const chat = talking()
    chat.says('那怎么处理呢？')
    chat.fires('agent_silent')
    expect(chat.takes().said).toBe('')
  })

  test('where it comes from the bot', () => {
    const chat = talking()
    chat.returns()
    expect(chat.isTakenByBoss().said).toBe('')
  })

  test('where the shop has no words for it', () => {
    const { handed_on: _, ...phrases } = aPlaybook().phrases
    expect(talking(talk({ ...aPlaybook(), phrases })).gives().kind).toBe('silent')
  })
})

test('the wait for an answer goes on for the new one', () => {
  const chat = talking()
  chat.says('那怎么处理呢？')
  const { next } = chat.gives()
  expect(next.memory.owed).toBeDefined()
  expect(next.phase).toMatchObject({ waitingSince: chat.at })
})
