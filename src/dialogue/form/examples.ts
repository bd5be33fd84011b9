import { runOf } from '../../model/conversation.ts'
import type { FlowSlot } from '../../model/flow.ts'
import { examplePart, isMedia, type MediaPart, type MessagePart } from '../../model/message.ts'
import type { Move, Situation } from '../situation.ts'
import type { PictureFault } from './pictures.ts'
import { type Collecting, collectingOf, isComplete, slotOf } from './slots.ts'

/** More would push the request itself off a phone's screen. */
const mostExamples = 2

/**
 * The move, showing below its words how a good photo looks of what it asks for and was not asked for
 * `before`: once for each thing, and not again with every reminder.
 */
export const withExamples = (
  situation: Situation,
  move: Move,
  before?: Pick<Collecting, 'flow'>,
): Move => {
  const known = before?.flow.slots.flatMap(({ pictures = [] }) => pictures) ?? []
  const wanted = stillMissing(situation, move)
  return showing(move, examplesOf(situation, wanted, known))
}

/** What a picture can teach about taking pictures. */
const taught: readonly PictureFault[] = ['blurred', 'blank', 'small']

/** As `withExamples`, of the photos that came and were of no use; a second time helps, a third nags. */
export const withExamplesAgain = (
  situation: Situation,
  move: Move,
  faults: readonly PictureFault[],
): Move => {
  const { phase } = move
  if (phase.kind !== 'collecting' || phase.run.shownAgain) return move
  if (!faults.some((fault) => taught.includes(fault))) return move
  const photos = stillMissing(situation, move).filter(({ kind }) => kind === 'photo')
  const examples = examplesOf(situation, photos)
  if (examples.length === 0) return move
  return showing(
    { ...move, phase: { ...phase, run: { ...phase.run, shownAgain: true } } },
    examples,
  )
}

/** What the form is without after the move; what it must have comes first. */
const stillMissing = (situation: Situation, { phase }: Move): readonly FlowSlot[] => {
  const form = collectingOf(situation, runOf(phase))
  if (form === undefined || isComplete(form)) return []
  return form.flow.slots
    .filter(({ id }) => slotOf(form.run.slots, id).kind === 'missing')
    .sort((a, b) => Number(a.optional) - Number(b.optional))
}

/** A form may name a picture that the playbook has no longer. */
const examplesOf = (
  { playbook }: Situation,
  slots: readonly FlowSlot[],
  known: readonly string[] = [],
): readonly MediaPart[] =>
  slots.flatMap(({ label, pictures = [] }) =>
    pictures
      .filter((name) => playbook.examplePictures.has(name) && !known.includes(name))
      .map((name) => examplePart(name, label)),
  )

const showing = (move: Move, examples: readonly MediaPart[]): Move => ({
  ...move,
  effects: move.effects.map((effect) =>
    effect.kind === 'sendMessage' && effect.author === 'bot'
      ? { ...effect, parts: withRoom(effect.parts, examples) }
      : effect,
  ),
})

const withRoom = (
  parts: readonly MessagePart[],
  examples: readonly MediaPart[],
): readonly MessagePart[] => {
  const shown = parts.filter(isMedia)
  const fresh = examples.filter(({ url }) => !shown.some((each) => each.url === url))
  return [...parts, ...fresh.slice(0, Math.max(0, mostExamples - shown.length))]
}
