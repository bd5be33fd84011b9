import type { FlowSlot } from '../../model/flow.ts'
import type { SlotId } from '../../model/ids.ts'
import type { MediaPart } from '../../model/message.ts'
import { readPhrase, squeeze, standsIn } from '../../model/phrase.ts'
import type { Slot, SlotValue } from '../../model/ticket.ts'
import type { Heard } from '../heard/heard.ts'
import { isQuestion, justSays } from '../heard/words.ts'
import { assumedOrder } from '../ticket/ticket-order.ts'
import type { Offered } from './offered.ts'
import { chosenOption, isMereWish } from './options.ts'
import { faultOf, isVisible } from './pictures.ts'
import { type Collecting, keeping, slotOf } from './slots.ts'

/** Puts what is offered where it belongs, in any order, and names the slots that changed; of all slots or of some. */
export const fill = (
  { flow, run }: Collecting,
  offered: Offered,
  only?: readonly SlotId[],
): { collecting: Collecting; changed: readonly FlowSlot[] } => {
  const changed: FlowSlot[] = []
  // A film shows what a picture would have shown, where no film is asked for beside it.
  const takesFilms = flow.slots.every(({ kind }) => kind !== 'video')
  const told = toldIn({ flow, run }, offered)
  let slots = run.slots
  for (const slot of flow.slots) {
    if (only !== undefined && !only.includes(slot.id)) continue
    const before = slotOf(slots, slot.id)
    const after =
      slot.kind === 'description' &&
      (!told.includes(slot) ||
        (isMereWish(flow.slots, offered.text?.value) && !isTold(slot, offered)))
        ? before
        : filled(slot, before, offered, takesFilms)
    if (after === before) continue
    slots = { ...slots, [slot.id]: keeping(before, after) }
    changed.push(slot)
  }
  return { collecting: { flow, run: { ...run, slots } }, changed }
}

/**
 * Which descriptions words belong to, where a form has several: those of the troubles they tell of;
 * else those that are still missing; else the stories, which may go on.
 */
const toldIn = ({ flow, run }: Collecting, { tells = [] }: Offered): readonly FlowSlot[] => {
  const all = flow.slots.filter(({ kind }) => kind === 'description')
  const likeliest = [
    all.filter(({ intents = [] }) => intents.some((each) => tells.includes(each))),
    all.filter(({ id }) => slotOf(run.slots, id).kind === 'missing'),
    all.filter(({ from_opening }) => from_opening),
  ]
  return likeliest.find((group) => group.length > 0) ?? all
}

/** 「地址改成上海市浦东新区…，电话 138…」 asks and answers at once; 「我要改地址」 only asks. */
const isTold = (slot: FlowSlot, { words, named = [] }: Offered): boolean =>
  words !== undefined &&
  (slot.told_by?.entities.some((kind) => named.includes(kind)) || saysSo(slot, words.value))

/** Whether words are, by the phrases of the operators, what a slot is for. */
export const saysSo = ({ told_by }: FlowSlot, words: string): boolean => {
  if (told_by === undefined) return false
  if (justSays(words, told_by.alone)) return true
  const said = squeeze(words).text
  return told_by.patterns.some((written) => {
    const phrase = readPhrase(written)
    return !('fault' in phrase) && standsIn(phrase, said)
  })
}

