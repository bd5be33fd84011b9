import { describe, expect, test } from 'vitest'
import { canTake, type Waiting, type Worker } from '../../src/desk/match.ts'
import { route } from '../../src/desk/route.ts'
import { aWaiting, aWorker, now, rulesOf, shared } from './people.ts'

const minuteMs = 60_000
const lin = aWorker('lin')

describe('who gets whom', () => {
  const cases: readonly [
    behaviour: string,
    queue: readonly Waiting[],
    workers: readonly Worker[],
    given: string,
  ][] = [
    [
      'nobody is here: nobody is given away',
      [aWaiting('a')],
      [aWorker('lin', { here: false })],
      '',
    ],
    ['nobody waits: nobody is called', [], [lin], ''],
    [
      'who is not for a shop is given nothing of it, whatever they know',
      [aWaiting('a'), aWaiting('b', { channel: 'bridge' })],
      [aWorker('lin', { shops: ['bridge'] })],
      'lin: b',
    ],
    [
      'nor is somebody called to it who is not for it',
      [aWaiting('a', { passedBy: ['chen', 'wang'] })],
      [aWorker('zhao', { role: 'supervisor', shops: ['web/other'] })],
      '',
    ],
    ['who is here gets who waits', [aWaiting('a')], [lin], 'lin: a'],
    [
      'the longest wait comes first',
      [aWaiting('b', { at: 20 }), aWaiting('c', { at: 30 }), aWaiting('a', { at: 10 })],
      [aWorker('lin', { capacity: 2 })],
      'lin: a b',
    ],
    [
      'an urgent one comes before who has waited longer',
      [aWaiting('a', { at: 10 }), aWaiting('b', { at: 20, urgent: true })],
      [aWorker('lin', { capacity: 1 })],
      'lin: b',
    ],
    [
      'danger to people comes before an urgent order that has waited longer',
      [
        aWaiting('a', { at: 10, urgent: true }),
        aWaiting('b', { at: 20, urgent: true, inDanger: true }),
      ],
      [aWorker('lin', { capacity: 1 })],
      'lin: b',
    ],
    [
      'disputed and routine cases wait in one line',
      [aWaiting('a', { at: 20, level: 3 }), aWaiting('b', { at: 10, level: 2 })],
      [aWorker('lin', { capacity: 1 })],
      'lin: b',
    ],
    [
      'whoever has fewest gets the next',
      [aWaiting('a', { at: 1 }), aWaiting('b', { at: 2 }), aWaiting('c', { at: 3 })],
      [aWorker('lin', { held: 2 }), aWorker('chen', { held: 1 })],
      'chen: a c, lin: b',
    ],
    [
      'fewest is by capacity: two of ten are less than two of four',
      [aWaiting('a')],
      [aWorker('lin', { held: 2, capacity: 4 }), aWorker('chen', { held: 2, capacity: 10 })],
      'chen: a',
    ],
    [
      'of those with equally many, who has been idle longest',
      [aWaiting('a')],
      [aWorker('lin', { idleSince: 500 }), aWorker('chen', { idleSince: 400 })],
      'chen: a',
    ],
    ['who is full gets nobody', [aWaiting('a')], [aWorker('lin', { held: 5 })], ''],
    ['a capacity of nothing is full', [aWaiting('a')], [aWorker('lin', { capacity: 0 })], ''],
    [
      'who passed it by is left out, and the next one gets it',
      [aWaiting('a', { passedBy: ['lin'] })],
      [lin, aWorker('chen', { held: 4 })],
      'chen: a',
    ],
    [
      'where everybody passed it by it waits a moment, and holds up nobody',
      [aWaiting('a', { at: 1, passedBy: ['lin'] }), aWaiting('b', { at: 2 })],
      [lin],
      'lin: b',
    ],
    [
      'after that moment the only one who is there gets it again, before who came later',
      [aWaiting('a', { at: 1, passedBy: ['lin'], passedAt: now - minuteMs }), aWaiting('b')],
      [aWorker('lin', { capacity: 1 })],
      'lin: a',
    ],
    [
      'each time the moment is longer',
      [aWaiting('a', { passedBy: ['lin', 'lin'], passedAt: now - minuteMs })],
      [lin],
      '',
    ],
    [
      'somebody else comes first, however long ago it was passed by',
      [aWaiting('a', { passedBy: ['lin'], passedAt: 0 })],
      [lin, aWorker('chen', { held: 4 })],
      'chen: a',
    ],
    [
      'who does not know about it does not get it again either',
      [aWaiting('a', { passedBy: ['lin'], passedAt: 0, intents: ['damaged'] })],
      [aWorker('lin', { skills: { intents: ['invoice'] } })],
      '',
    ],
    [
      'for an urgent one a place is kept meanwhile: routine ones do not take it',
      [
        aWaiting('a', { urgent: true, passedBy: ['lin'] }),
        aWaiting('b', { at: 1 }),
        aWaiting('c', { at: 2 }),
      ],
      [aWorker('lin', { capacity: 2 })],
      'lin: b',
    ],
    [
      'who has yet to answer what they were given gets no more',
      [aWaiting('a', { at: 1 }), aWaiting('b', { at: 2 })],
      [aWorker('lin', { room: 1 }), aWorker('chen', { room: 0 })],
      'lin: a',
    ],
    [
      'who knows about it gets it, and the others the rest',
      [
        aWaiting('a', { at: 1, intents: ['damaged'] }),
        aWaiting('b', { at: 2, intents: ['invoice'] }),
      ],
      [
        aWorker('lin', { skills: { intents: ['invoice'] } }),
        aWorker('chen', { skills: { intents: ['damaged'] } }),
      ],
      'chen: a, lin: b',
    ],
    [
      'a wait that nobody here can end does not hold up the next one',
      [
        aWaiting('a', { at: 1, intents: ['damaged'] }),
        aWaiting('b', { at: 2, intents: ['invoice'] }),
      ],
      [aWorker('lin', { skills: { intents: ['invoice'] } })],
      'lin: b',
    ],
  ]
  test.each(cases)('%s', (_behaviour, queue, workers, given) => {
    expect(shared(route(queue, workers, rulesOf(), now))).toBe(given)
  })

  test('by hand, nobody is given away', () => {
    expect(route([aWaiting('a')], [lin], rulesOf({ assign: 'by_hand' }), now)).toEqual([])
  })

  test('an assignment says why, and which wait it ends', () => {
    const [given] = route([aWaiting('a', { at: 7 })], [aWorker('lin', { held: 2 })], rulesOf(), now)
    expect(given).toEqual({
      conversation: 'a',
      waitingAt: 7,
      passes: 0,
      agent: 'lin',
      name: 'lin',
      because: '手上有 2 个会话，最多 5 个',
    })
  })
})

