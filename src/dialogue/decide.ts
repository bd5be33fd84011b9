import {
  botOwns,
  type Conversation,
  emptyMemory,
  type Memory,
  type Phase,
  runOf,
} from '../model/conversation.ts'
import type { Decision, Effect, Rung } from '../model/decision.ts'
import { isUndecided, ticketChanged, touchedByPerson } from './case-work.ts'
import { withClocks } from './clocks.ts'
import { resumeText } from './evidence-text.ts'
import { takenUpAgain } from './flow-moves.ts'
import { handOver } from './handoff.ts'
import { hear } from './heard.ts'
import { ladder } from './ladder.ts'
import { withLateMedia } from './late-evidence.ts'
import { soothed } from './mood.ts'
import { afterSilence } from './round.ts'
import { type Move, note, type Situation, say } from './situation.ts'
import { type Collecting, collectingOf, missingSlots } from './slots.ts'
import { suggested } from './suggest.ts'
import { saveTicket } from './ticket.ts'
import { timerFired } from './timers.ts'
import { answered, clockStopped, handoffOf, suspended, takeInHands } from './with-agent.ts'
import { paragraphs } from './words.ts'

/**
 * What to do next: from a conversation, a trigger and facts to the next state and its effects.
 * Pure: the same situation always gives the same decision. Never throws.
 */
export const decide = (situation: Situation): Decision => {
  const decision = decideAlone(situation)
  const isTheirs = decision.next.phase.kind === 'withAgent'
  const touched = isTheirs ? touchedByPerson(situation) : []
  return withClocks(situation, { ...decision, effects: [...decision.effects, ...touched] })
}

const decideAlone = (situation: Situation): Decision => {
  const { trigger, conversation, playbook } = situation
  const { phase, memory } = conversation
  const stay = (because: string): Move => ({ kind: 'silent', because, phase, memory, effects: [] })
  switch (trigger.kind) {
    case 'customerSaid':
      return climb(situation)
    case 'shopHumanSaid': {
      if (phase.kind === 'withAgent') {
        return settle(situation, 'human_owns', {
          ...stay('人工在回复'),
          phase: answered(phase),
          effects: clockStopped(phase),
        })
      }
      return settle(situation, 'human_owns', {
        ...stay('店里的同事在平台客户端回复了，机器人安静'),
        phase: {
          ...suspended(phase),
          kind: 'withAgent',
          by: { kind: 'platform' },
          since: situation.at,
        },
        effects: [note('店里的同事在平台客户端接手了会话')],
      })
    }
    case 'shopSystemSaid': {
      const heard = hear(situation, trigger.messages, undefined)
      // Not in an open round: a card alone does not open what was resolved.
      const shown = afterSilence(conversation, trigger.messages)
      return settle({ ...situation, conversation: shown }, 'human_owns', {
        ...stay('平台卡片，只记下，不当作顾客的话'),
        phase: shown.phase,
        memory: { ...shown.memory, ...orderShown(heard.memory) },
      })
    }
    case 'timerFired':
      return settle(situation, 'timer', timerFired(situation, trigger))
    case 'ticketChanged':
      return settle(situation, 'agent_command', ticketChanged(situation, trigger))
    case 'alertCleared': {
      const alerts = (conversation.alerts ?? []).filter(({ id }) => id !== trigger.alert)
      return settle(situation, 'agent_command', { ...stay(`${trigger.name}看过提醒`), alerts })
    }
    case 'agentTook':
    case 'agentAssigned':
    case 'agentReplied':
      return settle(situation, 'agent_command', takeInHands(situation, trigger))
    case 'agentReturned': {
      if (botOwns(phase) || phase.kind === 'closed') {
        return settle(situation, 'agent_command', stay('会话不在人工手里，无需交还'))
      }
      const words = playbook.handoff.returned
      const heard = hear(situation, [], undefined)
      const unfinished = unfinishedFlow(situation)
      return settle(situation, 'agent_command', {
        ...stay(`${trigger.name}交还机器人`),
        ...resumed(situation, unfinished),
        effects: [
          note(`${trigger.name}把会话交还机器人`),
          ...sayAll([words, unfinished && resumeText(heard, unfinished)]),
          ...(unfinished ? takenUpAgain(heard, unfinished) : []),
          ...clockStopped(phase),
        ],
      })
    }
    case 'agentResolved': {
      const heard = hear(situation, [], undefined)
      const unfinished = unfinishedFlow(situation)
      return settle(situation, 'agent_command', {
        ...stay(`${trigger.name}标记为已解决`),
        phase: { kind: 'closed', at: situation.at },
        // The next round starts with a clean memory.
        memory: emptyMemory,
        effects: [
          note(`${trigger.name}标记为已解决`),
          ...(unfinished ? saveTicket(heard, unfinished, 'partial') : []),
          { kind: 'cancelTimer', name: 'evidence_reminder' },
          { kind: 'cancelTimer', name: 'evidence_expiry' },
          ...clockStopped(phase),
        ],
      })
    }
    case 'failed': {
      if (phase.kind === 'withAgent' || phase.kind === 'awaitingAgent') {
        const what = trigger.what === 'send' ? '消息没有送到顾客' : '机器人处理出错'
        return settle(situation, 'human', {
          ...stay(`${what}：${trigger.detail}`),
          effects: [note(`${what}：${trigger.detail}`)],
        })
      }
      const heard = hear(situation, [], undefined)
      return settle(
        { ...situation, conversation: heard.conversation },
        'human',
        handOver(heard, {
          reason: trigger.what === 'send' ? 'send_failed' : 'bot_failed',
          because:
            trigger.what === 'send'
              ? `消息没有送到：${trigger.detail}`
              : `机器人出错：${trigger.detail}`,
        }),
      )
    }
    default:
      return trigger satisfies never
  }
}

