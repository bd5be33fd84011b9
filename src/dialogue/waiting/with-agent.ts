import { type Handoff, type Memory, type Phase, runOf } from '../../model/conversation.ts'
import type { Effect, Trigger } from '../../model/decision.ts'
import type { AgentId } from '../../model/ids.ts'
import { type MessagePart, textOf } from '../../model/message.ts'
import { type Heard, sureIntent } from '../heard/heard.ts'
import { isQuestion } from '../heard/words.ts'
import { spanText } from '../render.ts'
import { type Move, note, type Situation } from '../situation.ts'
import { alerted, passingId } from '../ticket/alerts.ts'
import { whoAsks } from './packet.ts'

/**
 * A conversation in an agent's hands. `waitingSince` is there exactly while `agent_silent` runs.
 *
 *   taken or assigned   theirs; where the customer waits, the clock on their first words starts
 *   they reply          the clock stops
 *   the customer asks   the clock starts at the first message without an answer; asking again does
 *                       not make anybody wait longer
 *   agent_silent        back to the queue, in the old place
 *   they leave          the same, at once
 */
type InHands = Extract<Phase, { kind: 'withAgent' }>

type Taking = Extract<Trigger, { kind: 'agentTook' | 'agentAssigned' | 'agentReplied' }>

/** Who has said something gets more time than who has not: so many times `agent_silent_after`. */
const patience = 3

/** An agent takes the conversation, gets it, or takes it by replying. */
export const takeInHands = (situation: Situation, trigger: Taking): Move => {
  const { phase, memory } = situation.conversation
  const { agent, name } = trigger
  const move = { kind: 'silent', phase, memory, effects: [] } as const
  if (trigger.kind === 'agentAssigned' && phase.kind !== 'awaitingAgent') {
    return { ...move, because: `不必分配给${name}：会话已经不在排队` }
  }
  const already =
    phase.kind === 'withAgent' && phase.by.kind === 'agent' && phase.by.agent === agent
  const held: InHands = already
    ? phase
    : {
        ...suspended(phase),
        ...waiting(phase),
        kind: 'withAgent',
        by: { kind: 'agent', agent, name },
        since: situation.at,
      }
  const taken = already ? [] : [note(takingNote(trigger, phase))]
  if (trigger.kind !== 'agentReplied') {
    const starts = !already && held.waitingSince !== undefined
    const clock = starts ? [silentAfter(situation, 1)] : []
    const because = trigger.kind === 'agentTook' ? `${name}接手` : takingNote(trigger, phase)
    return { ...move, because, phase: held, effects: [...taken, ...clock] }
  }
  const said = { kind: 'sendMessage', author: { agent, name }, parts: trigger.parts } as const
  return {
    ...move,
    because: `${name}回复`,
    phase: answered(held),
    memory: { ...memory, peopleSaid: lastSaid(memory, trigger.parts) },
    effects: [...taken, said, ...clockStopped(phase)],
  }
}

/** Said beside something else: a colleague's chat stays theirs, any other becomes the speaker's. */
export const saidAlong = (
  situation: Situation,
  { agent, name }: Pick<Taking, 'agent' | 'name'>,
  words: string,
): Pick<Move, 'phase' | 'memory' | 'effects'> => {
  const { phase, memory } = situation.conversation
  const parts = [{ kind: 'text', text: words }] as const
  const isColleagues =
    phase.kind === 'withAgent' && phase.by.kind === 'agent' && phase.by.agent !== agent
  if (!isColleagues) return takeInHands(situation, { kind: 'agentReplied', agent, name, parts })
  return {
    phase: answered(phase),
    memory: { ...memory, peopleSaid: lastSaid(memory, parts) },
    effects: [{ kind: 'sendMessage', author: { agent, name }, parts }, ...clockStopped(phase)],
  }
}

const linesKept = 3

const lastSaid = (
  { peopleSaid = [] }: Memory,
  parts: readonly MessagePart[],
): readonly string[] => {
  const text = textOf(parts).slice(0, 200)
  return text === '' ? peopleSaid : [...peopleSaid, text].slice(-linesKept)
}

const takingNote = (trigger: Taking, phase: Phase): string => {
  if (trigger.kind === 'agentAssigned') return `自动分配给${trigger.name}：${trigger.because}`
  const from = phase.kind === 'withAgent' && phase.by.kind === 'agent' ? phase.by.name : undefined
  return from === undefined ? `${trigger.name}接手了会话` : `${trigger.name}从${from}手里接过了会话`
}

/** The customer wrote on. Thanks and a mere 「好的」 want no answer. */
export const owingAnswer = (heard: Heard, phase: InHands): Pick<Move, 'phase' | 'effects'> => {
  const { situation } = heard
  const owes = phase.by.kind === 'agent' && phase.waitingSince === undefined && wantsAnswer(heard)
  if (!owes) return { phase, effects: [] }
  const waits = { ...phase, waitingSince: situation.at }
  return { phase: waits, effects: [silentAfter(situation, patience)] }
}

