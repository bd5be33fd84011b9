import type { Handoff, Memory } from '../../model/conversation.ts'
import { dangerIn } from '../heard/danger.ts'
import { type Heard, requestsOf } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { note } from '../situation.ts'
import type { QueueReply } from './queue-replies.ts'
import { whenWords } from './wait-asked.ts'
import { saidAt, withSaid } from './wait-memory.ts'

/** Told again of an accident, whose person is on the way: once a wait. */
export const stillUnsafe = (
  heard: Heard,
  memory: Memory,
  handoff: Handoff,
): QueueReply | undefined =>
  isInDanger(handoff) && dangerIn(heard) !== undefined && isFirstCare(memory, handoff)
    ? care(heard, memory, handoff)
    : undefined

/**
 * Whatever else is said while a danger is open: heard, added to the case, what to do now and when
 * the person comes.
 */
export const cared = (heard: Heard, memory: Memory, handoff: Handoff): QueueReply | undefined => {
  const { at, playbook } = heard.situation
  if (!isInDanger(handoff) || heard.text === '') return undefined
  const since = at - (memory.queueNoticeAt ?? Number.NEGATIVE_INFINITY)
  return since < playbook.handoff.queue_answer_every ? undefined : care(heard, memory, handoff)
}

const isInDanger = ({ reason }: Handoff): boolean => reason === 'safety'

const isFirstCare = (memory: Memory, handoff: Handoff): boolean =>
  saidAt(memory, handoff, careKey) === undefined

const careKey = 'care'

const care = (heard: Heard, memory: Memory, handoff: Handoff): QueueReply => {
  const { situation } = heard
  const { handoff: rules, phrases } = situation.playbook
  const isFirst = isFirstCare(memory, handoff)
  const words = isFirst ? phrases.still_unsafe : (rules.queue_danger ?? phrases.still_unsafe)
  const when = whenWords(heard, memory, handoff)
  const [wish] = requestsOf(heard)
  return {
    because: '排队中，人身安全的事还没有人接手，先顾身体',
    words: paragraphs([words, ...when.words]),
    memory: {
      ...withSaid(when.memory, handoff, careKey, situation.at),
      queueSoothed: handoff.at,
    },
    ...(wish === undefined
      ? {}
      : { effects: [note(`顾客在等的时候提到：「${heard.text.slice(0, 100)}」`)] }),
  }
}
