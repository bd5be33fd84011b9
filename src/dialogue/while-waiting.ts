import { beginFlow, newTrouble } from './begin-flow.ts'
import { describeEvidence, requestText } from './evidence-text.ts'
import { withExamples } from './examples.ts'
import { withdrawal } from './flow-speech.ts'
import type { Heard } from './heard.ts'
import { renderLoosely } from './render.ts'
import { type Move, say } from './situation.ts'
import { type Collecting, countAsk, isComplete, runningFlow } from './slots.ts'
import { saveTicket, withoutUsed } from './ticket.ts'
import { asksProgress } from './wait-asked.ts'
import { waitsNoMore, withdraw } from './withdraw.ts'
import { paragraphs } from './words.ts'

/** What who waits for a person can be helped with at once; undefined where it is for that person. */
export const servedWhileWaiting = (heard: Heard): Move | undefined =>
  leaves(heard) ?? (asksProgress(heard) ? undefined : tellsTrouble(heard))

/** 「没事了」 wants nobody any more; danger is for people to look at all the same. */
const leaves = (heard: Heard): Move | undefined => {
  const { phase } = heard.conversation
  const word = withdrawal(heard)
  if (word === undefined || phase.kind !== 'awaitingAgent') return undefined
  if (phase.handoff.reason === 'safety') return undefined
  const collecting = runningFlow(heard)
  return collecting === undefined ? waitsNoMore(heard, word) : withdraw(heard, collecting, word)
}

/** A trouble without a form gets one: the person who comes finds a case, and not a chat. */
const tellsTrouble = (given: Heard): Move | undefined => {
  const { phase } = given.conversation
  const trouble = runningFlow(given) === undefined ? newTrouble(given) : undefined
  if (phase.kind !== 'awaitingAgent' || trouble === undefined) return undefined
  const { flow, intent } = trouble
  const { heard, assumed, doubt, ticketCount, ...begun } = beginFlow(given, flow, [], intent)
  const collecting = countAsk(begun.collecting)
  return withExamples(heard.situation, {
    kind: 'collect',
    because: `排队的时候说了「${flow.title}」，先登记，顺便收资料`,
    intent,
    source: flow.source,
    ticketCount,
    phase: {
      ...phase,
      run: collecting.run,
      handoff: { ...phase.handoff, evidence: describeEvidence(collecting) },
    },
    memory: {
      ...withoutUsed(heard.memory, collecting.run),
      queueNoticeAt: heard.situation.at,
    },
    effects: [
      say(paragraphs([flow.soothe, doubt, askedFor(heard, collecting), assumed])),
      ...saveTicket(heard, collecting, 'partial'),
    ],
  })
}

/** What is still missing, or that nothing is. */
const askedFor = (heard: Heard, collecting: Collecting): string =>
  isComplete(collecting)
    ? renderLoosely(collecting.flow.complete, { 'ticket.number': collecting.run.ticketNumber })
    : requestText(heard, collecting)