const wantsAnswer = (heard: Heard): boolean => {
  const { playbook } = heard.situation
  const intent = sureIntent(heard)?.intent
  if (heard.messages.length === 0) return false
  if (intent === undefined || isQuestion.test(heard.text)) return true
  const isSocial = playbook.intents.get(intent)?.role === 'social'
  return !isSocial && !playbook.phrases.affirms.intents.includes(intent)
}

/** Somebody of the shop said something: nothing is owed any more. */
export const answered = (phase: InHands): InHands => {
  const { waitingSince: _, ...held } = phase
  return held
}

/** For every turn that ends the wait. */
export const clockStopped = (phase: Phase): readonly Effect[] =>
  phase.kind === 'withAgent' && phase.waitingSince !== undefined
    ? [{ kind: 'cancelTimer', name: 'agent_silent' }]
    : []

/** `agent_silent` is over: somebody else shall have it. The customer hears nothing of it. */
export const passBy = (situation: Situation): Move => {
  const { phase, memory } = situation.conversation
  const move = { kind: 'silent', phase, memory, effects: [] } as const
  if (phase.kind !== 'withAgent' || phase.by.kind !== 'agent' || phase.waitingSince === undefined) {
    return { ...move, because: '没有客服欠顾客回复' }
  }
  const quietMs = situation.at - Math.max(phase.since, phase.waitingSince)
  const because = `${phase.by.name} ${spanText(quietMs)}没有回复顾客`
  const back = backToQueue(situation, because)
  // The clock has run out: there is none to stop.
  return { ...back, effects: back.effects.filter(({ kind }) => kind !== 'cancelTimer') }
}

/** Out of an agent's hands and back to the queue, in the old place: somebody else shall have it. */
export const backToQueue = (situation: Situation, because: string): Move => {
  const { phase, memory } = situation.conversation
  const move = { kind: 'silent', phase, memory, because, effects: [] } as const
  if (phase.kind !== 'withAgent' || phase.by.kind !== 'agent') return move
  const handoff = passedBy(handoffAgain(situation, because, phase), phase.by.agent, situation.at)
  const back = queuedAgain(situation, because, phase, handoff)
  const times = handoff.passedBy?.length ?? 0
  if (!isEscalated(situation, times)) return back
  const text = `已有 ${times} 次没人回应这位顾客，请主管留意`
  const id = passingId(handoff.at, times)
  return alerted(back, situation, { id, kind: 'escalated', to: 'supervisors', text })
}

/** Who goes leaves whoever waits for them to the others: nobody was passed by. */
export const leftBehind = (situation: Situation, agent: AgentId): Move => {
  const { phase, memory } = situation.conversation
  if (phase.kind !== 'withAgent' || phase.by.kind !== 'agent' || phase.by.agent !== agent) {
    return { kind: 'silent', phase, memory, because: '会话已经不在他手里', effects: [] }
  }
  const because = `${phase.by.name}要离开`
  return queuedAgain(situation, because, phase, handoffAgain(situation, because, phase))
}

const queuedAgain = (
  { conversation: { memory } }: Situation,
  because: string,
  phase: InHands,
  handoff: Handoff,
): Move => {
  const run = runOf(phase)
  return {
    kind: 'silent',
    memory,
    because,
    phase: { kind: 'awaitingAgent', handoff, ...(run ? { run } : {}) },
    effects: [note(`${because}，会话回到排队，等待时间照旧`), ...clockStopped(phase)],
  }
}

const handoffAgain = (situation: Situation, because: string, phase: InHands): Handoff =>
  phase.handoff ?? handoffFor(situation, because, phase.waitingSince ?? situation.at)

const passedBy = (handoff: Handoff, agent: AgentId, at: number): Handoff => ({
  ...handoff,
  passedBy: [...(handoff.passedBy ?? []), agent],
  passedAt: at,
})

/** For who was taken from the bot, and so had never waited for a person. */
const handoffFor = ({ conversation }: Situation, because: string, at: number): Handoff => ({
  reason: 'agent_silent',
  because,
  at,
  summary: [whoAsks(conversation.customer)],
  evidence: { have: [], missing: [] },
})

const isEscalated = ({ playbook }: Situation, times: number): boolean =>
  playbook.routing.escalate.some(({ after_reassigns }) => after_reassigns === times)

/** When whoever has it now must have said something. */
export const silentAfter = ({ playbook, at }: Situation, times: number): Effect => ({
  kind: 'startTimer',
  name: 'agent_silent',
  dueAt: at + playbook.routing.agent_silent_after * times,
})

/** Since when the customer waits for a person. */
const waiting = (phase: Phase): Pick<InHands, 'waitingSince'> => {
  if (phase.kind === 'awaitingAgent') return { waitingSince: phase.handoff.at }
  const owed = phase.kind === 'withAgent' ? phase.waitingSince : undefined
  return owed === undefined ? {} : { waitingSince: owed }
}

/** What a person gets along when taking over. */
export const suspended = (phase: Phase) => {
  const run = runOf(phase)
  const handoff = handoffOf(phase)
  return { ...(run ? { run } : {}), ...(handoff ? { handoff } : {}) }
}

export const handoffOf = (phase: Phase): Handoff | undefined =>
  phase.kind === 'awaitingAgent' || phase.kind === 'withAgent' ? phase.handoff : undefined