describe('skills', () => {
  const about = aWaiting('a', {
    intents: ['damaged'],
    problemClasses: ['物流异常'],
    level: 3,
    language: 'zh',
  })
  const cases: readonly [behaviour: string, skills: Worker['skills'][number], can: boolean][] = [
    ['nothing said is everything', {}, true],
    ['the intent is among them', { intents: ['invoice', 'damaged'] }, true],
    ['the intent is not among them', { intents: ['invoice'] }, false],
    ['the problem class is among them', { problem_classes: ['物流异常'] }, true],
    [
      'either intent or problem class is enough',
      { intents: ['invoice'], problem_classes: ['物流异常'] },
      true,
    ],
    ['neither is', { intents: ['invoice'], problem_classes: ['商品不符'] }, false],
    ['the channel', { shops: ['web'] }, true],
    ['the account of the channel', { shops: ['web/demo'] }, true],
    ['another account of the channel', { shops: ['web/other'] }, false],
    ['another channel', { shops: ['bridge'] }, false],
    ['the level', { severity: [1, 3] }, true],
    ['another level', { severity: [1, 2] }, false],
    ['the language', { languages: ['zh', 'en'] }, true],
    ['another language', { languages: ['en'] }, false],
    ['every kind must fit', { intents: ['damaged'], languages: ['en'] }, false],
  ]
  test.each(cases)('%s', (_behaviour, skills, can) => {
    expect(canTake(aWorker('lin', { skills }), about)).toBe(can)
  })

  test('what nobody knows of a conversation keeps nobody away', () => {
    const worker = aWorker('lin', {
      skills: { intents: ['invoice'], problem_classes: ['商品不符'], languages: ['en'] },
    })
    expect(canTake(worker, aWaiting('a'))).toBe(true)
  })

  test('of several sets one is enough', () => {
    const worker = { ...lin, skills: [{ intents: ['invoice'] }, { shops: ['web'] }] }
    expect(canTake(worker, about)).toBe(true)
  })
})

describe('the escalation', () => {
  const boss = aWorker('zhao', { role: 'supervisor', held: 4, skills: { intents: ['complaint'] } })
  const rules = rulesOf({
    escalate: [
      { after_reassigns: 2, do: 'assign', to: ['supervisor'] },
      { after_waiting: '10m', do: 'assign', to: ['admin'] },
      { after_waiting: '5m', do: 'tell', to: ['supervisor'] },
      { after_reassigns: 1, after_waiting: '3m', do: 'assign', to: ['legal'] },
    ],
  })
  const admin = aWorker('root', { role: 'admin', held: 4 })
  const legal = aWorker('lu', { role: 'legal', held: 4 })
  const cases: readonly [
    behaviour: string,
    waiting: Waiting,
    workers: readonly Worker[],
    given: string,
  ][] = [
    ['has not come yet', aWaiting('a', { passedBy: ['x'] }), [lin, boss], 'lin: a'],
    [
      'brings it to whose word it needs, whatever their skills',
      aWaiting('a', { intents: ['invoice'], passedBy: ['x', 'x'] }),
      [lin, boss],
      'zhao: a',
    ],
    [
      'brings it to anybody while they are full',
      aWaiting('a', { passedBy: ['x', 'x'] }),
      [lin, { ...boss, held: 5, room: 0 }],
      'lin: a',
    ],
    [
      'does not bring it to who passed it by',
      aWaiting('a', { passedBy: ['zhao', 'zhao'] }),
      [lin, boss],
      'lin: a',
    ],
    [
      'comes with the time, too',
      aWaiting('a', { at: now - 10 * minuteMs }),
      [lin, admin],
      'root: a',
    ],
    [
      'that only tells gives nobody away',
      aWaiting('a', { at: now - 6 * minuteMs }),
      [lin, boss],
      'lin: a',
    ],
    [
      'of two conditions needs both',
      aWaiting('a', { at: now - 2 * minuteMs, passedBy: ['x'] }),
      [lin, legal],
      'lin: a',
    ],
    [
      'of two conditions has both',
      aWaiting('a', { at: now - 3 * minuteMs, passedBy: ['x'] }),
      [lin, legal],
      'lu: a',
    ],
  ]
  test.each(cases)('%s', (_behaviour, waiting, workers, given) => {
    expect(shared(route([waiting], workers, rules, now))).toBe(given)
  })
})
