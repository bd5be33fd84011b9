import type { Heard } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import type { Move } from '../situation.ts'
import { missingText, receivedText } from './evidence-text.ts'
import { hasPoorPictures, withPoorPictures } from './fill.ts'
import { complete, keepCollecting, partial } from './flow-moves.ts'
import { refersTo } from './flow-speech.ts'
import { because, type News, newlyGot } from './news.ts'
import { type Collecting, countAsk, giveUp, isComplete, missingSlots, slotOf } from './slots.ts'

/** Goes on without counting a request. */
export const waits = (
  news: News,
  kind: 'collect' | 'notice',
  why: string,
  template: string,
): Move =>
  keepCollecting(news.heard, news.next, {
    kind,
    because: because(news.before, why),
    text: sayMissing(news, template, news.next),
  })

/** Asks once more for what is missing; what was asked for often enough is done without. */
export const askAgain = (news: News, template: string, why: string): Move => {
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

/** 「没有照片」: what was refused is accepted as missing; the rest is still wanted. */
export const refuse = (heard: Heard, collecting: Collecting, because: string): Move => {
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
