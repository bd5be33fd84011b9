import { eased, withEase } from '../heard/ease.ts'
import type { Heard } from '../heard/heard.ts'
import type { Move, Rungs } from '../situation.ts'
import { orderNoOf, withoutOrder } from '../ticket/ticket-order.ts'
import { withdraw } from '../ticket/withdraw.ts'
import { askAgain, refuse, waits } from './ask-again.ts'
import { withExamplesAgain } from './examples.ts'
import { complete, partial } from './flow-moves.ts'
import { claimsSent, corrects, digresses, onlyAcknowledges, withdrawal } from './flow-speech.ts'
import { orderStands, strangeOrder } from './form-order.ts'
import { isAboutAnother } from './late-evidence.ts'
import { because, type News, takenIn } from './news.ts'
import { faultText } from './pictures.ts'
import { type Collecting, isComplete, missingSlots } from './slots.ts'

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
  const stands = orderStands(heard, next)
  if (stands !== undefined) return isPatient('顾客又说了一次同一个订单号', stands)
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
