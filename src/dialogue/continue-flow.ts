import { labels, missingText } from './evidence-text.ts'
import { fill } from './fill.ts'
import { alreadyComplete, complete, keepCollecting, partial } from './flow-moves.ts'
import {
  describes,
  digresses,
  onlyAcknowledges,
  promise,
  refersTo,
  refusal,
  withdrawal,
} from './flow-speech.ts'
import { strangeOrder } from './form-order.ts'
import type { Heard } from './heard.ts'
import { fillLate, isAboutAnother } from './late-evidence.ts'
import { offeredNow } from './offered.ts'
import { renderLoosely, type Values } from './render.ts'
import { type Move, type Rungs, say } from './situation.ts'
import {
  type Collecting,
  countAsk,
  giveUp,
  isComplete,
  joinedSlots,
  missingSlots,
  slotOf,
} from './slots.ts'
import { withdraw } from './withdraw.ts'

/** Goes on with a running flow, or says why the message is none of its business. */
export const continueFlow = (given: Heard, collecting: Collecting): Rungs => {
  const strange = strangeOrder(given, collecting)
  const heard = strange === undefined ? given : strange.heard
  const { situation } = heard
  const { phrases } = situation.playbook
  const { flow } = collecting
  const because = (what: string) => `正在收集「${flow.title}」的凭证：${what}`
  const missing = missingSlots(collecting)
  const word = withdrawal(heard)
  if (word !== undefined) return withdraw(heard, collecting, word)
  const later = promise(heard, collecting)
  // 「现在没有照片，晚上发」 promises; it does not refuse.
  const refused = later === undefined ? refusal(heard, collecting) : undefined
  const opens = joinedSlots(heard, collecting)
  // Any words count as description, so more of them alone is no progress; another trouble is.
  const isWider = opens !== undefined
  const describe = isWider || (refused === undefined && describes(heard, collecting))
  const { collecting: next, changed } = fill(collecting, {
    ...offeredNow(heard, heard.memory, describe),
    ...(isWider ? { opens } : {}),
  })
  const got = changed.filter((slot) => slotOf(next.run.slots, slot.id).kind === 'filled')
  const receipt = got.length > 0 ? `收到${labels(got)}` : '没有新材料'
  const doubt = strange?.isNew
    ? renderLoosely(phrases.order_not_found, { order_no: strange.orderNo })
    : undefined

  if (isComplete(next)) {
    const how = { because: because(`${receipt}，齐了`), ...(doubt ? { opening: doubt } : {}) }
    return complete(heard, next, how)
  }
  if (refused !== undefined) return refuse(heard, next, because(`顾客说「${refused}」`))
  if (missingSlots(next).length === 0) {
    return partial(heard, next, because(`${receipt}，其余顾客没有，转人工`))
  }
  const sayMissing = (template: string, more: Values = {}): string => {
    const words = renderLoosely(template, {
      missing: missingText(next, { optional: false }),
      ...more,
    })
    return doubt === undefined ? words : [doubt, words].join('\n\n')
  }
  if (isWider || got.some((slot) => missing.includes(slot) || slot.kind !== 'description')) {
    const words = got.length > 0 ? phrases.received_some : phrases.received_nothing
    return keepCollecting(heard, next, {
      kind: 'collect',
      because: because(receipt),
      text: sayMissing(words, { received: labels(got) }),
    })
  }
  if (later !== undefined) {
    return keepCollecting(heard, next, {
      kind: 'notice',
      because: because(`顾客说「${later}」，等他`),
      text: sayMissing(phrases.later_is_fine),
    })
  }
  if (doubt !== undefined && !digresses(heard, flow)) {
    return keepCollecting(heard, next, {
      kind: 'notice',
      because: because(`订单 ${strange?.orderNo} 不在顾客名下，仍按原来的订单`),
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

/** After a flow is done, what still comes belongs to its ticket. */
export const addToTicket = (heard: Heard, collecting: Collecting): Move | undefined => {
  if (isAboutAnother(collecting, heard.orderNos[0])) return undefined
  const { collecting: next, changed } = fillLate(heard, collecting)
  if (changed.length === 0) return undefined
  return alreadyComplete(heard, next, `补充材料（${labels(changed)}）放进已有工单`)
}

const dayMs = 24 * 3_600_000

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
