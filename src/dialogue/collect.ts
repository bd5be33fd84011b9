import type { FlowRun, Memory } from '../model/conversation.ts'
import type { Effect } from '../model/decision.ts'
import { type IntentId, orderNo, type TicketId, ticketId } from '../model/ids.ts'
import type { Flow, FlowSlot } from '../playbook/index.ts'
import { orderInQuestion } from './answer.ts'
import {
  assumedOrder,
  type Collecting,
  corrects,
  countAsk,
  fill,
  fillLate,
  giveUp,
  isAboutAnother,
  isComplete,
  labels,
  lackingSlots,
  missingSlots,
  missingText,
  offeredNow,
  saveTicket,
  slotOf,
  withoutUsed,
} from './evidence.ts'
import { handOver } from './handoff.ts'
import { type Heard, ownOrder, valuesFor } from './heard.ts'
import { renderLoosely, type Values } from './render.ts'
import { type Move, type Rungs, say } from './situation.ts'
import { mentioned, plain } from './words.ts'

const dayMs = 24 * 3_600_000

interface Opening {
  readonly intent: IntentId
  readonly because: string
  readonly confidence?: number
  /** Said instead of the flow's soothing words, e.g. the reply that led here. */
  readonly opening?: string
}

/** Opens a flow: sorry once, then one request for everything that is still missing. */
export const openFlow = (heard: Heard, flow: Flow, why: Opening): Move => {
  const { conversation, situation, memory } = heard
  const last = memory.lastRun?.flow === flow.id ? { flow, run: memory.lastRun } : undefined
  if (last !== undefined && (corrects(heard) || !isAboutAnother(last, memory.order))) {
    return joinTicket(heard, last, why)
  }
  const n = conversation.ticketCount + 1
  const id = ticketId(conversation.id, n)
  const run: FlowRun = {
    flow: flow.id,
    intent: why.intent,
    ticket: id,
    ticketNumber: ticketNumber(id, situation.at, situation.timeZone),
    slots: {},
    startedAt: situation.at,
  }
  const said = fill({ flow, run }, offeredNow(heard, memory, true)).collecting
  const { collecting, assumed } = withPlainOrder(heard, said, why.intent)
  const incident = `${flow.id}#${n}`
  const soothed: Memory = { ...memory, soothed: [...memory.soothed, incident], misses: 0 }
  const opening = why.opening ?? flow.soothe
  const common = {
    because: why.because,
    intent: why.intent,
    source: flow.source,
    ticketCount: n,
    ...(why.confidence === undefined ? {} : { confidence: why.confidence }),
  }
  const hearing = { ...heard, memory: soothed }
  if (isComplete(collecting)) {
    const words = assumed === undefined ? opening : [opening, assumed].join('\n\n')
    return complete(hearing, collecting, { ...common, opening: words })
  }
  const ask = renderLoosely(flow.ask, {
    ...valuesFor(heard, undefined),
    missing: missingText(collecting, { optional: true }),
  })
  return keepCollecting(hearing, countAsk(collecting), {
    ...common,
    kind: 'collect',
    text: [opening, ask, assumed].filter((part) => part !== undefined).join('\n\n'),
    fresh: true,
  })
}