const sayAll = (words: readonly (string | undefined)[]): readonly Effect[] => {
  const text = paragraphs(words)
  return text === '' ? [] : [say(text)]
}

const orderShown = ({ order, shown }: Memory) => ({
  ...(order === undefined ? {} : { order }),
  ...(shown === undefined ? {} : { shown }),
})

/** Asks the rungs from the top; the last one always acts. */
const climb = (situation: Situation): Decision => {
  const { trigger } = situation
  const said =
    trigger.kind === 'customerSaid' ? trigger : { messages: [], understanding: undefined }
  const heard = hear(situation, said.messages, said.understanding)
  const tried: { rung: Rung; found: string }[] = []
  for (const [rung, ask] of ladder) {
    const answer = ask(heard)
    if (typeof answer !== 'string') {
      const move = suggested(heard, soothed(heard, withLateMedia(heard, answer)))
      return settle({ ...situation, conversation: heard.conversation }, rung, move, tried)
    }
    tried.push({ rung, found: answer })
  }
  const last = handOver(heard, { reason: 'not_understood', because: '没有一级能处理，交给人' })
  return settle({ ...situation, conversation: heard.conversation }, 'human', last, tried)
}

const settle = (
  { conversation }: Situation,
  asked: Rung,
  move: Move,
  tried: Decision['tried'] = [],
): Decision => {
  const { phase, memory, ticketCount, rung, alerts, suggested, ...said } = move
  const next: Conversation = {
    ...conversation,
    phase,
    memory,
    ...(alerts === undefined ? {} : { alerts }),
    ...(suggested === undefined ? {} : { suggested }),
    ticketCount: ticketCount ?? conversation.ticketCount,
    version: conversation.version + 1,
  }
  return {
    ...said,
    rung: rung ?? asked,
    tried: [...tried, { rung: asked, found: move.because }],
    next,
  }
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
  const ticket = situation.tickets.find(({ id }) => id === collecting?.run.ticket)
  if (collecting === undefined || missingSlots(collecting).length === 0) return undefined
  return ticket === undefined || isUndecided(ticket) ? collecting : undefined
}
