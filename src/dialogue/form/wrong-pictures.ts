import type { Slot } from '../../model/ticket.ts'
import type { Heard } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { renderLoosely } from '../render.ts'
import { missingText } from './evidence-text.ts'
import { takesBackPictures } from './flow-speech.ts'
import { type Collecting, slotOf } from './slots.ts'

/** The same form, without the pictures that came last where the message calls them a mistake. */
export const withoutWrongPictures = (heard: Heard, collecting: Collecting): Collecting => {
  if (!takesBackPictures(heard)) return collecting
  const { flow, run } = collecting
  const { sentLast = [] } = heard.conversation.memory
  const changed = flow.slots.flatMap(({ id }): [string, Slot][] => {
    const state = slotOf(run.slots, id)
    if (state.kind !== 'filled') return []
    const isWrong = ({ kind, from }: (typeof state.values)[number]) =>
      kind === 'media' && sentLast.includes(from)
    const wrong = state.values.filter(isWrong)
    if (wrong.length === 0) return []
    const values = state.values.filter((value) => !isWrong(value))
    const takenBack = [...(state.takenBack ?? []), ...wrong]
    const isEmpty = values.length === 0
    return [
      [id, isEmpty ? { kind: 'missing', asked: 1, takenBack } : { ...state, values, takenBack }],
    ]
  })
  if (changed.length === 0) return collecting
  return { flow, run: { ...run, slots: { ...run.slots, ...Object.fromEntries(changed) } } }
}

/** What to say of pictures that were taken back, and of what is missing now. */
export const askingForOthers = ({ situation }: Heard, form: Collecting): string => {
  const { picture_taken_back, received_nothing } = situation.playbook.phrases
  const missing = missingText(form, { optional: false })
  return paragraphs([
    picture_taken_back,
    missing === '' ? undefined : renderLoosely(received_nothing, { missing }),
  ])
}
