import type { Phase } from '../../model/conversation.ts'
import type { AgentId } from '../../model/ids.ts'
import { type Move, type Situation, say } from '../situation.ts'

/**
 * Who has talked to a person and is with another one now hears so, once a round: or they would wonder
 * whether to tell everything again. Not before that one is there, and whoever takes the chat with words
 * of their own has said it.
 */
export const handsTold = (situation: Situation, move: Move): Move => {
  const { conversation, playbook } = situation
  const { handed_on } = playbook.phrases
  const { handedFrom, ...memory } = move.memory
  const { peopleSaid = [], handedOn } = memory
  const [known, now] = [handedFrom ?? whoHad(conversation.phase), whoHas(move.phase)]
  const isOther = known !== undefined && now !== undefined && known !== now
  const isSpoken = move.effects.some(({ kind }) => kind === 'sendMessage')
  if (handed_on === undefined || !isOther || isSpoken || handedOn || peopleSaid.length === 0) {
    return { ...move, memory }
  }
  if (!isThere(situation, now)) return { ...move, memory: { ...memory, handedFrom: known } }
  return {
    ...move,
    kind: 'notice',
    memory: { ...memory, handedOn: true },
    effects: [...move.effects, say(handed_on)],
  }
}

/** Who takes a chat or a case is there; who is given one may not be. */
const isThere = ({ trigger, facts }: Situation, agent: AgentId): boolean => {
  const { here } = facts.desk ?? {}
  const isTaking = trigger.kind === 'agentTook' || trigger.kind === 'agentAssigned'
  return isTaking || here === undefined || here.includes(agent)
}

/** Whose it is, or was before they were silent and it came back to the queue. */
const whoHad = (phase: Phase): AgentId | undefined =>
  phase.kind === 'awaitingAgent' ? phase.handoff.passedBy?.at(-1) : whoHas(phase)

const whoHas = (phase: Phase): AgentId | undefined =>
  phase.kind === 'withAgent' && phase.by.kind === 'agent' ? phase.by.agent : undefined
