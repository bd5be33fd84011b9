import { decide } from '../../src/dialogue/index.ts'
import { type Conversation, emptyMemory } from '../../src/model/conversation.ts'
import type { Decision, Facts, Said, TimerName, Trigger } from '../../src/model/decision.ts'
import type { Flow, FlowSlot } from '../../src/model/flow.ts'
import {
  agentId,
  answerId,
  conversationId,
  flowId,
  intentId,
  slotId,
  type TicketId,
} from '../../src/model/ids.ts'
import { type MessagePart, textOf } from '../../src/model/message.ts'
import type { Order } from '../../src/model/order.ts'
import type { Role } from '../../src/model/people.ts'
import type { Ticket, TicketChange } from '../../src/model/ticket.ts'
import {
  calm,
  type Entity,
  type Matter,
  type Mood,
  type Understanding,
} from '../../src/model/understanding.ts'
import type { Answer, Intent, Phrases, Playbook } from '../../src/playbook/index.ts'
import {
  calendarFile,
  casesFile,
  clocksFile,
  routingFile,
  severityFile,
  suggestFile,
  toneFile,
} from '../../src/playbook/schema/index.ts'
import { moreSpecific } from '../../src/playbook/specificity.ts'
import { anyOrder } from './builders.ts'

/** A Wednesday, 12:00 in Shanghai. */
export const noon = Date.parse('2026-11-18T12:00:00+08:00')
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

type Loose<Kind extends { readonly id: string }> = Partial<Omit<Kind, 'id' | 'intents'>> & {
  readonly id: string
  readonly intents?: readonly string[]
}

const anIntent = ({ id, ...more }: Loose<Intent>): Intent => ({
  id: intentId(id),
  title: id,
  role: 'request',
  about_orders: [],
  keywords: [],
  not_keywords: [],
  examples: [id],
  source: `intents/${id}.yaml:1:1`,
  ...more,
})

export const anAnswer = ({ id, intents = [], ...more }: Loose<Answer>): Answer => ({
  id: answerId(id),
  intents: intents.map(intentId),
  topic: 'small',
  keywords: [],
  not_keywords: [],
  questions: [],
  when: {},
  reply: `回复 ${id}`,
  source: `replies/small.yaml:${id}`,
  ...more,
})

export const aSlot = ({ id, ...more }: Loose<FlowSlot> & Pick<FlowSlot, 'kind'>): FlowSlot =>
  ({
    id: slotId(id),
    label: id,
    optional: false,
    from_opening: true,
    max_asks: 2,
    ...more,
  }) as FlowSlot

export const aFlow = ({ id, intents = [id], ...more }: Loose<Flow>): Flow => ({
  id: flowId(id),
  title: id,
  intents: intents.map(intentId),
  problem_class: '商品不符',
  soothe: `抱歉（${id}）。`,
  ask: '请发给我，还差：\n{{missing}}',
  slots: [aSlot({ id: 'photo', kind: 'photo', label: '照片' })],
  complete: '齐了，单号 {{ticket.number}}。',
  partial: '先转同事，单号 {{ticket.number}}，缺{{missing}}。',
  remind_after: 30 * minuteMs,
  remind: '提醒一下，还差：\n{{missing}}',
  expire_after: 48 * hourMs,
  stands_alone: false,
  source: `replies/small.yaml:${id}`,
  ...more,
})

const intents: readonly Intent[] = [
  anIntent({ id: 'logistics', title: '物流到哪了', about_orders: ['shipped', 'delivered'] }),
  anIntent({ id: 'shipping_time', title: '什么时候发货', about_orders: ['paid'] }),
  anIntent({ id: 'refund_status', title: '退款到哪了', about_orders: ['after_sale'] }),
  anIntent({ id: 'invoice', title: '开发票', keywords: ['开票'], not_keywords: ['不开票'] }),
  anIntent({ id: 'price', title: '保价' }),
  anIntent({ id: 'damaged', title: '收到破损', about_orders: ['delivered'] }),
  anIntent({ id: 'missing', title: '少发', keywords: ['少发'] }),
  anIntent({ id: 'compensation', title: '赔偿' }),
  anIntent({ id: 'complaint', title: '投诉' }),
  anIntent({ id: 'urge', title: '催促' }),
  anIntent({ id: 'human_agent', title: '找人工' }),
  anIntent({ id: 'safety_incident', title: '人身安全' }),
  anIntent({ id: 'greeting', title: '打招呼', role: 'social' }),
  anIntent({ id: 'thanks', title: '道谢', role: 'social' }),
  anIntent({ id: 'affirm', title: '肯定', role: 'context' }),
  anIntent({ id: 'deny', title: '否认', role: 'context' }),
  anIntent({ id: 'order_given', title: '给订单号', role: 'context' }),
  anIntent({ id: 'other', title: '别的', role: 'off_topic' }),
]

