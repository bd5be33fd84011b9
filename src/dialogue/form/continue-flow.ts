import type { FlowSlot } from '../../model/flow.ts'
import { eased, withEase } from '../heard/ease.ts'
import { type Heard, ownOrder } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import type { Move, Rungs } from '../situation.ts'
import { orderNoOf, withoutOrder } from '../ticket/ticket-order.ts'
import { withdraw } from '../ticket/withdraw.ts'
import { labels, missingText, receivedText } from './evidence-text.ts'
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
import { orderNoted, pastWindowWords, strangeOrder } from './form-order.ts'
import { fillLate, isAboutAnother } from './late-evidence.ts'
import { offeredLate, offeredNow } from './offered.ts'
import { faultsNow, faultText, faultWords, type PictureFault } from './pictures.ts'
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

/** Goes on with a running flow, or says why the message is none of its business. */
export const continueFlow = (given: Heard, collecting: Collecting): Rungs => {
  const strange = strangeOrder(given, collecting)
  const heard = strange?.heard ?? given
  const word = withdrawal(heard)
  if (word !== undefined) return withdraw(heard, collecting, word)
  const { flow } = collecting
  const form = strange !== undefined && corrects(given) ? withoutOrder(collecting) : collecting
  if (isAboutAnother(collecting, heard.orderNos[0]) && !corrects(heard) && digresses(heard, flow)) {
    return because(collecting, '顾客问的是另一单，先回答再接着收')
  }
  const news = takenIn(heard, form, strange)
  return whenDone(news) ?? whenBrought(news) ?? whenNothingNew(news)
}

/** What a message means for the form, and what it brought. */
interface News {
  readonly heard: Heard
  readonly before: Collecting
  readonly next: Collecting
  /** Slots that are filled by it. */
  readonly got: readonly FlowSlot[]
  readonly receipt: string
  /** Another trouble joins with it. */
  readonly isWider: boolean
  /** The words by which it promises, or refuses. */
  readonly later: string | undefined
  readonly refused: string | undefined
  readonly faults: readonly PictureFault[]
  readonly strange: ReturnType<typeof strangeOrder>
  /** Said before anything else. */
  readonly remarks: string
}

const because = ({ flow }: Collecting, what: string) => `正在收集「${flow.title}」的凭证：${what}`

const takenIn = (heard: Heard, before: Collecting, strange: News['strange']): News => {
  const later = promise(heard, before)
  // 「现在没有照片，晚上发」 promises; it does not refuse.
  const refused = later === undefined ? refusal(heard, before) : undefined
  const opens = joinedSlots(runningFlow(heard), before)
  // Any words count as description, so more of them alone is no progress; another trouble is.
  const isWider = opens !== undefined
  const describe = isWider || (refused === undefined && describes(heard, before))
  const offered = wantsPicture(before)
    ? offeredNow(heard, heard.memory, describe)
    : offeredLate(heard, describe)
  const { collecting: next, changed } = fill(before, {
    ...offered,
    ...(isWider ? { opens } : {}),
  })
  const got = changed.filter((slot) => slotOf(next.run.slots, slot.id).kind === 'filled')
  const faults = wantsPicture(next) ? faultsNow(heard) : []
  return {
    heard,
    before,
    next,
    got,
    receipt: got.length > 0 ? `收到${labels(got)}` : '没有新材料',
    isWider,
    later,
    refused,
    faults,
    strange,
    remarks: paragraphs([
      strange?.words,
      ...remarksOn(heard, next, got),
      faultWords(heard.situation.playbook, faults),
    ]),
  }
}

/** Nothing is left to ask for: all is there, or the customer has no more. */
const whenDone = ({ heard, next, receipt, refused, remarks }: News): Move | undefined => {
  const why = (what: string) => ({ because: because(next, what) })
  if (isComplete(next)) {
    return complete(heard, next, {
      ...why(`${receipt}，齐了`),
      ...(remarks && { opening: remarks }),
    })
  }
  if (refused !== undefined) return refuse(heard, next, because(next, `顾客说「${refused}」`))
  if (missingSlots(next).length > 0) return undefined
  return partial(heard, next, why(`${receipt}，其余顾客没有，转人工`))
}