const filled = (slot: FlowSlot, before: Slot, offered: Offered, takesFilms: boolean): Slot => {
  const had = before.kind === 'filled' ? before.values : []
  const unasked = offered.opens?.includes(slot.id) === true && !slot.from_opening
  switch (slot.kind) {
    case 'photo': {
      const pictures = withMedia(before, had, offered, ['image'])
      return pictures.kind === 'filled' || !takesFilms
        ? pictures
        : withMedia(before, had, offered, ['video'])
    }
    case 'video':
      return withMedia(before, had, offered, ['video'])
    case 'order_number':
      return withOrders(before, had, offered)
    case 'description': {
      // However short, and whatever else it sounds like: 「都找过了」.
      const isSo = before.kind === 'missing' && isTold(slot, offered)
      const text = offered.text ?? (isSo ? offered.words : undefined)
      if (text === undefined || (unasked && !isSo)) return before
      return {
        kind: 'filled',
        values: [...had, { kind: 'text', text: text.value, from: text.from }],
      }
    }
    case 'amount': {
      const { amount } = offered
      if (amount === undefined || unasked) return before
      return { kind: 'filled', values: [{ kind: 'text', text: amount.value, from: amount.from }] }
    }
    case 'choice': {
      const { words } = offered
      const option = words && chosenOption(slot, words.value, offered.intents)
      if (words === undefined || option === undefined || unasked) return before
      // 「怎么退款」 takes back no 换货.
      if (before.kind === 'filled' && isQuestion.test(words.value)) return before
      return { kind: 'filled', values: [{ kind: 'text', text: option, from: words.from }] }
    }
    default:
      return slot.kind satisfies never
  }
}

const poorPicture = '不够清楚，已请顾客重拍过'

export const hasPoorPictures = ({ run }: Collecting): boolean =>
  Object.values(run.slots).some((slot) => slot.kind === 'filled' && slot.note === poorPicture)

/** Pictures that are of little use, for slots that would stay empty without them. */
export const withPoorPictures = (
  { situation, memory }: Heard,
  { flow, run }: Collecting,
  wanted: readonly FlowSlot[],
): Collecting => {
  const poor = memory.media.filter(({ part }) => {
    const fault = faultOf(situation, part)
    return fault !== undefined && isVisible(fault)
  })
  const slots = { ...run.slots }
  for (const slot of wanted) {
    if (slot.kind !== 'photo') continue
    const before = slotOf(slots, slot.id)
    const taken = withMedia(before, [], { media: poor }, ['image'])
    if (taken.kind === 'filled') slots[slot.id] = keeping(before, { ...taken, note: poorPicture })
  }
  return { flow, run: { ...run, slots } }
}

/** Whether the order in a slot is one of the customer's own, and they said so themselves. */
export const isSaid = (slot: Slot): boolean => slot.kind === 'filled' && slot.note === undefined

/** The last order said counts; one that came with another trouble stands beside the first. */
const withOrders = (before: Slot, had: readonly SlotValue[], { orderNo, opens }: Offered): Slot => {
  if (orderNo === undefined) return before
  const { beside, value, from, note, known, doubtful } = orderNo
  if (before.kind === 'filled' && known === 'before') return before
  if (doubtful && isSaid(before)) return before
  const said = [...beside, value].map((text) => ({ kind: 'text' as const, text, from }))
  const fresh = said.filter(
    ({ text }) => !had.some((other) => other.kind === 'text' && other.text === text),
  )
  if (fresh.length === 0) {
    const isConfirmed = known === 'now' && before.kind === 'filled' && before.note === assumedOrder
    return isConfirmed ? { kind: 'filled', values: before.values } : before
  }
  const joins = opens !== undefined && before.kind === 'filled'
  const noted = note ?? (joins ? before.note : undefined)
  const values = joins ? [...had, ...fresh] : said
  return { kind: 'filled', values, ...(noted === undefined ? {} : { note: noted }) }
}

const withMedia = (
  before: Slot,
  had: readonly SlotValue[],
  { media }: Offered,
  kinds: readonly MediaPart['kind'][],
): Slot => {
  const known = new Set(had.map((value) => (value.kind === 'media' ? value.from : '')))
  const fresh = media.filter(({ part, from }) => kinds.includes(part.kind) && !known.has(from))
  if (fresh.length === 0) return before
  return {
    kind: 'filled',
    values: [...had, ...fresh.map(({ part, from }) => ({ kind: 'media' as const, part, from }))],
  }
}
