import type { FlowSlot } from '../model/flow.ts'
import { labels, missingText } from './evidence-text.ts'
import { withExamplesAgain } from './examples.ts'
import { fill, hasPoorPictures, withPoorPictures } from './fill.ts'
import { alreadyComplete, complete, keepCollecting, partial } from './flow-moves.ts'
import {
  claimsSent,
  corrects,
  describes,
  digresses,
  onlyAcknowledges,
  promise,
  refersTo,
  refusal,
  withdrawal,
} from './flow-speech.ts'
import { pastWindowWords, strangeOrder } from './form-order.ts'
import { type Heard, ownOrder } from './heard.ts'
import { fillLate, isAboutAnother } from './late-evidence.ts'
import { offeredNow } from './offered.ts'
import { faultsNow, faultText, faultWords } from './pictures.ts'
import { renderLoosely } from './render.ts'
import type { Move, Rungs } from './situation.ts'
import {
  type Collecting,
  countAsk,
  giveUp,
  isComplete,
  joinedSlots,
  missingSlots,
  runningFlow,
  slotOf,
  wantsPicture,
} from './slots.ts'
import { orderNoOf } from './ticket-order.ts'
import { withdraw } from './withdraw.ts'
import { paragraphs } from './words.ts'

/** Goes on with a running flow, or says why the message is none of its business. */
export const continueFlow = (given: Heard, collecting: Collecting): Rungs => {
  const strange = strangeOrder(given, collecting)
  const heard = strange === undefined ? given : strange.heard
  const { phrases } = heard.situation.playbook
  const { flow } = collecting
  const because = (what: string) => `正在收集「${flow.title}」的凭证：${what}`
  const word = withdrawal(heard)
  if (word !== undefined) return withdraw(heard, collecting, word)
  if (isAboutAnother(collecting, heard.orderNos[0]) && !corrects(heard) && digresses(heard, flow)) {
    return because('顾客问的是另一单，先回答再接着收')
  }
  const later = promise(heard, collecting)
  // 「现在没有照片，晚上发」 promises; it does not refuse.
  const refused = later === undefined ? refusal(heard, collecting) : undefined
  const opens = joinedSlots(runningFlow(heard), collecting)
  // Any words count as description, so more of them alone is no progress; another trouble is.
  const isWider = opens !== undefined
  const describe = isWider || (refused === undefined && describes(heard, collecting))
  const { collecting: next, changed } = fill(collecting, {
    ...offeredNow(heard, heard.memory, describe),
    ...(isWider ? { opens } : {}),
  })
  const got = changed.filter((slot) => slotOf(next.run.slots, slot.id).kind === 'filled')
  const receipt = got.length > 0 ? `收到${labels(got)}` : '没有新材料'
  const faults = wantsPicture(next) ? faultsNow(heard) : []
  const remarks = paragraphs([
    strange?.words,
    ...remarksOn(heard, next, got),
    faultWords(heard.situation.playbook, faults),
  ])

  if (isComplete(next)) {
    const how = { because: because(`${receipt}，齐了`), ...(remarks ? { opening: remarks } : {}) }
    return complete(heard, next, how)
  }
  if (refused !== undefined) return refuse(heard, next, because(`顾客说「${refused}」`))
  if (missingSlots(next).length === 0) {
    return partial(heard, next, { because: because(`${receipt}，其余顾客没有，转人工`) })
  }
  const sayMissing = (template: string, from: Collecting = next): string =>
    paragraphs([
      remarks,
      renderLoosely(template, {
        received: labels(got),
        missing: missingText(from, { optional: false }),
      }),
    ])
  const askAgain = (template: string, why: string): Move => {
    const wanted = withoutTired(heard, next)
    if (missingSlots(wanted).length === 0) {
      return closeOrHandOver(heard, wanted, because('问过多次仍缺，按现有的处理'))
    }
    return keepCollecting(heard, countAsk(wanted), {
      kind: 'collect',
      because: because(why),
      text: sayMissing(template, wanted),
    })
  }
  const wanted = missingSlots(collecting)
  const isProgress = got.some((slot) => wanted.includes(slot) || slot.kind !== 'description')
  const received = got.length > 0 ? phrases.received_some : phrases.received_nothing
  if (faults.length > 0) {
    const why = `图片${faults.map((fault) => faultText[fault]).join('、')}，请重拍`
    return withExamplesAgain(heard.situation, askAgain(received, why), faults)
  }
  if (isWider || isProgress) {
    return keepCollecting(heard, next, {
      kind: 'collect',
      because: because(receipt),
      text: sayMissing(received),
    })
  }
  if (later !== undefined) {
    return keepCollecting(heard, next, {
      kind: 'notice',
      because: because(`顾客说「${later}」，等他`),
      text: sayMissing(phrases.later_is_fine),
    })
  }
  if (strange?.words !== undefined && !digresses(heard, flow)) {
    const why = `订单 ${strange.orderNo} 不在顾客名下`
    if (orderNoOf(next) === undefined) return askAgain(received, why)
    return keepCollecting(heard, next, {
      kind: 'notice',
      because: because(`${why}，仍按原来的订单`),
      text: sayMissing(phrases.later_is_fine),
    })
  }
  if (digresses(heard, flow)) return because('顾客问了别的事，先回答再接着收')
  const claimed = claimsSent(heard, collecting)
  if (claimed !== undefined) {
    return askAgain(phrases.not_arrived, `顾客说「${claimed}」，还没有收到，请再发一次`)
  }
  if (got.length === 0 && onlyAcknowledges(heard)) {
    return keepCollecting(heard, next, {
      kind: 'notice',
      because: because('顾客只是应了一声，等他'),
      text: sayMissing(phrases.later_is_fine),
    })
  }
  return askAgain(received, `${receipt}，再问一次`)
}

/** What there is to say of an order that was just taken. */
const remarksOn = (
  heard: Heard,
  collecting: Collecting,
  got: readonly FlowSlot[],
): (string | undefined)[] =>
  got.some(({ kind }) => kind === 'order_number')
    ? [pastWindowWords(heard, ownOrder(heard, orderNoOf(collecting)))]
    : []

/** What was asked for often enough is done without; a poor picture is better than none. */
const withoutTired = (heard: Heard, collecting: Collecting): Collecting => {
  const tired = missingSlots(collecting).filter((slot) => {
    const state = slotOf(collecting.run.slots, slot.id)
    return state.kind === 'missing' && state.asked >= slot.max_asks
  })
  const poor = withPoorPictures(heard, collecting, tired)
  const left = tired.filter(({ id }) => slotOf(poor.run.slots, id).kind === 'missing')
  return giveUp(poor, left, 'asked_enough')
}

const closeOrHandOver = (heard: Heard, collecting: Collecting, because: string): Move =>
  isComplete(collecting)
    ? complete(heard, collecting, {
        because,
        ...(hasPoorPictures(collecting) && {
          opening: heard.situation.playbook.phrases.picture_poor,
        }),
      })
    : partial(heard, collecting, { because })

/** 「没有照片」: what was refused is accepted as missing; the rest is still wanted. */
const refuse = (heard: Heard, collecting: Collecting, because: string): Move => {
  const named = collecting.flow.slots.filter((slot) => refersTo(heard.text, slot))
  const refused = named.length > 0 ? named : missingSlots(collecting)
  const stillMissing = refused.filter(
    (slot) => slotOf(collecting.run.slots, slot.id).kind === 'missing',
  )
  const next = giveUp(collecting, stillMissing, 'refused')
  if (missingSlots(next).length === 0) {
    return partial(heard, next, { because: `${because}，按现有材料转人工` })
  }
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
