import { botOwns, runOf } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import type { Slot } from '../../model/ticket.ts'
import type { Heard } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import type { Move, Situation } from '../situation.ts'
import { isBeforePlan } from '../ticket/case-work.ts'
import { checkLater, saveTicket } from '../ticket/ticket.ts'
import { missingText } from './evidence-text.ts'
import { withExamplesAgain } from './examples.ts'
import { keepCollecting } from './flow-moves.ts'
import { faultOf, faultWords, type PictureFault } from './pictures.ts'
import { type Collecting, collectingOf, keeping, slotOf } from './slots.ts'

/**
 * What became of pictures that were on their way. One that is of no use is asked for again, while
 * the bot has the conversation; a person reads it on the ticket.
 */
export const checkPictures = (heard: Heard): Move => {
  const { situation, conversation, memory } = heard
  const { phase } = conversation
  const stay = (because: string, effects: readonly Effect[] = []): Move => ({
    kind: 'silent',
    because,
    phase,
    memory,
    effects,
  })
  const collecting = collectingOf(situation, runOf(phase) ?? memory.lastRun)
  if (collecting === undefined) return stay('要看的图片已不属于任何工单')
  const { collecting: rest, faults, emptied } = withoutFaulty(situation, collecting)
  if (botOwns(phase) && emptied && isBeforePlan(situation, collecting.run.ticket)) {
    const { phrases } = situation.playbook
    const words = renderLoosely(phrases.received_nothing, {
      missing: missingText(rest, { optional: false }),
    })
    const move = keepCollecting(heard, rest, {
      kind: 'collect',
      because: '收下的图片没有取到，或者看不清，请顾客重发',
      text: paragraphs([faultWords(situation.playbook, faults), words]),
      fresh: true,
    })
    return withExamplesAgain(situation, move, faults)
  }
  const waits = checkLater(situation, collecting)
  if (faults.length === 0 && waits.length > 0) return stay('图片还在路上，过会儿再看', waits)
  const status = phase.kind === 'collecting' ? 'collecting' : 'partial'
  const kept = botOwns(phase) ? rest : collecting
  return stay('看过了后到的图片', saveTicket(heard, kept, status))
}

/** The form without photos that are of no use, and whether a slot is empty for it. */
const withoutFaulty = (
  situation: Situation,
  { flow, run }: Collecting,
): { collecting: Collecting; faults: readonly PictureFault[]; emptied: boolean } => {
  const faults: PictureFault[] = []
  let emptied = false
  const slots: Record<string, Slot> = { ...run.slots }
  for (const { id, kind } of flow.slots) {
    const state = slotOf(run.slots, id)
    if (kind !== 'photo' || state.kind !== 'filled' || state.note !== undefined) continue
    const values = state.values.filter((value) => {
      const fault = value.kind === 'media' ? faultOf(situation, value.part) : undefined
      if (fault !== undefined) faults.push(fault)
      return fault === undefined
    })
    if (values.length === state.values.length) continue
    emptied ||= values.length === 0
    slots[id] = keeping(
      state,
      values.length === 0 ? { kind: 'missing', asked: 1 } : { ...state, values },
    )
  }
  return { collecting: { flow, run: { ...run, slots } }, faults, emptied }
}
