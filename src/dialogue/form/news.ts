import type { FlowSlot } from '../../model/flow.ts'
import { type Heard, ownOrder } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { orderNoOf } from '../ticket/ticket-order.ts'
import { labels } from './evidence-text.ts'
import { fill } from './fill.ts'
import { describes, promise, refusal } from './flow-speech.ts'
import { pastWindowWords, type strangeOrder } from './form-order.ts'
import { offeredLate, offeredNow } from './offered.ts'
import { faultsNow, faultWords, type PictureFault } from './pictures.ts'
import { type Collecting, joinedSlots, runningFlow, slotOf, wantsPicture } from './slots.ts'

/** What a message means for the form, and what it brought. */
export interface News {
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

export const because = ({ flow }: Collecting, what: string) =>
  `正在收集「${flow.title}」的凭证：${what}`

export const takenIn = (heard: Heard, before: Collecting, strange: News['strange']): News => {
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

/** A story that merely grew is no news beside what is new. */
export const newlyGot = ({ got, before }: News): readonly FlowSlot[] => {
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
