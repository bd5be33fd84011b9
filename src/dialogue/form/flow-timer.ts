import type { Heard } from '../heard/heard.ts'
import { renderLoosely } from '../render.ts'
import { type Move, say } from '../situation.ts'
import { missingText } from './evidence-text.ts'
import { partial, reminderAt } from './flow-moves.ts'
import { type Collecting, giveUp, missingSlots } from './slots.ts'

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
    return partial(heard, tired, { because: `「${flow.title}」的凭证到期仍未收齐，转人工` })
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
      reminderAt(heard.situation, heard.situation.at + dayMs),
    ],
  }
}
