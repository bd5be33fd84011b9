import type { Facts } from '../../model/decision.ts'
import { isMedia, type MediaPart, type MessagePart } from '../../model/message.ts'
import type { PictureState, Reuse } from '../../model/picture.ts'
import type { Phrases } from '../../playbook/index.ts'
import type { Heard } from '../heard/heard.ts'
import type { Situation } from '../situation.ts'

/** Why a picture is of no use as evidence. */
export type PictureFault = 'blurred' | 'blank' | 'small' | 'unreadable' | 'lost'

interface Judging {
  readonly facts: Pick<Facts, 'pictures'>
  readonly playbook: Pick<Situation['playbook'], 'cases'>
}

/** What is known of a picture or film; undefined where nobody looked at it. */
export const pictureOf = (
  { pictures }: Pick<Facts, 'pictures'>,
  part: MessagePart,
): PictureState | undefined => {
  const id = isMedia(part) ? part.mediaId : undefined
  return id === undefined || !Object.hasOwn(pictures, id) ? undefined : pictures[id]
}

/** What is wrong with a picture; one that is still on its way has the benefit of the doubt. */
export const faultOf = (
  { facts, playbook }: Judging,
  part: MessagePart,
): PictureFault | undefined => {
  const state = pictureOf(facts, part)
  switch (state?.kind) {
    case undefined:
    case 'pending':
    case 'unchecked':
      return undefined
    case 'refused':
      return 'lost'
    case 'unreadable':
      return 'unreadable'
    case 'checked': {
      const { min_side, min_entropy, min_sharpness } = playbook.cases.pictures
      if (Math.min(state.width, state.height) < min_side) return 'small'
      if (state.entropy < min_entropy) return 'blank'
      return state.sharpness < min_sharpness ? 'blurred' : undefined
    }
    default:
      return state satisfies never
  }
}

/** Where the same picture stands in tickets of other customers. */
export const reusesOf = (facts: Pick<Facts, 'pictures'>, part: MessagePart): readonly Reuse[] => {
  const state = pictureOf(facts, part)
  return state?.kind === 'checked' || state?.kind === 'unchecked' ? state.reuses : []
}

/** Something can be seen on it, if badly: better than nothing once it was asked for often enough. */
export const isVisible = (fault: PictureFault): boolean => fault === 'blurred' || fault === 'small'

export interface Sent {
  readonly part: MediaPart
  readonly from: string
}

/** What is fit to be evidence. */
export const usable = (situation: Judging, media: readonly Sent[]): readonly Sent[] =>
  media.filter(({ part }) => faultOf(situation, part) === undefined)

/** What shows something, however badly: enough for a form that asks for no picture any more. */
export const visible = (situation: Judging, media: readonly Sent[]): readonly Sent[] =>
  media.filter(({ part }) => {
    const fault = faultOf(situation, part)
    return fault === undefined || isVisible(fault)
  })

/** The faults of this turn's pictures, each once. */
export const faultsNow = ({ situation, media }: Heard): readonly PictureFault[] => [
  ...new Set(media.flatMap(({ part }) => faultOf(situation, part) ?? [])),
]

/** What is wrong and how to do better, in the words of the shop. */
export const faultWords = (
  { phrases }: { readonly phrases: Phrases },
  faults: readonly PictureFault[],
): string | undefined => {
  const [first] = faults
  return first && phrases[`picture_${first}`]
}

/** For people: 「不够清楚」 */
export const faultText: Readonly<Record<PictureFault, string>> = {
  blurred: '不够清楚',
  blank: '几乎全黑或全白',
  small: '尺寸太小',
  unreadable: '打不开',
  lost: '没有取到',
}
