import type { Phase } from '../../model/conversation.ts'
import { type Move, type Situation, say } from '../situation.ts'

/**
 * Who has talked to a person and is with another one now hears so, once a round: or they would wonder
 * whether to tell everything again. Whoever takes the chat with words of their own has said it.
 */
export const handsTold = ({ conversation, playbook }: Situation, move: Move): Move => {
  const { handed_on } = playbook.phrases
  const [before, after] = [whoHad(conversation.phase), whoHas(move.phase)]
  const { peopleSaid = [], handedOn } = move.memory
  const isOther = before !== undefined && after !== undefined && before !== after
  const isSpoken = move.effects.some(({ kind }) => kind === 'sendMessage')
  if (handed_on === undefined || !isOther || isSpoken || handedOn || peopleSaid.length === 0) {
    return move
  }
  return {
    ...move,
    kind: 'notice',
    memory: { ...move.memory, handedOn: true },
    effects: [...move.effects, say(handed_on)],
  }
}

/** Whose it is, or was before they were silent and it came back to the queue. */
const whoHad = (phase: Phase): string | undefined =>
  phase.kind === 'awaitingAgent' ? phase.handoff.passedBy?.at(-1) : whoHas(phase)

const whoHas = (phase: Phase): string | undefined =>
  phase.kind === 'withAgent' && phase.by.kind === 'agent' ? phase.by.agent : undefined