/** Goes on with a running flow; undefined-like answers say why the message is none of its business. */
export const continueFlow = (heard: Heard, collecting: Collecting): Rungs => {
  const { situation } = heard
  const { phrases } = situation.playbook
  const { flow } = collecting
  const because = (what: string) => `正在收集「${flow.title}」的凭证：${what}`
  const missing = missingSlots(collecting)
  const text = heard.text
  const later = mentioned(text, phrases.later_words)
  // 「现在没有照片，晚上发」 promises; it does not refuse.
  const refused = later === undefined ? refusal(heard, collecting) : undefined
  const offered = offeredNow(
    heard,
    heard.memory,
    refused === undefined && describes(heard, collecting),
  )
  const { collecting: next, changed } = fill(collecting, offered)
  const got = changed.filter((slot) => slotOf(next.run.slots, slot.id).kind === 'filled')
  const receipt = got.length > 0 ? `收到${labels(got)}` : '没有新材料'

  if (isComplete(next)) return complete(heard, next, { because: because(`${receipt}，齐了`) })
  if (refused !== undefined) return refuse(heard, next, because(`顾客说「${refused}」`))
  if (missingSlots(next).length === 0) {
    return partial(heard, next, because(`${receipt}，其余顾客没有，转人工`))
  }
  const sayMissing = (template: string, more: Values = {}): string =>
    renderLoosely(template, { missing: missingText(next, { optional: false }), ...more })
  // Any words count as description, so more of them alone is no progress.
  if (got.some((slot) => missing.includes(slot) || slot.kind !== 'description')) {
    return keepCollecting(heard, next, {
      kind: 'collect',
      because: because(receipt),
      text: sayMissing(phrases.received_some, { received: labels(got) }),
    })
  }
  if (later !== undefined) {
    return keepCollecting(heard, next, {
      kind: 'notice',
      because: because(`顾客说「${later}」，等他`),
      text: sayMissing(phrases.later_is_fine),
    })
  }
  if (digresses(heard, flow)) return because('顾客问了别的事，先回答再接着收')
  if (got.length === 0 && onlyAcknowledges(heard)) {
    return keepCollecting(heard, next, {
      kind: 'notice',
      because: because('顾客只是应了一声，等他'),
      text: sayMissing(phrases.later_is_fine),
    })
  }
  const tired = missingSlots(next).filter((slot) => {
    const state = slotOf(next.run.slots, slot.id)
    return state.kind === 'missing' && state.asked >= slot.max_asks
  })
  const wanted = giveUp(next, tired, 'asked_enough')
  if (missingSlots(wanted).length === 0) {
    return partial(heard, wanted, because('问过多次仍缺，转人工'))
  }
  const words = got.length > 0 ? phrases.received_some : phrases.received_nothing
  return keepCollecting(heard, countAsk(wanted), {
    kind: 'collect',
    because: because(`${receipt}，再问一次`),
    text: renderLoosely(words, {
      received: labels(got),
      missing: missingText(wanted, { optional: false }),
    }),
  })
}

/** What to add below an answer that interrupted a running flow. */
export const resumeText = (heard: Heard, collecting: Collecting): string =>
  renderLoosely(heard.situation.playbook.phrases.later_is_fine, {
    missing: missingText(collecting, { optional: false }),
  })

/** Evidence that arrives while a person has or is about to have the conversation. */
export const fillQuietly = (
  heard: Heard,
  collecting: Collecting,
): { collecting: Collecting; effects: readonly Effect[]; received: string } => {
  const { collecting: next, changed } = fillLate(heard, collecting)
  return {
    collecting: next,
    received: labels(changed),
    effects: changed.length > 0 ? saveTicket(heard, next, 'partial') : [],
  }
}

/** After a flow is done, what still comes belongs to its ticket. */
export const addToTicket = (heard: Heard, collecting: Collecting): Move | undefined => {
  if (isAboutAnother(collecting, heard.orderNos[0])) return undefined
  const { collecting: next, changed } = fillLate(heard, collecting)
  if (changed.length === 0) return undefined
  return alreadyComplete(heard, next, `补充材料（${labels(changed)}）放进已有工单`)
}

/** Reminds of, or ends, a flow that the customer left. */
export const flowTimer = (
  heard: Heard,
  collecting: Collecting,
  name: 'evidence_reminder' | 'evidence_expiry',
): Move => {
  const { flow } = collecting
  const missing = missingText(collecting, { optional: false })
  if (name === 'evidence_expiry') {
    const tired = giveUp(collecting, missingSlots(collecting), 'asked_enough')
    return partial(heard, tired, `「${flow.title}」的凭证到期仍未收齐，转人工`)
  }
  return {
    kind: 'collect',
    because: `「${flow.title}」还缺凭证，提醒一次`,
    intent: collecting.run.intent,
    source: flow.source,
    phase: heard.conversation.phase,
    memory: heard.memory,
    effects: [
      say(renderLoosely(flow.remind, { missing })),
      { kind: 'startTimer', name: 'evidence_reminder', dueAt: heard.situation.at + dayMs },
    ],
  }
}

/** A flow that comes back from a person: its ticket is open again and its clocks run anew. */
export const takenUpAgain = (heard: Heard, collecting: Collecting): readonly Effect[] => [
  ...saveTicket(heard, collecting, 'collecting'),
  ...clocks(collecting, heard.situation.at),
]

const clocks = ({ flow }: Collecting, at: number): readonly Effect[] => [
  { kind: 'startTimer', name: 'evidence_reminder', dueAt: at + flow.remind_after },
  { kind: 'startTimer', name: 'evidence_expiry', dueAt: at + flow.expire_after },
]