const answers: readonly Answer[] = [
  anAnswer({
    id: 'logistics-moving',
    intents: ['logistics'],
    when: { order_state: ['shipped'] },
    reply: '您的 {{order.items}}（{{order.no}}）：{{order.last_event}}，{{order.last_event_time}}',
  }),
  anAnswer({
    id: 'logistics-any',
    intents: ['logistics'],
    reply: '请在订单页看物流。',
  }),
  anAnswer({ id: 'shipping', intents: ['shipping_time'], reply: '48 小时内发货。' }),
  anAnswer({
    id: 'refund',
    intents: ['refund_status'],
    reply: '退款{{order.after_sale_state}}，{{order.refund_amount}}。',
  }),
  anAnswer({ id: 'invoice', intents: ['invoice'], reply: '发票在订单页申请，{{shop.name}}开具。' }),
  anAnswer({ id: 'invoice-title', keywords: ['发票抬头'], reply: '抬头在申请页改。' }),
  anAnswer({
    id: 'invoice-form',
    questions: ['电子发票有吗'],
    reply: '我们开电子发票。',
  }),
  anAnswer({
    id: 'complaint',
    intents: ['complaint'],
    reply: '很抱歉，马上请主管看。',
    next: 'handoff',
  }),
  anAnswer({ id: 'hello', intents: ['greeting'], reply: '您好，请讲。' }),
  anAnswer({ id: 'bye', intents: ['thanks'], reply: '不客气。' }),
  anAnswer({ id: 'affirm', intents: ['affirm'], reply: '好的，还有什么要看的吗？' }),
  anAnswer({ id: 'deny', intents: ['deny'], reply: '您再说说。' }),
  anAnswer({ id: 'number-alone', intents: ['order_given'], reply: '这一单要办什么？' }),
]

const flows: readonly Flow[] = [
  aFlow({
    id: 'damaged',
    title: '收到破损',
    slots: [
      aSlot({ id: 'photo', kind: 'photo', label: '破损照片', example: '拍清楚' }),
      aSlot({ id: 'order-number', kind: 'order_number', label: '订单编号' }),
      aSlot({ id: 'description', kind: 'description', label: '破损情况' }),
      aSlot({
        id: 'wanted',
        kind: 'choice',
        label: '希望的处理',
        options: ['补发', '换货', '退款'],
        optional: true,
      }),
    ],
  }),
  aFlow({
    id: 'missing',
    title: '少发',
    slots: [
      aSlot({ id: 'photo', kind: 'photo', label: '合照' }),
      aSlot({ id: 'description', kind: 'description', label: '少了什么' }),
    ],
  }),
  aFlow({
    id: 'compensation',
    title: '赔偿',
    next: 'handoff',
    slots: [
      aSlot({ id: 'video', kind: 'video', label: '开箱视频' }),
      aSlot({ id: 'amount', kind: 'amount', label: '金额' }),
      aSlot({
        id: 'wanted',
        kind: 'choice',
        label: '赔付方式',
        options: ['现金', '优惠券', '补发'],
      }),
    ],
  }),
  aFlow({
    id: 'safety',
    intents: ['safety_incident'],
    title: '人身安全',
    slots: [
      aSlot({ id: 'photo', kind: 'photo', label: '现场照片' }),
      aSlot({ id: 'description', kind: 'description', label: '经过' }),
    ],
  }),
]

