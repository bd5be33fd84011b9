import { botOwns, emptyMemory, type Memory, type Phase, runOf } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import { resumeText } from '../form/evidence-text.ts'
import { takenUpAgain } from '../form/flow-moves.ts'
import { type Collecting, collectingOf, missingSlots } from '../form/slots.ts'
import { hear } from '../heard/heard.ts'
import { paragraphs } from '../heard/words.ts'
import { type Move, note, type Situation, say } from '../situation.ts'
import { isBeforePlan } from '../ticket/case-work.ts'
import { saveTicket } from '../ticket/ticket.ts'
import { clockStopped, handoffOf } from './with-agent.ts'

/** 交还: the bot has the conversation again, and says so. */
export const givenBack = (situation: Situation, name: string): Move => {
  const { conversation, playbook } = situation
  const { phase, memory } = conversation
  if (botOwns(phase) || phase.kind === 'closed') {
    return { kind: 'silent', because: '会话不在人工手里，无需交还', phase, memory, effects: [] }
  }
  const heard = hear(situation, [], undefined)
  const unfinished = unfinishedFlow(situation)
  return {
    kind: 'silent',
    because: `${name}交还机器人`,
    ...resumed(situation, unfinished),
    effects: [
      note(`${name}把会话交还机器人`),
      ...sayAll([playbook.handoff.returned, unfinished && resumeText(heard, unfinished)]),
      ...(unfinished ? takenUpAgain(heard, unfinished) : []),
      ...clockStopped(phase),
    ],
  }
}

/** 已解决: the round is over; what its form has stays with its ticket. */
export const resolved = (situation: Situation, name: string): Move => {
  const heard = hear(situation, [], undefined)
  const unfinished = unfinishedFlow(situation)
  const { phase } = situation.conversation
  return {
    kind: 'silent',
    because: `${name}标记为已解决`,
    phase: {
      kind: 'closed',
      at: situation.at,
      ...(phase.kind === 'withAgent' && { by: phase.by }),
    },
    // The next round starts with a clean memory.
    memory: emptyMemory,
    effects: [
      note(`${name}标记为已解决`),
      ...(unfinished ? saveTicket(heard, unfinished, 'partial') : []),
      { kind: 'cancelTimer', name: 'evidence_reminder' },
      { kind: 'cancelTimer', name: 'evidence_expiry' },
      ...clockStopped(phase),
    ],
  }
}

const sayAll = (words: readonly (string | undefined)[]): readonly Effect[] => {
  const text = paragraphs(words)
  return text === '' ? [] : [say(text)]
}

/**
 * Back to the bot. A flow that still waits for something is taken up again; one that is complete,
 * or was given up, stays the ticket that later evidence joins. Old insistence, anger and misses
 * must not hand the customer over again with the first word.
 */
const resumed = (
  { conversation, at }: Situation,
  unfinished: Collecting | undefined,
): { phase: Phase; memory: Memory } => {
  const { queueNoticeAt: _, angry: __, answered: ___, ...remembered } = conversation.memory
  const lastHandoff = handoffOf(conversation.phase)
  const memory: Memory = {
    ...remembered,
    misses: 0,
    asked: {},
    heardAt: at,
    ...(lastHandoff ? { lastHandoff } : {}),
  }
  if (unfinished) return { phase: { kind: 'collecting', run: unfinished.run }, memory }
  const lastRun = runOf(conversation.phase)
  return { phase: { kind: 'answering' }, memory: { ...memory, ...(lastRun ? { lastRun } : {}) } }
}

/** The flow that still waits for something, and of which people have not decided meanwhile. */
const unfinishedFlow = (situation: Situation): Collecting | undefined => {
  const collecting = collectingOf(situation, runOf(situation.conversation.phase))
  if (collecting === undefined || missingSlots(collecting).length === 0) return undefined
  return isBeforePlan(situation, collecting.run.ticket) ? collecting : undefined
}
