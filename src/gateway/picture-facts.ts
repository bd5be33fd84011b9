import { type FlowRun, runOf } from '../model/conversation.ts'
import type { Facts } from '../model/decision.ts'
import type { MessagePart } from '../model/message.ts'
import type { MediaRecords, Work } from '../store/index.ts'
import type { Reading } from './read-turn.ts'

/** What is known of pictures and films, by id. */
export type PictureSource = MediaRecords['pictures']

/** Looking for pictures alike takes milliseconds each where a million are known. */
const mostPictures = 40

/** Those of this turn, of the form, whether it runs or was just done, and of this round. */
export const gatherPictures = async (
  { conversation }: Pick<Work, 'conversation'>,
  { said }: Pick<Reading, 'said'>,
  pictures: PictureSource,
): Promise<Facts['pictures']> => {
  const { phase, memory } = conversation
  const parts = [
    ...said.flatMap((message) => message.parts),
    ...partsOf(runOf(phase)),
    ...partsOf(memory.lastRun),
    ...memory.media.map(({ part }) => part).reverse(),
  ]
  return pictures([...new Set(parts.flatMap(lookedAt))].slice(0, mostPictures), conversation)
}

const partsOf = (run: FlowRun | undefined): readonly MessagePart[] =>
  Object.values(run?.slots ?? {})
    .flatMap((slot) => (slot.kind === 'filled' ? slot.values : []))
    .flatMap((value) => (value.kind === 'media' ? [value.part] : []))

const lookedAt = (part: MessagePart): readonly string[] => {
  const isSeen = part.kind === 'image' || part.kind === 'video'
  return isSeen && part.mediaId !== undefined ? [part.mediaId] : []
}

/** A turn waits so long for its pictures, from its first message. */
const patienceMs = 5_000

/** Until when to wait for pictures on their way; films take too long, and nobody looks into them. */
export const picturesDueAt = (
  { conversation }: Pick<Work, 'conversation'>,
  { said, firstAt, humanSpoke }: Reading,
  pictures: Facts['pictures'],
): number | undefined => {
  const { kind } = conversation.phase
  if (humanSpoke || kind === 'withAgent' || kind === 'awaitingAgent') return undefined
  const images = said.flatMap(({ parts }) => parts).filter(({ kind }) => kind === 'image')
  const isMissing = images.flatMap(lookedAt).some((id) => pictures[id]?.kind === 'pending')
  return isMissing ? firstAt + patienceMs : undefined
}
