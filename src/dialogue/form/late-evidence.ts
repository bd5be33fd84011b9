import { botOwns, runOf } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import type { FlowSlot } from '../../model/flow.ts'
import type { OrderNo } from '../../model/ids.ts'
import type { Heard } from '../heard/heard.ts'
import { pickedNumber, plain } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import { type Move, saidFirst } from '../situation.ts'
import { isRejudged } from '../ticket/severity.ts'
import { saveTicket, withoutUsed } from '../ticket/ticket.ts'
import { assumedOrder } from '../ticket/ticket-order.ts'
import { labels } from './evidence-text.ts'
import { fill } from './fill.ts'
import { corrects, describes } from './flow-speech.ts'
import { offeredLate, wishesIn } from './offered.ts'
import { chosenOption } from './options.ts'
import { visible } from './pictures.ts'
import { type Collecting, collectingOf, missingSlots, slotOf } from './slots.ts'
import { withoutWrongPictures } from './wrong-pictures.ts'

/** Evidence that arrives while a person has or is about to have the conversation. */
export const fillQuietly = (
  heard: Heard,
  collecting: Collecting,
): { collecting: Collecting; effects: readonly Effect[]; received: string } => {
  const form = withoutWrongPictures(heard, collecting)
  const { collecting: next, changed } = fillLate(heard, form)
  const isNews = form !== collecting || changed.length > 0 || isRejudged(heard, next)
  return {
    collecting: next,
    received: labels(changed),
    effects: isNews ? saveTicket(heard, next, 'partial') : [],
  }
}

/**
 * 「换货吧」 after a form is done: what the customer would like, where the form has asked for it. Said
 * in so many words and nothing else, or as the wish of the whole message.
 */
export const optionChosen = (
  heard: Heard,
  { flow, run }: Collecting,
): { readonly collecting: Collecting; readonly option: string } | undefined => {
  const { text, messages } = heard
  const intents = wishesIn(heard)
  for (const slot of flow.slots) {
    if (slot.kind !== 'choice') continue
    const option = chosenOption(slot, text, intents)
    const isAll = option !== undefined && isHardlyMore(text, slot, option)
    const isWish =
      option !== undefined && intents.some((each) => slot.means?.[option]?.intents.includes(each))
    const isFree = slotOf(run.slots, slot.id).kind !== 'filled' || isWish
    if (option === undefined || !isFree || !(isAll || isWish)) continue
    const value = { kind: 'text', text: option, from: messages.at(-1)?.id ?? '' } as const
    const slots = { ...run.slots, [slot.id]: { kind: 'filled', values: [value] } as const }
    return { collecting: { flow, run: { ...run, slots } }, option }
  }
  return undefined
}

/** 「补发就行」, 「我要换货吧」. */
const isHardlyMore = (
  text: string,
  { options = [], means = {} }: FlowSlot,
  option: string,
): boolean => {
  if (pickedNumber(text, options.length) !== undefined) return true
  const words = [option, ...(means[option]?.words ?? [])]
  return words.some(
    (word) => text.includes(word) && plain(text).length <= plain(word).length + roomAround,
  )
}

const roomAround = 5

/**
 * As `fill` of this turn, for what comes when nothing is asked for: pictures are added, but what
 * the customer has already given is replaced only by a correction in so many words.
 */
export const fillLate = (
  heard: Heard,
  collecting: Collecting,
): { collecting: Collecting; changed: readonly FlowSlot[] } => {
  const late = fill(collecting, offeredLate(heard, answersInQueue(heard, collecting)))
  if (corrects(heard)) return late
  const kept = late.changed.filter((slot) => {
    const before = slotOf(collecting.run.slots, slot.id)
    const isMedia = slot.kind === 'photo' || slot.kind === 'video'
    return !isMedia && before.kind === 'filled' && before.note !== assumedOrder
  })
  if (kept.length === 0) return late
  const slots = { ...late.collecting.run.slots }
  for (const slot of kept) slots[slot.id] = slotOf(collecting.run.slots, slot.id)
  return {
    collecting: { ...late.collecting, run: { ...late.collecting.run, slots } },
    changed: late.changed.filter((slot) => !kept.includes(slot)),
  }
}

/** Who waits was asked for words, and these are some. */
const answersInQueue = (heard: Heard, collecting: Collecting): boolean =>
  heard.conversation.phase.kind === 'awaitingAgent' &&
  missingSlots(collecting).some(({ kind }) => kind === 'description') &&
  describes(heard, collecting)

/**
 * A picture with a caption after a flow is done joins its ticket, unless the caption's own trouble
 * took it; the words are served all the same, after the receipt.
 */
export const withLateMedia = (heard: Heard, move: Move): Move => {
  const { situation, media } = heard
  const done = collectingOf(situation, heard.memory.lastRun)
  if (done === undefined || media.length === 0 || !botOwns(heard.conversation.phase)) return move
  if (!botOwns(move.phase) || isAboutAnother(done, heard.orderNos[0])) return move
  // Opened again for another trouble, its form takes what it needs.
  if (runOf(move.phase)?.ticket === done.run.ticket) return move
  const left = visible(situation, media).filter(({ part, from }) =>
    move.memory.media.some((each) => each.part === part && each.from === from),
  )
  const { collecting, changed } = fill(done, { media: left })
  if (changed.length === 0) return move
  const { ticketNumber } = collecting.run
  const { already_complete } = situation.playbook.phrases
  const receipt = renderLoosely(already_complete, { 'ticket.number': ticketNumber })
  const memory = withoutUsed(move.memory, collecting.run)
  const own = memory.lastRun?.ticket === collecting.run.ticket
  return {
    ...move,
    memory: own ? { ...memory, lastRun: collecting.run } : memory,
    effects: [...saidFirst(receipt, move.effects), ...saveTicket(heard, collecting, 'partial')],
  }
}

/** Whether the ticket is about another order than `order`, as the customer said it. */
export const isAboutAnother = ({ flow, run }: Collecting, order: OrderNo | undefined): boolean => {
  const slot = flow.slots.find((each) => each.kind === 'order_number')
  const state = slot && slotOf(run.slots, slot.id)
  if (order === undefined || state?.kind !== 'filled' || state.note === assumedOrder) return false
  return state.values.every((value) => value.kind !== 'text' || value.text !== order)
}