const phrases: Phrases = {
  clarify: '您是想问：\n{{options}}',
  offer: '您是想问「{{option}}」吗？',
  other_order: '把那一单的订单号发我。',
  unanswered: '「{{matters}}」答不了。',
  soothe_angry: '让您不痛快了，抱歉。',
  together: '{{troubles}}记在一起。',
  which_order: '哪一单？\n{{options}}',
  not_understood: '没太明白。',
  off_topic: '这个帮不上。',
  order_source_down: '暂时查不到订单，请同事来查。',
  order_not_found: '订单 {{order_no}} 不在您名下。',
  assumed_order: '先按 {{order.no}} 登记。',
  received_some: '收到{{received}}！还差：\n{{missing}}',
  received_nothing: '方便时发我，还差：\n{{missing}}',
  later_is_fine: '不着急，还差：\n{{missing}}',
  already_complete: '已在 {{ticket.number}} 里。',
  media_alone: '这是什么情况？',
  order_card_alone: '这单怎么了？',
  unsupported: '这类消息看不到。',
  slot_refused: '没关系。还差：\n{{missing}}',
  withdrawn: '好的，不处理了。',
  refuse_words: ['提供不了', '没有照片', '没照片', '没有视频', '找不到订单'],
  later_words: ['等下', '晚上发'],
  sent_words: ['发过了'],
  correct_words: ['发错了', '不是这个'],
  order_past_window: '签收有一阵子了。',
  ticket_progress: '{{ticket.number}}（{{ticket.title}}）：{{ticket.stage}}。',
  ticket_not_found: '没有单 {{ticket.number}}。',
  all_arrived: '都收到了，在 {{ticket.number}} 里。',
  not_arrived: '没看到：\n{{missing}}',
  picture_blurred: '照片糊了。',
  picture_blank: '照片全黑。',
  picture_small: '图片太小。',
  picture_unreadable: '图片打不开。',
  picture_lost: '图片没收到。',
  picture_poor: '还是看不清，先收下。',
  withdraw_words: ['没事了', '找到了'],
  let_be_words: ['算了', '算了不用了'],
  still_words: ['还没', '没有啊'],
  affirms: { intents: ['affirm'], words: ['是的', '好的', '嗯'] },
  denies: { intents: ['deny'], words: ['不是', '不用', '不用了'] },
  urges: { intents: ['urge'] },
  none_words: ['都不是', '不是', '不是这个', '不是这单'],
  other_words: ['那个呢', '另一个呢', '另一单呢', '那另一单呢'],
  progress_asked: {
    about: ['上次', '报的', '的事'],
    asks: ['怎么样了', '有结果', '处理好'],
    not_about: ['快递', '又碎'],
    alone: ['我的售后单呢'],
    follow_up: ['还要多久'],
  },
  fragment_words: ['在吗', '那个', '你好'],
}

/** As where the operators wrote none of these files. */
const presumed = {
  cases: casesFile.parse({}),
  severity: { ...severityFile.parse({}), rules: [] },
  calendar: calendarFile.parse({}),
  clocks: clocksFile.parse({}),
  routing: routingFile.parse({}),
  suggest: { ...suggestFile.parse({}), suggestions: [] },
  tone: { ...toneFile.parse({}), categories: [] },
  examplePictures: new Map() as Playbook['examplePictures'],
} satisfies Partial<Playbook>

type Presumed = Pick<Playbook, keyof typeof presumed>

type PlaybookParts = Partial<
  Pick<Playbook, 'handoff' | 'phrases' | 'shop' | keyof Presumed> & {
    readonly intents: readonly Intent[]
    readonly answers: readonly Answer[]
    readonly flows: readonly Flow[]
  }
>

/** A small but complete playbook. Intents, answers and flows are added, or replaced by their id. */
export const aPlaybook = (more: PlaybookParts = {}): Playbook => {
  const known = byId(intents, more.intents)
  const replies = byId(answers, more.answers)
  const forms = byId(flows, more.flows)
  return deepFreeze({
    ...presumed,
    ...pick(more),
    revision: 'small',
    intents: new Map(known.map((each) => [each.id, each])),
    answers: new Map(replies.map((each) => [each.id, each])),
    answersOf: new Map(
      known.map(({ id }) => [
        id,
        replies.filter((each) => each.intents.includes(id)).sort(moreSpecific),
      ]),
    ),
    flows: new Map(forms.map((each) => [each.id, each])),
    flowOf: new Map(forms.flatMap((each) => each.intents.map((id) => [id, each] as const))),
    lexicon: { groups: [], wishes: [], faults: [] },
    mood: {
      levels: { 1: [], 2: [], 3: [] },
      not_words: [],
      praise: [],
      either_way: [],
      urgent: [],
      not_urgent: [],
    },
    handoff: more.handoff ?? handoffRules,
    phrases: more.phrases ?? phrases,
    shop: more.shop ?? { name: '小店' },
  })
}

const pick = (more: PlaybookParts): Partial<Presumed> =>
  Object.fromEntries(
    Object.entries(more).filter(([key]) => Object.hasOwn(presumed, key)),
  ) as Partial<Presumed>