interface Keep {
  readonly kind: 'collect' | 'notice'
  readonly because: string
  readonly text: string
  readonly fresh?: true
  readonly intent?: IntentId
  readonly source?: string
  readonly ticketCount?: number
}

const keepCollecting = (heard: Heard, collecting: Collecting, keep: Keep): Move => {
  const { flow, run } = collecting
  const { at } = heard.situation
  const { text, fresh, ...move } = keep
  return {
    intent: run.intent,
    source: flow.source,
    ...move,
    phase: { kind: 'collecting', run },
    memory: { ...withoutUsed(heard.memory, run), misses: 0 },
    effects: [
      say(text),
      ...saveTicket(heard, collecting, 'collecting'),
      ...clocks(collecting, at).slice(0, fresh ? 2 : 1),
    ],
  }
}

const complete = (
  heard: Heard,
  collecting: Collecting,
  how: Opening | { because: string; opening?: string; ticketCount?: number },
): Move => {
  const { flow, run } = collecting
  const text = renderLoosely(flow.complete, {
    ...valuesFor(heard, ownOrder(heard, orderNoOf(collecting))),
    'ticket.number': run.ticketNumber,
  })
  const words = [how.opening, text].filter((part) => part !== undefined).join('\n\n')
  const memory: Memory = { ...withoutUsed(heard.memory, run), misses: 0, lastRun: run }
  const { opening: _, ...move } = how
  if (flow.next === 'handoff') {
    return handOver(
      { ...heard, memory },
      {
        ...move,
        intent: run.intent,
        source: flow.source,
        reason: 'by_playbook',
        words,
        collecting,
      },
    )
  }
  return {
    kind: 'collect',
    intent: run.intent,
    source: flow.source,
    ...move,
    phase: { kind: 'answering' },
    memory,
    effects: [
      say(words),
      ...saveTicket(heard, collecting, 'partial'),
      { kind: 'cancelTimer', name: 'evidence_reminder' },
      { kind: 'cancelTimer', name: 'evidence_expiry' },
    ],
  }
}

const partial = (heard: Heard, collecting: Collecting, because: string): Move =>
  handOver(heard, {
    reason: 'evidence_partial',
    because,
    intent: collecting.run.intent,
    source: collecting.flow.source,
    collecting,
    words: renderLoosely(collecting.flow.partial, {
      'ticket.number': collecting.run.ticketNumber,
      missing: labels(lackingSlots(collecting)),
    }),
  })

/** 「没有照片」: what was refused is accepted as missing; the rest is still wanted. */
const refuse = (heard: Heard, collecting: Collecting, because: string): Move => {
  const named = collecting.flow.slots.filter((slot) => refersTo(heard.text, slot))
  const refused = named.length > 0 ? named : missingSlots(collecting)
  const stillMissing = refused.filter(
    (slot) => slotOf(collecting.run.slots, slot.id).kind === 'missing',
  )
  const next = giveUp(collecting, stillMissing, 'refused')
  if (missingSlots(next).length === 0) return partial(heard, next, `${because}，按现有材料转人工`)
  return keepCollecting(heard, countAsk(next), {
    kind: 'collect',
    because,
    text: renderLoosely(heard.situation.playbook.phrases.slot_refused, {
      missing: missingText(next, { optional: false }),
    }),
  })
}

const slotWords: Record<FlowSlot['kind'], readonly string[]> = {
  photo: ['照片', '图', '拍', '相片'],
  video: ['视频', '录像', '录', '拍'],
  order_number: ['订单', '单号', '编号'],
  description: ['描述', '说明'],
  amount: ['金额', '价格', '多少钱'],
  choice: [],
}

/**
 * The word of refusal, if the message refuses evidence: 「没有」 by itself or 「没有照片」, but not
 * 「快递还没有到」.
 */
const refusal = ({ text, situation }: Heard, { flow }: Collecting): string | undefined => {
  const word = mentioned(text, situation.playbook.phrases.refuse_words)
  if (word === undefined) return undefined
  const barely = plain(text).length <= word.length + 3
  return barely || flow.slots.some((slot) => refersTo(text, slot)) ? word : undefined
}

const refersTo = (text: string, slot: FlowSlot): boolean =>
  mentioned(text, [...slotWords[slot.kind], slot.label]) !== undefined

