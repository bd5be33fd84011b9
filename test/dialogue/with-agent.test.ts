import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Effect } from '../../src/model/decision.ts'
import { agentId } from '../../src/model/ids.ts'
import { routingFile } from '../../src/playbook/schema/index.ts'
import {
  aPlaybook,
  type Heard,
  image,
  minuteMs,
  noon,
  type Talk,
  talk,
} from '../support/dialogue.ts'

const rules = { agent_silent_after: '2m', escalate: [{ after_reassigns: 2, do: 'assign' }] }
const playbook = { ...aPlaybook(), routing: routingFile.parse(rules) }

/** What became of the clock on the agent: `+120000` starts it, `-` stops it. */
const clock = ({ effects }: Heard, at: number): readonly string[] =>
  effects.flatMap((effect: Effect) => {
    if (effect.kind === 'startTimer' && effect.name === 'agent_silent') {
      return [`+${effect.dueAt - at}`]
    }
    return effect.kind === 'cancelTimer' && effect.name === 'agent_silent' ? ['-'] : []
  })

/** Somebody who waits for a person since noon, one minute ago. */
const waiting = (): Talk => {
  const chat = talk(playbook)
  chat.says('人工')
  chat.passes(minuteMs)
  return chat
}

/** The clock on the agent after each step. */
const clocks = (chat: Talk, ...steps: readonly ((chat: Talk) => Heard)[]) =>
  steps.map((step) => {
    const at = chat.at
    const said = clock(step(chat), at).join(' ')
    chat.passes(10_000)
    return said
  })

describe('who is given away', () => {
  test('belongs to that agent, with all that was handed over; the customer hears nothing', () => {
    const chat = talk(playbook)
    chat.says('收到就碎了', 'damaged')
    chat.says('人工')
    const heard = chat.isGiven('手上有 2 个会话，最多 5 个')
    expect(heard).toMatchObject({
      kind: 'silent',
      rung: 'agent_command',
      because: '自动分配给小林：手上有 2 个会话，最多 5 个',
      said: '',
      notes: ['自动分配给小林：手上有 2 个会话，最多 5 个'],
    })
    expect(heard.next.phase).toMatchObject({
      kind: 'withAgent',
      by: { kind: 'agent', agent: 'lin', name: '小林' },
      handoff: { reason: 'customer_request', at: noon },
      run: { flow: 'damaged' },
    })
  })

  test('has to be waiting: whoever was faster keeps it', () => {
    const taken = waiting()
    taken.isTakenByBoss()
    expect(taken.isGiven()).toMatchObject({
      notes: [],
      effects: [],
      next: { phase: { by: { name: '赵主管' } } },
    })
    const closed = waiting()
    closed.resolves()
    expect(closed.isGiven().next.phase.kind).toBe('closed')
    expect(talk(playbook).isGiven().next.phase.kind).toBe('answering')
  })
})

describe('a chat that is given to a colleague', () => {
  test('is theirs, with what was said meanwhile, and both see it', () => {
    const chat = talk(playbook)
    chat.says('收到就碎了', 'damaged')
    chat.says('人工')
    chat.takes()
    chat.replies('我去问问仓库')
    const heard = chat.gives()
    expect(heard).toMatchObject({ notes: ['小林把会话转给了小陈'] })
    const { phase } = heard.next
    expect(phase).toMatchObject({
      kind: 'withAgent',
      by: { kind: 'agent', agent: 'chen', name: '小陈' },
      handoff: { reason: 'customer_request', at: noon },
      run: { flow: 'damaged' },
    })
    const handoff = phase.kind === 'withAgent' ? phase.handoff : undefined
    expect(handoff?.because).toMatch(/^小林转来：/)
    expect(handoff?.summary.join()).toContain('我去问问仓库')
    expect(chat.tickets[0]?.owner).toMatchObject({ agent: 'chen' })
  })

  test('and was never called for says who gave it', () => {
    const chat = talk(playbook)
    chat.takes()
    expect(chat.gives().next.phase).toMatchObject({
      handoff: { reason: 'by_colleague', because: '小林转来' },
    })
  })

  test('goes along when its case is given', () => {
    const chat = talk(playbook)
    chat.says('收到就碎了', 'damaged')
    chat.takes()
    const { id } = chat.tickets[0] ?? expect.fail('no case')
    const to = { agent: agentId('chen'), name: '小陈' }
    const heard = chat.changes(id, { kind: 'assign', to }, 'agent', 'lin')
    expect(heard.next.phase).toMatchObject({ by: { agent: 'chen' } })
    expect(heard.notes).toHaveLength(2)
    expect(chat.tickets[0]?.owner).toMatchObject({ agent: 'chen' })
  })

  test('stays where it is when others give its case', () => {
    const chat = talk(playbook)
    chat.says('收到就碎了', 'damaged')
    chat.takes()
    const { id } = chat.tickets[0] ?? expect.fail('no case')
    const to = { agent: agentId('chen'), name: '小陈' }
    const heard = chat.changes(id, { kind: 'assign', to }, 'supervisor', 'zhao')
    expect(heard.next.phase).toMatchObject({ by: { agent: 'lin' } })
  })

  test('is not given by who does not have it', () => {
    const chat = waiting()
    chat.isTakenByBoss()
    expect(chat.gives()).toMatchObject({ effects: [], next: { phase: { by: { agent: 'zhao' } } } })
  })
})

