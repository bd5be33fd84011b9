import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Conversation, runOf } from '../../src/model/conversation.ts'
import { orderNo } from '../../src/model/ids.ts'
import type { Ticket } from '../../src/model/ticket.ts'
import {
  anOrder,
  aPlaybook,
  botLines,
  card,
  dayMs,
  type Heard,
  hourMs,
  image,
  type Meaning,
  noon,
  type Talk,
  talk,
  video,
} from '../support/dialogue.ts'

/** What customers, agents, clocks and shop systems do, in any order. */
type Step =
  | {
      readonly kind: 'says'
      readonly words: string
      readonly meaning: Meaning
      readonly picture: boolean
    }
  | {
      readonly kind: 'sends'
      readonly what: 'image' | 'images' | 'video' | 'card' | 'foreign card' | 'poke' | 'nothing'
    }
  | {
      readonly kind: 'command'
      readonly what: 'takes' | 'replies' | 'returns' | 'resolves' | 'shopAnswers' | 'shows'
    }
  | { readonly kind: 'fires'; readonly what: 'evidence_reminder' | 'evidence_expiry' }
  | { readonly kind: 'fails'; readonly what: 'turn' | 'send' }
  | { readonly kind: 'passes'; readonly ms: number }

const words = fc.constantFrom(
  '收到就碎了',
  '还少了一个盖子',
  '260011112222',
  '260055556666 到哪了',
  '99990000',
  '人工',
  '不用人工',
  '漏电了',
  '1',
  '２',
  '第三个',
  '没有照片',
  '提供不了',
  '等下发',
  '发过了',
  '发错了，是 260033334444',
  '好的没问题',
  '赔 30元',
  '现金',
  '不要现金',
  '谢谢',
  '你好',
  '发票抬头',
  '开票',
  '今天股市怎么样',
  '尾号2222',
  '没事了',
  '还没有啊',
  '是的',
  '不是',
  '都不是',
  '不是这单',
  '那另一单呢',
  '那第二个呢',
  '杯子碎了还少发一个盖子，要开票',
  '2，到哪了',
  '怎么退款',
  '',
  '那个…',
)

const intents = [
  'logistics',
  'shipping_time',
  'refund_status',
  'invoice',
  'price',
  'damaged',
  'missing',
  'compensation',
  'complaint',
  'human_agent',
  'safety_incident',
  'greeting',
  'thanks',
  'affirm',
  'deny',
  'order_given',
  'other',
]

const meaning = fc.record({
  intent: fc.oneof(
    fc.constantFrom(...intents),
    fc.uniqueArray(fc.constantFrom(...intents), { maxLength: 4 }),
  ),
  outcome: fc.constantFrom('answer', 'clarify', 'reject'),
  candidates: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant([{ answer: 'invoice-form', score: 0.95 }]) },
    { weight: 1, arbitrary: fc.constant([{ answer: 'refund', score: 0.7 }]) },
    { weight: 1, arbitrary: fc.constant([{ answer: 'invoice-form', score: 0.5 }]) },
  ),
  matters: fc.option(fc.array(fc.constantFrom(...intents), { maxLength: 4 }), { nil: undefined }),
  mood: fc.record({
    emotion: fc.constantFrom(0, 0, 0, 1, 2, 3),
    urgent: fc.boolean(),
  }),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('says'), words, meaning, picture: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('sends'),
      what: fc.constantFrom('image', 'images', 'video', 'card', 'foreign card', 'poke', 'nothing'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('command'),
      what: fc.constantFrom(
        'takes',
        'replies',
        'returns',
        'returns',
        'resolves',
        'shopAnswers',
        'shows',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fires'),
      what: fc.constantFrom('evidence_reminder', 'evidence_expiry'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('fails'), what: fc.constantFrom('turn', 'send') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('passes'),
      ms: fc.integer({ min: 0, max: 4 * dayMs }),
    }),
  },
)

const orders = [
  anOrder(),
  anOrder({ orderNo: orderNo('260033334444'), state: 'delivered', deliveredAt: noon - hourMs }),
  anOrder({ orderNo: orderNo('260077778888') }),
]
const foreign = anOrder({ orderNo: orderNo('260055556666'), buyerId: 'buyer-2' })

const worlds = [
  { orders, others: [foreign] },
  { orders: orders.slice(1, 2), others: [foreign] },
  { ordersDown: '超时' },
] as const

const take = (chat: Talk, given: Step, index: number): Heard | undefined => {
  switch (given.kind) {
    case 'says':
      return given.picture
        ? chat.sendsWith(given.words, given.meaning, image(`with-${index}`))
        : chat.says(given.words, given.meaning)
    case 'sends':
      switch (given.what) {
        case 'image':
          return chat.sends(image(`${index}`))
        case 'images':
          return chat.sends(image(`${index}a`), image(`${index}b`))
        case 'video':
          return chat.sends(video(`${index}`))
        case 'card':
          return chat.sends(card('260033334444'))
        case 'foreign card':
          return chat.sends(card('260055556666'))
        case 'poke':
          return chat.sends({ kind: 'unsupported', type: 'poke' })
        case 'nothing':
          return chat.sends()
        default:
          return given satisfies never
      }
    case 'command':
      if (given.what === 'replies') return chat.replies('我看看')
      if (given.what === 'shows') return chat.shows(card('260077778888'))
      return chat[given.what]()
    case 'fires':
      return chat.fires(given.what)
    case 'fails':
      return chat.fails(given.what)
    case 'passes':
      chat.passes(given.ms)
      return undefined
    default:
      return given satisfies never
  }
}