/** Free text in a flow describes the case, unless it is about the evidence or about something else. */
const describes = (heard: Heard, { flow }: Collecting): boolean => {
  // An order number may have a story around it.
  if (onlyAcknowledges(heard) && heard.orderNos.length === 0) return false
  const { later_words, sent_words, correct_words } = heard.situation.playbook.phrases
  const aboutEvidence = [...later_words, ...sent_words, ...correct_words]
  return mentioned(heard.text, aboutEvidence) === undefined && !digresses(heard, flow)
}

/** 「嗯」「好的」: nothing new, and no reason to ask more urgently. */
const onlyAcknowledges = ({ understanding, situation }: Heard): boolean => {
  const [top] = understanding?.ranking ?? []
  const role = top && situation.playbook.intents.get(top.intent)?.role
  return role === 'context' && understanding?.outcome === 'answer'
}

const digresses = ({ understanding, situation, text }: Heard, flow: Flow): boolean => {
  const [top] = understanding?.ranking ?? []
  const [candidate] = understanding?.candidates ?? []
  if (understanding === undefined || top === undefined || text === '') return false
  if (flow.intents.includes(top.intent)) return false
  if (candidate !== undefined && candidate.score >= 0.9) return true
  const role = situation.playbook.intents.get(top.intent)?.role
  // A second complaint with evidence of its own goes into the running ticket's description.
  const alsoEvidence = situation.playbook.flowOf.has(top.intent)
  return understanding.outcome === 'answer' && role !== 'context' && !alsoEvidence
}

/** The only order it can be is taken as the order, said so, and easily corrected. */
const withPlainOrder = (
  heard: Heard,
  collecting: Collecting,
  intent: IntentId,
): { collecting: Collecting; assumed?: string } => {
  const slot = collecting.flow.slots.find((each) => each.kind === 'order_number')
  if (slot === undefined || slotOf(collecting.run.slots, slot.id).kind === 'filled') {
    return { collecting }
  }
  const question = orderInQuestion(heard, intent)
  if (question.kind !== 'one') return { collecting }
  const { order } = question
  const from = heard.messages.at(-1)?.id ?? ''
  const next = fill(collecting, {
    media: [],
    orderNo: { value: order.orderNo, from, note: assumedOrder, known: 'before' },
  }).collecting
  const assumed = renderLoosely(
    heard.situation.playbook.phrases.assumed_order,
    valuesFor(heard, order),
  )
  return { collecting: next, assumed }
}

/** The same trouble told again: one ticket an incident, not one a message. */
const joinTicket = (heard: Heard, collecting: Collecting, why: Opening): Move => {
  const { collecting: next } = fill(collecting, offeredNow(heard, heard.memory, true))
  const because = `${why.because}；已有工单，并入同一张`
  return { ...alreadyComplete(heard, next, because, why.opening), intent: why.intent }
}

const alreadyComplete = (
  heard: Heard,
  collecting: Collecting,
  because: string,
  opening = '',
): Move => ({
  kind: 'notice',
  rung: 'evidence_flow',
  because,
  source: collecting.flow.source,
  phase: { kind: 'answering' },
  memory: { ...withoutUsed(heard.memory, collecting.run), misses: 0, lastRun: collecting.run },
  effects: [
    say(
      renderLoosely(`${opening}\n\n${heard.situation.playbook.phrases.already_complete}`, {
        'ticket.number': collecting.run.ticketNumber,
      }),
    ),
    ...saveTicket(heard, collecting, 'partial'),
  ],
})

const orderNoOf = ({ flow, run }: Collecting): string | undefined => {
  const slot = flow.slots.find((each) => each.kind === 'order_number')
  const state = slot && slotOf(run.slots, slot.id)
  const value = state?.kind === 'filled' ? state.values[0] : undefined
  return value?.kind === 'text' ? orderNo(value.text) : undefined
}

/**
 * `SH261122-9F3K2M`: the day in shop time and the conversation's own letters, so that people can
 * say it aloud and any machine makes the same one. The n-th ticket of a conversation adds `-n`.
 */
const ticketNumber = (id: TicketId, at: number, timeZone: string): string => {
  const day = new Date(at).toLocaleDateString('sv-SE', { timeZone }).replaceAll('-', '').slice(2)
  const [conversation = '', n = '1'] = id.split('#')
  const letters = conversation.replace(/^c_/, '').slice(0, 6).toUpperCase()
  return `SH${day}-${letters}${n === '1' ? '' : `-${n}`}`
}
