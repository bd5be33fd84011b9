import { botOwns, type Conversation, type Memory } from '../model/conversation.ts'
import type { Decision, Rung } from '../model/decision.ts'
import { withLateMedia } from './form/late-evidence.ts'
import { hear } from './heard/heard.ts'
import { afterSilence } from './heard/round.ts'
import { ladder } from './ladder.ts'
import { soothed } from './mood.ts'
import { type Move, note, type Situation } from './situation.ts'
import { suggested } from './suggest.ts'
import { ticketChanged, touchedByPerson } from './ticket/case-work.ts'
import { withClocks } from './ticket/clocks.ts'
import { raisedAlong } from './ticket/rejudge.ts'
import { timerFired } from './timers.ts'
import { handsTold } from './waiting/change-of-hands.ts'
import { givenBack, resolved } from './waiting/give-back.ts'
import { givenOn } from './waiting/hand-on.ts'
import { handOver } from './waiting/handoff.ts'
import { switched, withoutHelp } from './waiting/help.ts'
import { wantedAgain } from './waiting/let-go.ts'
import { answered, clockStopped, leftBehind, suspended, takeInHands } from './waiting/with-agent.ts'

/**
 * What to do next: from a conversation, a trigger and facts to the next state and its effects.
 * Pure: the same situation always gives the same decision. Never throws.
 */
export const decide = (situation: Situation): Decision => {
  const decision = decideAlone(situation)
  const touched = touchedByPerson(situation, decision.next.phase)
  return withClocks(situation, { ...decision, effects: [...decision.effects, ...touched] })
}

const decideAlone = (situation: Situation): Decision => {
  const { trigger, conversation } = situation
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
      return settle(
        situation,
        'agent_command',
        handsTold(situation, ticketChanged(situation, trigger)),
      )
    case 'alertCleared': {
      const alerts = (conversation.alerts ?? []).filter(({ id }) => id !== trigger.alert)
      return settle(situation, 'agent_command', { ...stay(`${trigger.name}看过提醒`), alerts })
    }
    case 'agentTook':
    case 'agentAssigned':
    case 'agentReplied':
      return settle(
        situation,
        'agent_command',
        handsTold(situation, takeInHands(situation, trigger)),
      )
    case 'agentGave':
      return settle(situation, 'agent_command', handsTold(situation, givenOn(situation, trigger)))
    case 'agentSwitched':
      return settle(situation, 'agent_command', switched(situation, trigger))
    case 'agentLeft':
      return settle(situation, 'agent_command', leftBehind(situation, trigger.agent))
    case 'agentReturned':
      return settle(situation, 'agent_command', givenBack(situation, trigger.name))
    case 'agentResolved':
      return settle(situation, 'agent_command', resolved(situation, trigger.name))
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
      const served = suggested(heard, soothed(heard, withLateMedia(heard, answer)))
      const move = wantedAgain(heard, raisedAlong(heard, served))
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
    memory: botOwns(phase) ? withoutHelp(memory) : memory,
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