test('a chat that is taken from somebody says from whom', () => {
  const chat = waiting()
  chat.takes()
  expect(chat.isTakenByBoss().notes).toEqual(['赵主管从小林手里接过了会话'])
})

describe('the clock on the agent', () => {
  const said = (words: string, intent?: string) => (chat: Talk) => chat.says(words, intent ?? {})
  const cases: readonly [
    behaviour: string,
    steps: readonly ((chat: Talk) => Heard)[],
    ...clock: string[],
  ][] = [
    ['starts when they are given who waits', [(chat) => chat.isGiven()], '+120000'],
    ['starts when they take who waits', [(chat) => chat.takes()], '+120000'],
    [
      'is not wound up by taking twice',
      [(chat) => chat.takes(), (chat) => chat.takes()],
      '+120000',
      '',
    ],
    [
      'stops when they reply',
      [(chat) => chat.isGiven(), (chat) => chat.replies('您好')],
      '+120000',
      '-',
    ],
    ['does not run for who takes it by replying', [(chat) => chat.replies('您好')], ''],
    [
      'is not wound up by the customer who asks again',
      [(chat) => chat.isGiven(), said('在吗？'), said('人呢？')],
      '+120000',
      '',
      '',
    ],
    [
      'starts for a colleague who takes over',
      [(chat) => chat.isGiven(), (chat) => chat.isTakenByBoss()],
      '+120000',
      '+120000',
    ],
    [
      'starts for a colleague who is given it',
      [(chat) => chat.isGiven(), (chat) => chat.gives()],
      '+120000',
      '+120000',
    ],
    [
      'stops when somebody answers in the platform client',
      [(chat) => chat.isGiven(), (chat) => chat.shopAnswers()],
      '+120000',
      '-',
    ],
    [
      'stops when it is given back',
      [(chat) => chat.isGiven(), (chat) => chat.returns()],
      '+120000',
      '-',
    ],
    [
      'stops when it is resolved',
      [(chat) => chat.isGiven(), (chat) => chat.resolves()],
      '+120000',
      '-',
    ],
    [
      'gives three times as long to who has answered, from the first question on',
      [
        (chat) => chat.takes(),
        (chat) => chat.replies('您好'),
        said('发票呢', 'invoice'),
        said('？'),
        (chat) => chat.replies('好'),
        said('还有'),
      ],
      '+120000',
      '-',
      '+360000',
      '',
      '-',
      '+360000',
    ],
    [
      'does not start for thanks and a mere yes',
      [
        (chat) => chat.replies('已补发'),
        said('谢谢', 'thanks'),
        said('好的', 'affirm'),
        said('好的吗', 'affirm'),
        (chat) => chat.replies('嗯'),
      ],
      '',
      '',
      '',
      '+360000',
      '-',
    ],
    [
      'starts for a picture',
      [(chat) => chat.replies('请发图'), (chat) => chat.sends(image())],
      '',
      '+360000',
    ],
  ]
  test.each(cases)('%s', (_behaviour, steps, ...expected) => {
    expect(clocks(waiting(), ...steps)).toEqual(expected)
  })

  test('does not run for who took it from the bot, before the customer says something', () => {
    const chat = talk(playbook)
    chat.says('发票', 'invoice')
    expect(clocks(chat, (now) => now.takes(), said('在吗', 'greeting'))).toEqual(['', '+360000'])
  })

  test('does not run for who answers in the platform client', () => {
    const chat = waiting()
    chat.shopAnswers()
    expect(clocks(chat, said('在吗？'))).toEqual([''])
  })
})

describe('an agent who goes', () => {
  test('leaves who waits to the others, in the old place; nobody was passed by', () => {
    const chat = waiting()
    chat.isGiven()
    chat.passes(minuteMs)
    const heard = chat.leaves()
    expect(heard).toMatchObject({
      said: '',
      notes: ['小林要离开，会话回到排队，等待时间照旧'],
      next: { phase: { kind: 'awaitingAgent', handoff: { at: noon } } },
    })
    expect(heard.next.phase).not.toHaveProperty('handoff.passedBy')
    expect(clock(heard, chat.at)).toEqual(['-'])
  })

  test('gives away nothing that is a colleague’s', () => {
    const chat = waiting()
    chat.isGiven()
    chat.gives()
    expect(chat.leaves().next.phase).toMatchObject({ kind: 'withAgent', by: { agent: 'chen' } })
  })
})