export const noFacts: Facts = {
  orders: [],
  quoted: {},
  products: [],
  shop: {},
  pictures: {},
  earlier: [],
}

export const handoffRules: Playbook['handoff'] = {
  wants_human: { intents: ['human_agent'], words: ['人工', '真人'], not_words: ['不用人工'] },
  safety: {
    intents: ['safety_incident'],
    words: ['漏电', '过敏'],
    not_words: ['没漏电', '会过敏吗'],
  },
  insist_after: 3,
  misses_before_human: 2,
  emotion_level: 3,
  told: {
    default: '请同事来接手。',
    customer_request: '这就转人工。',
    safety: '已列为紧急。',
    emotion: '真抱歉，请同事来接手。',
    insistence: '让您说了几次，请同事来看。',
    not_understood: '没听懂，请同事来看。',
    no_answer: '不敢随便答，请同事确认。',
    bot_failed: '出了点状况，已转同事。',
  },
  queue_notice: '还在排队，{{customer}}请稍候。',
  queue_notice_every: 5 * minuteMs,
  queue_asked: { words: ['人呢', '还要多久', '几点有人'], not_words: [] },
  queue_answer_every: 20_000,
  queue_case: '{{ticket.number}}：{{ticket.stage}}。',
  queue_promise: '{{promise.title}}，最晚 {{promise.time}}。',
  queue_promise_missed: '{{promise.title}}，{{promise.time}} 已过。',
  queue_first: '前面没有人。',
  queue_nobody: '没有同事在线。',
  queue_same: '没有变化。',
  returned: '我又回来啦。',
}

const byId = <Kind extends { readonly id: string }>(
  base: readonly Kind[],
  more: readonly Kind[] = [],
): Kind[] => [...base.filter((each) => !more.some(({ id }) => id === each.id)), ...more]

/** What the shop's order system knows of `own`, delivered or on its way. */
export const anOrder = (more: Partial<Order> = {}): Order =>
  anyOrder({
    state: 'shipped',
    placedAt: noon - 3 * dayMs,
    paidAt: noon - 3 * dayMs,
    shippedAt: noon - 2 * dayMs,
    parcels: [
      {
        courier: '顺丰',
        trackingNo: 'SF1001',
        events: [{ at: noon - 2 * hourMs, text: '已到达杭州转运中心' }],
      },
    ],
    ...more,
  })

export const aConversation = (more: Partial<Conversation> = {}): Conversation => ({
  id: conversationId('c_0123456789abcdef'),
  channel: 'simulator',
  account: 'demo',
  externalId: 'chat-1',
  customer: { id: 'buyer-1', name: '小王' },
  version: 0,
  round: 1,
  ticketCount: 0,
  phase: { kind: 'answering' },
  memory: emptyMemory,
  ...more,
})

export const image = (name = '1'): MessagePart => ({
  kind: 'image',
  url: `https://cdn.test/${name}.jpg`,
})
export const video = (name = '1'): MessagePart => ({
  kind: 'video',
  url: `https://cdn.test/${name}.mp4`,
})
export const card = (no: string): MessagePart => ({ kind: 'order', orderNo: no })
export const text = (words: string): MessagePart => ({ kind: 'text', text: words })

type Loosely = 'ranking' | 'candidates' | 'matters' | 'mood'

export interface Meaning extends Partial<Omit<Understanding, Loosely>> {
  /** Best first; the rest of the small playbook's intents follow with next to nothing. */
  readonly intent?: string | readonly string[]
  readonly confidence?: number
  readonly candidates?: readonly { readonly answer: string; readonly score: number }[]
  /** What is surely asked for; with the words that say it, else by the whole text. */
  readonly matters?: readonly (string | readonly [intent: string, words: string])[] | undefined
  readonly mood?: Partial<Mood>
}

/** A meaning of several matters, `intent: its words`. */
export const matters = (...told: NonNullable<Meaning['matters']>): Meaning => ({ matters: told })

