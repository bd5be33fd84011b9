import { type FlowRun, type Phase, runOf } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import { collectingOf } from '../form/slots.ts'
import type { Heard } from '../heard/heard.ts'
import { type Move, saidFirst } from '../situation.ts'
import { risen, withEmotion } from './in-queue.ts'
import { packet } from './packet.ts'

type Waiting = Extract<Phase, { kind: 'awaitingAgent' }>

/** The same move, of somebody who waits on, with a case that the person who comes finds. */
export const keepingPlace = (heard: Heard, waiting: Waiting, move: Move): Move => {
  const { situation } = heard
  const run = newestRun(waiting, move)
  const collecting = move.kind === 'answer' ? undefined : collectingOf(situation, run)
  const { phase: calmer, isSoothing } = withEmotion(heard, waiting)
  const called = move.phase.kind === 'awaitingAgent' ? move.phase.handoff : undefined
  const { reason, because } = called?.reason === 'urgent' ? called : calmer.handoff
  const why = { reason, because, ...(collecting === undefined ? {} : { collecting }) }
  const handoff = collecting
    ? { ...calmer.handoff, ...packet(heard, why, collecting) }
    : calmer.handoff
  const { soothe_angry } = situation.playbook.phrases
  const effects = move.effects.flatMap(asWaiting)
  return {
    ...move,
    kind: move.kind === 'handoff' ? 'collect' : move.kind,
    rung: 'human_owns',
    phase: { kind: 'awaitingAgent', handoff, ...(run === undefined ? {} : { run }) },
    memory: {
      ...move.memory,
      misses: heard.memory.misses,
      queueNoticeAt: situation.at,
      ...(isSoothing ? { queueSoothed: handoff.at } : {}),
    },
    effects: [
      ...(isSoothing ? saidFirst(soothe_angry, effects) : effects),
      ...risen(waiting, calmer),
    ],
  }
}

/** Of a form that is done the last, else the one that goes on. */
const newestRun = (waiting: Waiting, { phase, memory }: Move): FlowRun | undefined =>
  runOf(phase) ?? (phase.kind === 'answering' ? memory.lastRun : undefined) ?? waiting.run

/** Nobody is reminded of evidence who waits for us, and people have the case already. */
const asWaiting = (effect: Effect): readonly Effect[] => {
  if (effect.kind === 'startTimer' && evidenceTimers.includes(effect.name)) return []
  if (effect.kind !== 'saveTicket' || effect.ticket.status !== 'collecting') return [effect]
  return [{ ...effect, ticket: { ...effect.ticket, status: 'partial' } }]
}

const evidenceTimers: readonly string[] = ['evidence_reminder', 'evidence_expiry']
