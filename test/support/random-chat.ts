import fc from 'fast-check'
import { orderNo } from '../../src/model/ids.ts'
import {
  anOrder,
  card,
  dayMs,
  type Heard,
  hourMs,
  image,
  type Meaning,
  noon,
  type Talk,
  video,
} from './dialogue.ts'

/** What customers, agents, clocks and shop systems do, in any order. */
export type Step =
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

export const step: fc.Arbitrary<Step> = fc.oneof(
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
export const foreign = anOrder({ orderNo: orderNo('260055556666'), buyerId: 'buyer-2' })

export const worlds = [
  { orders, others: [foreign] },
  { orders: orders.slice(1, 2), others: [foreign] },
  { ordersDown: '超时' },
] as const

export const take = (chat: Talk, given: Step, index: number): Heard | undefined => {
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