/** Sure of `intent` when one is named, and of its matters; else nobody's business. */
export const anUnderstanding = (meaning: Meaning = {}): Understanding => {
  const { intent, confidence, matters: told, mood, ...more } = meaning
  const sure = (told ?? []).map((each) => [each].flat()[0] ?? '')
  const named = intent === undefined ? sure : [intent].flat()
  const isSure = told !== undefined || named.length === 1
  const best = confidence ?? (isSure ? 0.9 : 0.3)
  const words = more.text ?? ''
  const outcome = more.outcome ?? (named.length === 0 ? 'reject' : isSure ? 'answer' : 'clarify')
  return {
    text: words,
    normalised: words,
    inScope: named.length > 0 ? 0.9 : 0.1,
    entities: entitiesIn(words),
    ...more,
    outcome,
    matters: outcome === 'answer' ? mattersIn(words, told ?? named.slice(0, 1), best) : [],
    mood: { ...calm, ...mood },
    ranking: [
      ...named.map((id, index) => ({ intent: intentId(id), confidence: best - index * 0.01 })),
      ...intents
        .filter(({ id }) => !named.includes(id))
        .map(({ id }) => ({ intent: id, confidence: 0.001 })),
    ],
    candidates: (more.candidates ?? []).map(({ answer, score }) => ({
      answer: answerId(answer),
      score,
    })),
  }
}

const mattersIn = (
  words: string,
  told: NonNullable<Meaning['matters']>,
  confidence: number,
): readonly Matter[] =>
  told.map((each) => {
    const [intent = '', said = words] = [each].flat()
    const start = Math.max(0, words.indexOf(said))
    return { intent: intentId(intent), confidence, start, end: start + said.length }
  })

/** Long numbers are orders, 「30元」 is an amount. */
const entitiesIn = (words: string): Entity[] =>
  [...words.matchAll(/(\d{8,})|(\d+)元/g)].map((match) => ({
    kind: match[1] === undefined ? 'amount' : 'order_number',
    text: match[0],
    value: match[1] ?? `${match[2]}00`,
    start: match.index,
    end: match.index + match[0].length,
  }))

/** A decision, with what the customer hears and what was written down. */
export interface Heard extends Decision {
  /** The bot's words of this turn; empty when it was silent. */
  readonly said: string
  readonly ticket: Ticket | undefined
  readonly notes: readonly string[]
}

type World = Partial<Facts> & {
  /** Orders of other customers. */
  readonly others?: readonly Order[]
  readonly from?: Partial<Conversation>
  readonly timeZone?: string
}

/** Keeps a conversation over several turns; everything handed to `decide` is frozen. */
export const talk = (playbook: Playbook = aPlaybook(), world: World = {}) => {
  const { others = [], from, timeZone = 'Asia/Shanghai', ...atFirst } = world
  let facts: Partial<Facts> = atFirst
  let conversation = aConversation(from)
  let tickets: readonly Ticket[] = []
  let at = noon
  let count = 0

  const turn = (trigger: Trigger): Heard => {
    const shop = { ...playbook.shop, ...facts.shop }
    const own = facts.ordersDown === undefined ? (facts.orders ?? []) : []
    // Without any orders in the world no order system is connected.
    const unknown = facts.orders === undefined && others.length === 0 ? 'unchecked' : 'unknown'
    const quoted = facts.quoted ?? quotedIn(trigger, conversation, { own, others, unknown })
    const known: Facts = { ...noFacts, ...facts, orders: own, quoted, shop }
    const decision = decide(
      deepFreeze({ conversation, trigger, facts: known, tickets, playbook, at, timeZone }),
    )
    conversation = decision.next
    for (const effect of decision.effects) {
      if (effect.kind !== 'saveTicket') continue
      tickets = [...tickets.filter(({ id }) => id !== effect.ticket.id), effect.ticket]
    }
    return heard(decision)
  }

  const sends = (parts: readonly MessagePart[], meaning: Meaning = {}): Heard => {
    count += 1
    const said: Said = { id: `m-${count}`, at, parts }
    const words = textOf(parts)
    const understanding =
      words === '' ? {} : { understanding: anUnderstanding({ text: words, ...meaning }) }
    return turn({ kind: 'customerSaid', messages: [said], ...understanding })
  }

  const lin = { agent: agentId('lin'), name: '小林' }
  return {
    /** The customer writes; `meaning` is an intent that is sure, or more. */
    says: (words: string, meaning: string | Meaning = {}): Heard =>
      sends([text(words)], typeof meaning === 'string' ? { intent: meaning } : meaning),
    sends: (...parts: readonly MessagePart[]): Heard => sends(parts),
    /** Text and other things in one breath. */
    sendsWith: (words: string, meaning: Meaning, ...parts: readonly MessagePart[]): Heard =>
      sends([text(words), ...parts], meaning),
    shows: (...parts: readonly MessagePart[]): Heard =>
      turn({ kind: 'shopSystemSaid', messages: [{ id: `s-${++count}`, at, parts }] }),
    shopAnswers: (): Heard => turn({ kind: 'shopHumanSaid' }),
    fires: (name: TimerName, subject?: string): Heard =>
      turn({ kind: 'timerFired', name, ...(subject === undefined ? {} : { subject }) }),
    takes: (): Heard => turn({ kind: 'agentTook', ...lin }),
    isGiven: (because = '有空'): Heard => turn({ kind: 'agentAssigned', ...lin, because }),
    isTakenByBoss: (): Heard => turn({ kind: 'agentTook', agent: agentId('zhao'), name: '赵主管' }),
    replies: (words: string): Heard => turn({ kind: 'agentReplied', ...lin, parts: [text(words)] }),
    returns: (): Heard => turn({ kind: 'agentReturned', ...lin }),
    resolves: (): Heard => turn({ kind: 'agentResolved', ...lin }),
    /** Somebody, by default one of each role, does something to a ticket. */
    changes: (ticket: TicketId, change: TicketChange, role: Role, who: string = role): Heard => {
      const by = { kind: 'agent', agent: agentId(who), name: who, role } as const
      return turn({ kind: 'ticketChanged', ticket, change, by })
    },
    sees: (alert: string): Heard => turn({ kind: 'alertCleared', alert, ...lin }),
    fails: (what: 'turn' | 'send'): Heard => turn({ kind: 'failed', what, detail: '坏了' }),
    /** The world has changed. */
    learns: (more: Partial<Facts>) => {
      facts = { ...facts, ...more }
    },
    passes: (spanMs: number) => {
      at += spanMs
    },
    get at() {
      return at
    },
    get conversation() {
      return conversation
    },
    get tickets() {
      return tickets
    },
  }
}

