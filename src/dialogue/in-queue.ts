import type { Memory, Phase } from '../model/conversation.ts'
import type { Effect } from '../model/decision.ts'
import { calm } from '../model/understanding.ts'
import { dangerIn } from './danger.ts'
import { angry, type Heard, valuesFor } from './heard.ts'
import { renderLoosely } from './render.ts'
import { type Move, note, say } from './situation.ts'
import { waitAnswer } from './wait-asked.ts'
import { waitWords } from './wait-words.ts'
import { paragraphs } from './words.ts'

interface InQueue {
  readonly phase: Extract<Phase, { kind: 'awaitingAgent' }>
  readonly memory: Memory
  /** Of what was taken in silently, and in words. */
  readonly effects: readonly Effect[]
  readonly received: string
}

/**
 * What who waits for a person hears. A question on the wait is answered, anger is acknowledged once,
 * and anything else gets a notice now and then; between these the bot is silent.
 */
export const whileInQueue = (heard: Heard, given: InQueue): Move => {
  const { memory, effects, received } = given
  const { situation } = heard
  const rules = situation.playbook.handoff
  const { phase, rises } = withEmotion(heard, given.phase)
  const { handoff } = phase
  const isUnsoothed = memory.queueSoothed !== handoff.at
  const isHurt = isUnsoothed && handoff.reason === 'safety' && dangerIn(heard) !== undefined
  const isSoothing = isUnsoothed && rises && handoff.reason !== 'emotion'
  const answer = waitAnswer(heard, handoff)
  const told = [...effects, ...risen(given.phase, phase)]
  const sinceAnswer = situation.at - (memory.queueAnswerAt ?? Number.NEGATIVE_INFINITY)
  const isAnswer = answer !== undefined && sinceAnswer >= rules.queue_answer_every
  const lastSaid = memory.queueNoticeAt ?? handoff.at
  // The first message since is acknowledged at once; ten pictures are not ten notices.
  const isFirst = memory.queueNoticeAt === undefined
  const isDue = isFirst || situation.at - lastSaid >= rules.queue_notice_every
  if (isHurt) {
    return {
      kind: 'notice',
      because: '排队中，又说到人的安全，先顾身体',
      phase,
      memory: { ...memory, queueNoticeAt: situation.at, queueSoothed: handoff.at },
      effects: [say(situation.playbook.phrases.still_unsafe), ...told],
    }
  }
  if (!isAnswer && !isSoothing && !isDue) {
    const because = '已在排队等人工，刚刚告诉过顾客'
    return { kind: 'silent', because, phase, memory, effects: told }
  }
  const notice = () =>
    paragraphs([
      renderLoosely(rules.queue_notice, valuesFor(heard, undefined)),
      ...waitWords(situation, handoff.reason),
    ])
  const words = isAnswer ? answer : notice()
  const isSame = words === memory.queueTold && rules.queue_same !== undefined
  const said = isSame ? rules.queue_same : words
  const soothing = isSoothing ? situation.playbook.phrases.soothe_angry : undefined
  return {
    kind: 'notice',
    because: becauseOf({ received, isAnswer, isSoothing }),
    phase,
    memory: {
      ...memory,
      queueNoticeAt: situation.at,
      ...(said === undefined ? {} : { queueTold: said }),
      ...(isAnswer ? { queueAnswerAt: situation.at } : {}),
      ...(isSoothing ? { queueSoothed: handoff.at } : {}),
    },
    effects: [say(paragraphs([soothing, said])), ...told],
  }
}

/** The person who comes sees how angry the customer has become. */
const withEmotion = (heard: Heard, phase: InQueue['phase']) => {
  const { emotion } = heard.understanding?.mood ?? calm
  const before = phase.handoff.emotion ?? 0
  const handoff = emotion > before ? { ...phase.handoff, emotion } : phase.handoff
  return { phase: { ...phase, handoff }, rises: emotion >= angry }
}

const risen = (before: InQueue['phase'], after: InQueue['phase']): readonly Effect[] =>
  after.handoff.emotion === before.handoff.emotion || (after.handoff.emotion ?? 0) < angry
    ? []
    : [note('顾客在排队的时候情绪更激动了')]

const becauseOf = (what: {
  readonly received: string
  readonly isAnswer: boolean
  readonly isSoothing: boolean
}): string => {
  if (what.received !== '') return `排队中，收到${what.received}`
  if (what.isAnswer) return '排队中，顾客问要等多久或办得怎么样，照实答'
  if (what.isSoothing) return '排队中，顾客生气，回应一次'
  return '已在排队等人工，再告诉顾客一次'
}