interface Turn {
  readonly step: Step
  readonly before: Conversation
  readonly heard: Heard
  /** As last saved, this turn included. */
  readonly tickets: ReadonlyMap<string, Ticket>
}

/** Checks every turn of a few hundred random conversations; `decide` sees frozen input only. */
const always = (check: (turn: Turn) => void) => () =>
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.constantFrom(...worlds),
      (steps, world) => {
        const chat = talk(playbook, world)
        const tickets = new Map<string, Ticket>()
        for (const [index, each] of steps.entries()) {
          const before = chat.conversation
          const heard = take(chat, each, index)
          if (heard === undefined) continue
          for (const effect of heard.effects) {
            if (effect.kind === 'saveTicket') tickets.set(effect.ticket.id, effect.ticket)
          }
          check({ step: each, before, heard, tickets })
        }
      },
    ),
    { numRuns: 300 },
  )

const playbook = aPlaybook()

const isCustomers = ({ kind }: Step) => kind === 'says' || kind === 'sends'

test(
  'the bot never speaks while a person has the conversation, nor in the turn that hands it to one',
  always(({ before, heard }) => {
    if (heard.next.phase.kind !== 'withAgent') {
      if (before.phase.kind !== 'withAgent') return
      // Giving it back is the one way out in which the bot may speak.
      expect(['answering', 'closed', 'awaitingAgent', 'collecting']).toContain(
        heard.next.phase.kind,
      )
      expect(heard.rung).toBe('agent_command')
      return
    }
    expect(botLines(heard)).toEqual([])
  }),
)

test(
  'a customer turn that is not silent has exactly one bot message, a silent one has none',
  always(({ step, heard }) => {
    if (!isCustomers(step)) return
    expect(botLines(heard)).toHaveLength(heard.kind === 'silent' ? 0 : 1)
    expect(heard.said.trim() === '').toBe(heard.kind === 'silent')
  }),
)

test(
  'the bot is silent towards a customer only where a person has or is about to have the conversation',
  always(({ step, before, heard }) => {
    if (!isCustomers(step) || heard.kind !== 'silent') return
    expect(['withAgent', 'awaitingAgent']).toContain(before.phase.kind)
  }),
)

test(
  'no reply has a hole or a variable in it',
  always(({ heard }) => {
    expect(heard.said).not.toMatch(/\{\{|\}\}|undefined|\[object/)
    expect(heard.said).not.toMatch(/(?:还差：|您是想问：|哪一单？)\n?\s*$/)
  }),
)

test(
  'every decision says why, and which rungs were tried',
  always(({ heard }) => {
    expect(heard.because.trim()).not.toBe('')
    expect(heard.tried.length).toBeGreaterThan(0)
    for (const { found } of heard.tried) expect(found.trim()).not.toBe('')
  }),
)

test(
  'the version grows by one, the round and the tickets never shrink',
  always(({ before, heard }) => {
    expect(heard.next.version).toBe(before.version + 1)
    expect(heard.next.round).toBeGreaterThanOrEqual(before.round)
    expect(heard.next.ticketCount).toBeGreaterThanOrEqual(before.ticketCount)
  }),
)

test(
  'what is filled in is never asked for again',
  always(({ heard }) => {
    const { phase } = heard.next
    if (phase.kind !== 'collecting') return
    const asked = heard.said.split('还差：').at(1)?.split('先按').at(0) ?? ''
    const flow = playbook.flows.get(phase.run.flow)
    for (const slot of flow?.slots ?? []) {
      if (phase.run.slots[slot.id]?.kind === 'filled') expect(asked).not.toContain(slot.label)
    }
  }),
)

test(
  'a flow always has its ticket saved as it stands, and a running one waits for something',
  always(({ heard, tickets }) => {
    const { phase } = heard.next
    const run = runOf(phase)
    if (run === undefined) return
    const ticket = tickets.get(run.ticket)
    expect(ticket).toMatchObject({ number: run.ticketNumber, flow: run.flow })
    for (const { id, state } of ticket?.slots ?? []) {
      const now = run.slots[id] ?? { kind: 'missing', asked: 0 }
      if (state.kind === 'missing') expect(now.kind).toBe('missing')
      else expect(now).toEqual(state)
    }
    if (phase.kind !== 'collecting') return
    expect(ticket?.status).toBe('collecting')
    const open = ticket?.slots.filter(({ required, state }) => required && state.kind === 'missing')
    expect(open?.length).toBeGreaterThan(0)
  }),
)

test(
  'an evidence clock that is wound belongs to a running flow',
  always(({ heard }) => {
    const winds = heard.effects.some(({ kind }) => kind === 'startTimer')
    if (winds) expect(heard.next.phase.kind).toBe('collecting')
  }),
)

test(
  'another customer order is never disclosed',
  always(({ heard }) => {
    const options = 'question' in heard.next.phase ? heard.next.phase.question?.options : []
    expect(JSON.stringify(options ?? [])).not.toContain(foreign.orderNo)
    expect(heard.said).not.toContain(`（${foreign.orderNo}）`)
  }),
)

test(
  'the state survives being written as JSON and read again',
  always(({ heard }) => {
    expect(JSON.parse(JSON.stringify(heard.next))).toStrictEqual(heard.next)
  }),
)