export type Talk = ReturnType<typeof talk>

const heard = (decision: Decision): Heard => ({
  ...decision,
  said: botLines(decision).join('\n---\n'),
  ticket: decision.effects.flatMap((effect) =>
    effect.kind === 'saveTicket' ? [effect.ticket] : [],
  )[0],
  notes: decision.effects.flatMap((effect) => (effect.kind === 'noteEvent' ? [effect.text] : [])),
})

/** What the bot says in a decision, one entry a message. */
export const botLines = ({ effects }: Decision): string[] =>
  effects.flatMap((effect) =>
    effect.kind === 'sendMessage' && effect.author === 'bot' ? [textOf(effect.parts)] : [],
  )

/** The state of a ticket's slots in short: `photo: 2`, `order-number: 2600…`, `description: -`. */
export const slotsOf = (ticket: Ticket | undefined): Record<string, string> =>
  Object.fromEntries(
    (ticket?.slots ?? []).map(({ id, state }) => {
      if (state.kind === 'missing') return [id, '-']
      if (state.kind === 'givenUp') return [id, state.because]
      const texts = state.values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
      return [id, texts.length > 0 ? texts.join('；') : `${state.values.length} 个`]
    }),
  )

interface Known {
  readonly own: readonly Order[]
  readonly others: readonly Order[]
  readonly unknown: 'unknown' | 'unchecked'
}

const quotedIn = (
  trigger: Trigger,
  { memory, phase }: Conversation,
  { own, others, unknown }: Known,
): Facts['quoted'] => {
  const said = 'messages' in trigger ? trigger.messages.flatMap(({ parts }) => parts) : []
  const understanding = trigger.kind === 'customerSaid' ? trigger.understanding : undefined
  const question =
    phase.kind === 'answering' || phase.kind === 'collecting' ? phase.question : undefined
  const numbers: readonly string[] = [
    ...said.flatMap((part) => (part.kind === 'order' ? [part.orderNo] : [])),
    ...(understanding?.entities ?? []).flatMap(({ kind, value }) =>
      kind === 'order_number' ? [value] : [],
    ),
    ...(question?.kind === 'order' ? question.options.map((option) => option.orderNo) : []),
    ...(memory.order === undefined ? [] : [memory.order]),
  ]
  return Object.fromEntries(
    numbers.map((no) => {
      const order = own.find((each) => each.orderNo === no)
      const taken = others.some((each) => each.orderNo === no)
      return [no, order ?? (taken ? 'of_someone_else' : unknown)] as const
    }),
  )
}

/** Frozen all the way down, maps included. */
export const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const inner = value instanceof Map ? [...value.values()] : Object.values(value)
  for (const each of inner) deepFreeze(each)
  return Object.freeze(value)
}
