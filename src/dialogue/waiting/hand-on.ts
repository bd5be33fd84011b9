import { changeTicket } from '../../cases/index.ts'
import { runOf } from '../../model/conversation.ts'
import type { Effect, Trigger } from '../../model/decision.ts'
import type { TicketId } from '../../model/ids.ts'
import type { Actor } from '../../model/people.ts'
import { collectingOf } from '../form/slots.ts'
import { hear } from '../heard/heard.ts'
import { type Move, note, type Situation } from '../situation.ts'
import { rulesOf } from '../ticket/severity.ts'
import { packet } from './packet.ts'
import { handoffOf, silentAfter } from './with-agent.ts'

type Giving = Omit<Extract<Trigger, { kind: 'agentGave' }>, 'kind'>

/** An agent gives the chat they have to a colleague, and what they have of its cases with it. */
export const givenOn = (situation: Situation, giving: Giving): Move => {
  const { phase, memory } = situation.conversation
  const because = `${giving.name}转给${giving.to.name}`
  const move = { kind: 'silent', because, phase, memory, effects: [] } as const
  const given = chatGiven(situation, giving)
  if (given === undefined) return { ...move, because: `会话不在${giving.name}手里，没有转` }
  return { ...move, ...given, effects: [...given.effects, ...casesGiven(situation, giving)] }
}

/** The chat alone; undefined where it is not theirs to give. */
export const chatGiven = (
  situation: Situation,
  { agent, name, to }: Giving,
): Pick<Move, 'phase' | 'effects'> | undefined => {
  const { conversation, at } = situation
  const { phase } = conversation
  const isTheirs =
    phase.kind === 'withAgent' && phase.by.kind === 'agent' && phase.by.agent === agent
  if (!isTheirs || to.agent === agent) return undefined
  const before = handoffOf(phase)
  // What was said since is news for the colleague; why a person was called stays what it was.
  const fresh = packet(
    hear(situation, [], undefined),
    {
      reason: before?.reason ?? 'by_colleague',
      because: [`${name}转来`, ...(before === undefined ? [] : [before.because])].join('：'),
    },
    collectingOf(situation, runOf(phase)),
  )
  return {
    phase: {
      ...phase,
      by: { kind: 'agent', ...to },
      since: at,
      handoff: {
        ...fresh,
        at: before?.at ?? phase.waitingSince ?? at,
        ...(before?.passedBy === undefined ? {} : { passedBy: before.passedBy }),
      },
    },
    effects: [
      note(`${name}把会话转给了${to.name}`),
      ...(phase.waitingSince === undefined ? [] : [silentAfter(situation, 1)]),
    ],
  }
}

/** What the giver has of the cases goes along. */
export const casesGiven = (
  situation: Situation,
  { agent, name, to }: Giving,
  except?: TicketId,
): readonly Effect[] => {
  const { tickets, at } = situation
  const by: Actor = { kind: 'agent', agent, name, role: 'agent' }
  return tickets
    .filter(({ id, owner }) => id !== except && owner?.agent === agent)
    .flatMap((ticket): Effect[] => {
      const step = { by, at, rules: rulesOf(situation) }
      const changed = changeTicket(ticket, { kind: 'assign', to }, step)
      return changed.kind === 'changed' ? [{ kind: 'saveTicket', ticket: changed.ticket }] : []
    })
}