/** Something came: a receipt for it, or a word on the pictures that are of no use. */
const whenBrought = (news: News): Move | undefined => {
  const { heard, before, got, receipt, isWider, faults } = news
  if (faults.length > 0) {
    const why = `图片${faults.map((fault) => faultText[fault]).join('、')}，请重拍`
    return withExamplesAgain(heard.situation, askAgain(news, received(news), why), faults)
  }
  const wanted = missingSlots(before)
  const isProgress = got.some((slot) => wanted.includes(slot) || slot.kind !== 'description')
  return isWider || isProgress ? waits(news, 'collect', receipt, received(news)) : undefined
}

/** A word about the evidence, about something else, or about nothing. */
const whenNothingNew = (news: News): Rungs => {
  const { heard, before, next, got, receipt, later, strange } = news
  const { phrases } = heard.situation.playbook
  const isPatient = (why: string, words: string = phrases.later_is_fine) =>
    withEase(waits(news, 'notice', why, words))
  if (later !== undefined) return isPatient(`顾客说「${later}」，等他`)
  const isElse = digresses(heard, before.flow)
  if (strange?.words !== undefined && !isElse) {
    const why = `订单 ${strange.orderNo} 不在顾客名下`
    const isFirst = orderNoOf(next) === undefined
    return isFirst ? askAgain(news, received(news), why) : isPatient(`${why}，仍按原来的订单`)
  }
  if (isElse) return because(before, '顾客问了别的事，先回答再接着收')
  const claimed = claimsSent(heard, before)
  if (claimed !== undefined) {
    return askAgain(news, phrases.not_arrived, `顾客说「${claimed}」，还没有收到，请再发一次`)
  }
  if (got.length === 0 && onlyAcknowledges(heard)) {
    return isPatient('顾客只是应了一声，等他', eased(heard) ? phrases.still_fine : undefined)
  }
  return askAgain(news, received(news), `${receipt}，再问一次`)
}

const received = ({ heard, got }: News): string => {
  const { received_some, received_nothing } = heard.situation.playbook.phrases
  return got.length > 0 ? received_some : received_nothing
}

/** Goes on without counting a request. */
const waits = (news: News, kind: 'collect' | 'notice', why: string, template: string): Move =>
  keepCollecting(news.heard, news.next, {
    kind,
    because: because(news.before, why),
    text: sayMissing(news, template, news.next),
  })

/** Asks once more for what is missing; what was asked for often enough is done without. */
const askAgain = (news: News, template: string, why: string): Move => {
  const { heard, next, before } = news
  const wanted = withoutTired(heard, next)
  if (missingSlots(wanted).length === 0) {
    return closeOrHandOver(heard, wanted, because(before, '问过多次仍缺，按现有的处理'))
  }
  return keepCollecting(heard, countAsk(wanted), {
    kind: 'collect',
    because: because(before, why),
    text: sayMissing(news, template, wanted),
  })
}

const sayMissing = (news: News, template: string, from: Collecting): string =>
  paragraphs([
    news.remarks,
    renderLoosely(template, {
      received: receivedText(news.heard, newlyGot(news), news.next),
      missing: missingText(from, { optional: false }),
    }),
  ])

/** A story that merely grew is no news beside what is new. */
const newlyGot = ({ got, before }: News): readonly FlowSlot[] => {
  const fresh = got.filter(
    ({ id, kind }) => kind !== 'description' || slotOf(before.run.slots, id).kind !== 'filled',
  )
  return fresh.length > 0 ? fresh : got
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

const closeOrHandOver = (heard: Heard, collecting: Collecting, because: string): Move => {
  const { picture_poor } = heard.situation.playbook.phrases
  const how = { because, ...(hasPoorPictures(collecting) && { opening: picture_poor }) }
  return isComplete(collecting) ? complete(heard, collecting, how) : partial(heard, collecting, how)
}

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
  const because = `补充材料（${labels(changed)}）放进已有工单`
  return alreadyComplete(heard, next, because, orderNoted(heard, collecting, next))
}