describe('an agent who says nothing', () => {
  test('is passed by: back to the queue, in the old place, and known for it', () => {
    const chat = waiting()
    chat.isGiven()
    chat.passes(2 * minuteMs)
    const heard = chat.fires('agent_silent')
    expect(heard).toMatchObject({
      kind: 'silent',
      rung: 'timer',
      because: '小林 2 分钟没有回复顾客',
      said: '',
      notes: ['小林 2 分钟没有回复顾客，会话回到排队，等待时间照旧'],
    })
    expect(heard.next.phase).toMatchObject({
      kind: 'awaitingAgent',
      handoff: { reason: 'customer_request', at: noon, passedBy: ['lin'] },
    })
  })

  test('for the second time is told to supervisors', () => {
    const chat = waiting()
    for (const _ of [1, 2]) {
      chat.isGiven()
      chat.passes(2 * minuteMs)
      chat.fires('agent_silent')
    }
    chat.takes()
    expect(chat.conversation.phase).toMatchObject({ handoff: { passedBy: ['lin', 'lin'] } })
    const again = waiting()
    again.isGiven()
    again.fires('agent_silent')
    again.isGiven()
    expect(again.fires('agent_silent').next.alerts).toMatchObject([
      { kind: 'escalated', to: 'supervisors', text: '已有 2 次没人回应这位顾客，请主管留意' },
    ])
  })

  test.each<[string, (chat: Talk) => Heard]>([
    ['whoever takes it', (chat) => chat.takes()],
    ['whoever answers', (chat) => chat.replies('您好')],
    ['the shop, in the platform’s own client', (chat) => chat.shopAnswers()],
  ])('is no news any more once somebody came: %s', (_, comes) => {
    const chat = waiting()
    for (const __ of [1, 2]) {
      chat.isGiven()
      chat.fires('agent_silent')
    }
    chat.isGiven()
    expect(chat.conversation.alerts, 'given is not yet answered').toHaveLength(1)
    chat.fires('agent_silent')
    expect(comes(chat).next.alerts).toEqual([])
  })

  test('keeps the evidence flow for the next one', () => {
    const chat = talk(playbook)
    chat.says('收到就碎了', 'damaged')
    chat.says('人工')
    chat.isGiven()
    expect(chat.fires('agent_silent').next.phase).toMatchObject({ run: { flow: 'damaged' } })
  })

  test('with a chat that never waited hands it over, since the customer wrote', () => {
    const chat = talk(playbook)
    chat.takes()
    chat.passes(minuteMs)
    chat.says('发票呢', 'invoice')
    chat.passes(6 * minuteMs)
    expect(chat.fires('agent_silent').next.phase).toMatchObject({
      kind: 'awaitingAgent',
      handoff: {
        reason: 'agent_silent',
        because: '小林 6 分钟没有回复顾客',
        at: noon + minuteMs,
        passedBy: ['lin'],
      },
    })
  })

  test('who has answered meanwhile keeps the chat', () => {
    const chat = waiting()
    chat.isGiven()
    chat.replies('您好')
    expect(chat.fires('agent_silent')).toMatchObject({
      notes: [],
      next: { phase: { kind: 'withAgent' } },
    })
  })
})

test('whatever happens, the clock runs exactly while an agent owes a word, and ends once', () => {
  const steps: Readonly<Record<string, (chat: Talk) => Heard>> = {
    asks: (chat) => chat.says('发票呢', 'invoice'),
    thanks: (chat) => chat.says('谢谢', 'thanks'),
    wantsPerson: (chat) => chat.says('人工'),
    complains: (chat) => chat.says('收到就碎了', 'damaged'),
    isGiven: (chat) => chat.isGiven(),
    takes: (chat) => chat.takes(),
    isTakenByBoss: (chat) => chat.isTakenByBoss(),
    replies: (chat) => chat.replies('您好'),
    gives: (chat) => chat.gives(),
    shopAnswers: (chat) => chat.shopAnswers(),
    returns: (chat) => chat.returns(),
    resolves: (chat) => chat.resolves(),
    fails: (chat) => chat.fails('send'),
    isSilent: (chat) => chat.fires('agent_silent'),
  }
  const walk = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 25 })
  const check = (names: readonly string[]) => {
    const chat = talk(playbook)
    let runs = false
    for (const name of names) {
      if (name === 'isSilent' && !runs) continue
      if (name === 'isSilent') runs = false
      const heard = steps[name]?.(chat)
      for (const sign of heard ? clock(heard, chat.at) : []) {
        if (sign === '-') expect(runs).toBe(true)
        runs = sign !== '-'
      }
      const { phase } = chat.conversation
      expect(phase.kind === 'withAgent' && phase.waitingSince !== undefined).toBe(runs)
    }
  }
  fc.assert(fc.property(walk, check), { numRuns: 300 })
})
